"""The analysis to take away says what the register and its figures say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import time_machine

from tests.cast import MONDAY
from tests.figures import workbook
from tests.figures.conftest import Enter
from tickets.figures import complaint_tables
from tickets.figures.exports import Table, as_csv, as_xlsx
from tickets.figures.period import Period
from tickets.models import Agent, ComplaintCause, CorrectiveAction

DAY = dt.timedelta(days=1)
NOW = MONDAY + 2 * DAY


def told(week: Period) -> dict[str, Table]:
    return {table.name: table for table in complaint_tables.analysis(week, NOW)}


def test_each_entry_is_a_row_with_annulled_ones(enter: Enter, ana: Agent, week: Period) -> None:
    cause = ComplaintCause(name_en="Broken")
    cause.put()
    enter(cause=cause, product="=1+1", cost=Decimal("12.50"))
    annulled, _outside = enter(), enter(-24 * 10)
    annulled.annul(ana, why="Twice.")
    table = complaint_tables.entries(week)
    first, second = (dict(zip(table.head, row, strict=True)) for row in table.rows)
    assert (first["Year"], first["Number"], first["Cause"]) == (2026, 1, "Broken")
    assert first["What it cost us (€)"] == Decimal("12.50")
    assert (second["State"], second["Why it was annulled"]) == ("annulled", "Twice.")
    assert "'=1+1" in as_csv(table)


def test_the_summary_stands_beside_the_period_before(enter: Enter, week: Period) -> None:
    enter()
    enter(-24 * 3)
    enter(-24 * 4)
    rows = told(week)["At a glance"].rows
    assert [row for row in rows if row[0] == "Complaints"] == [("Complaints", 1, 2)]


def test_the_workbook_holds_all_of_it(enter: Enter, ana: Agent, week: Period) -> None:
    for _each in range(2):
        complaint = enter(severity=3, product="Clay pot", cost=Decimal(8))
    CorrectiveAction.open_for(
        complaint, by=ana, text="Pack better", owner=ana, due_on=MONDAY.date()
    )
    with time_machine.travel(NOW, tick=False):
        book = workbook.read(as_xlsx(told(week).values()))
    assert list(book) == [
        "At a glance", "Causes", "Product or service", "Severity", "Kind of harm", "Month by month",
        "Who complained again", "Corrective actions", "Complaints",
    ]  # fmt: skip
    assert book["Causes"].rows[1] == [1, "No cause named", 2, 0, 16, 1]
    assert book["Causes"].formats["F2"] == "0%"
    assert book["Product or service"].rows[1] == ["Clay pot", 2, 0, 16]
    assert book["Severity"].rows[1][0] == "serious"
    assert book["Month by month"].rows[-1] == ["2026-11-01 00:00", 2]
    assert book["Who complained again"].rows[1] == ["Lucía Pérez", "lucia@correo.example", 2]
    assert book["Corrective actions"].rows[1][:6] == [
        "Pack better", "Ana Ruiz", "2026-11-16 00:00", None, "yes", "2/2026",
    ]  # fmt: skip
    assert book["Complaints"].rows[1][5] == "2026-11-16 09:30"


def test_without_entries_there_are_heads(week: Period, db: None) -> None:
    book = workbook.read(as_xlsx(told(week).values()))
    assert len(book["Complaints"].rows) == 1
