"""Tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet runs a cell that begins like this as a formula (A45).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell)
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def as_csv(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with a byte-order mark, without which Excel misreads every accent."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    for row in (head, *rows):
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue()
