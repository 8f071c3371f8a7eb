"""Tables to take away, as CSV and as XLSX."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone

# A spreadsheet runs a cell that begins like this as a formula (A45).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Excel's limits of a sheet, of its name, and of how wide we let a column be, in pixels.
MOST_ROWS, LONGEST_NAME, WIDEST = 1_048_575, 31, 360
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
FORMATS = {
    "head": {"bold": True, "bottom": 1, "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "money": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0%"},
    # Stays text even when somebody edits the cell.
    "dangerous": {"quote_prefix": True},
}


class Percent(int):
    """So many of a hundred."""

    @classmethod
    def of(cls, share: int | None) -> Percent | None:
        return None if share is None else cls(share)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float | Decimal | Percent | dt.date | dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """Moments are aware and are written in the desk's zone; a Decimal is money."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def neutral(cell: Cell) -> str:
    """The cell as text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, int | float | Decimal):
        return str(cell)
    if isinstance(cell, dt.datetime):
        return timezone.localtime(cell).isoformat()
    text = "" if cell is None else str(cell)
    return f"'{text}" if _is_dangerous(text) else text


def as_csv(table: Table) -> str:
    """RFC 4180 with a byte-order mark, without which Excel misreads every accent."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    for row in itertools.chain([table.head], table.rows):
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue()


def as_xlsx(tables: Iterable[Table]) -> bytes:
    """A workbook, one sheet a table; one that is too long goes on in further sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        formats = {name: book.add_format(looks) for name, looks in FORMATS.items()}
        taken: set[str] = set()
        for table in tables:
            for rows in _sheetfuls(table.rows):
                sheet = book.add_worksheet(_sheet_name(table.name, taken))
                _fill(sheet, table.head, rows, formats)
    return out.getvalue()


def _fill(
    sheet: Any, head: Sequence[str], rows: Sequence[Sequence[Cell]], formats: dict[str, Any]
) -> None:
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, formats["head"])
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, (line, column), cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(head) - 1)
    sheet.autofit(WIDEST)


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[str, Any]) -> None:
    match cell:
        case None | "":
            pass
        case Percent():
            sheet.write_number(*place, cell / 100, formats["percent"])
        case Decimal():
            sheet.write_number(*place, cell, formats["money"])
        case int() | float():
            sheet.write_number(*place, cell)
        case dt.datetime():
            sheet.write_datetime(*place, timezone.make_naive(cell), formats["moment"])
        case dt.date():
            sheet.write_datetime(*place, cell, formats["day"])
        case _:
            text = str(cell)  # a lazy translation, too; never a formula or a link
            sheet.write_string(*place, text, formats["dangerous"] if _is_dangerous(text) else None)


def _sheetfuls(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    """At least one, which may be empty."""
    rest = iter(rows)
    sheetful = list(itertools.islice(rest, MOST_ROWS))
    yield sheetful
    while sheetful := list(itertools.islice(rest, MOST_ROWS)):
        yield sheetful


def _sheet_name(name: str, taken: set[str]) -> str:
    """As Excel allows it, and like none before; upper and lower case are one to it."""
    clean = " ".join(NOT_IN_A_NAME.sub(" ", name).split()).strip("' ") or "1"
    for number in itertools.count(1):
        end = f" {number}" if number > 1 else ""
        tried = clean[: LONGEST_NAME - len(end)].rstrip(" '") + end
        if tried.casefold() not in taken | {"history"}:  # which Excel keeps to itself
            break
    taken.add(tried.casefold())
    return tried


def _is_dangerous(text: str) -> bool:
    return text.lstrip(" ").startswith(DANGEROUS)
