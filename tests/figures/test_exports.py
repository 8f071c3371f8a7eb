from __future__ import annotations

import csv
import io

import pytest

from tickets.figures.exports import as_csv, neutral


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "=HYPERLINK('x')"]
)
def test_what_looks_like_a_formula_is_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "written"), [("Hola", "Hola"), (-5, "-5"), (None, ""), (2.5, "2.5")]
)
def test_ordinary_cells_stay_as_they_are(cell: object, written: str) -> None:
    assert neutral(cell) == written


def test_a_table_reads_back_as_it_was_written() -> None:
    text = as_csv(("Ticket", "Subject"), [(20001, 'Cargo "doble", ñ\nsegunda línea')])
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [["Ticket", "Subject"], ["20001", 'Cargo "doble", ñ\nsegunda línea']]
