from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest

from tests.figures import workbook
from tests.figures.workbook import Sheet
from tickets.figures import exports
from tickets.figures.exports import Cell, Percent, Table, as_csv, as_xlsx, neutral

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "=HYPERLINK('x')"]
NOON = dt.datetime(2026, 11, 16, 11, 0, tzinfo=dt.UTC)  # 12:00 in Madrid


def table(*rows: tuple[Cell, ...], head: tuple[str, ...] = ("One",), name: str = "Tabla") -> Table:
    return Table(name=name, head=head, rows=rows)


def sheet(*rows: tuple[Cell, ...], head: tuple[str, ...] = ("One",)) -> Sheet:
    (only,) = workbook.read(as_xlsx([table(*rows, head=head)])).values()
    return only


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_looks_like_a_formula_is_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Hola", "Hola"),
        (-5, "-5"),
        (None, ""),
        (2.5, "2.5"),
        (Decimal("-10.50"), "-10.50"),
        (Percent(67), "67"),
        (dt.date(2026, 11, 16), "2026-11-16"),
        (NOON, "2026-11-16T12:00:00+01:00"),
    ],
)
def test_ordinary_cells_stay_as_they_are(cell: Cell, written: str) -> None:
    assert neutral(cell) == written


def test_a_table_reads_back_as_it_was_written() -> None:
    text = as_csv(table((20001, 'Cargo "doble", ñ\nsegunda línea'), head=("Ticket", "Subject")))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [["Ticket", "Subject"], ["20001", 'Cargo "doble", ñ\nsegunda línea']]


def test_cells_of_a_sheet_have_their_kind() -> None:
    found = sheet(
        ("Línea ñ «€»", 7, Percent(67), Decimal("1234.50"), NOON, dt.date(2026, 11, 16), None, "x"),
        head=tuple("ABCDEFGH"),
    )
    noon, day = "2026-11-16 12:00", "2026-11-16 00:00"
    assert found.rows[1] == ["Línea ñ «€»", 7, 0.67, 1234.5, noon, day, None, "x"]
    assert found.formats == {
        "C2": "0%",
        "D2": "#,##0.00",
        "E2": "yyyy-mm-dd hh:mm",
        "F2": "yyyy-mm-dd",
    }


@pytest.mark.parametrize("cell", [*FORMULAS, "{=1}", "https://evil.example", "mailto:a@b.example"])
def test_nothing_in_a_sheet_is_a_formula_or_a_link(cell: str) -> None:
    found = sheet((cell,))
    assert found.rows[1][0].replace("_x000D_", "\r") == cell
    assert not found.formulas
    assert "hyperlink" not in found.xml


def test_the_head_is_bold_stays_in_sight_and_filters() -> None:
    found = sheet((1, "a"), (2, "b"), head=("Número", "Texto"))
    assert found.rows[0] == ["Número", "Texto"]
    assert found.bold == {"A1", "B1"}
    assert 'state="frozen"' in found.xml
    assert '<autoFilter ref="A1:B3"/>' in found.xml


def test_a_long_text_is_cut_and_never_lost_and_control_characters_do_no_harm() -> None:
    found = sheet(("ñ" * 40_000,), ("a\x0bb\x1f<&>",))
    assert found.rows[1] == ["ñ" * 32_767]
    assert found.rows[2] == ["a_x000B_b_x001F_<&>"]


def test_an_empty_table_is_a_sheet_with_a_head() -> None:
    assert sheet(head=("One", "Two")).rows == [["One", "Two"]]


def test_sheets_have_names_that_excel_allows() -> None:
    names = [
        "Causes: which [?] / how*",
        "'x'",
        "",
        "History",
        "causes",
        "CAUSES",
        "n" * 40,
        "n" * 50,
    ]
    found = workbook.read(as_xlsx([table((1,), name=name) for name in names]))
    assert list(found) == [
        "Causes which how", "x", "1", "History 2", "causes", "CAUSES 2", "n" * 31, "n" * 29 + " 2",
    ]  # fmt: skip


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    found = workbook.read(as_xlsx([table((1,), (2,), (3,))]))
    assert {name: each.rows for name, each in found.items()} == {
        "Tabla": [["One"], [1], [2]],
        "Tabla 2": [["One"], [3]],
    }
