"""The analysis of the register adds up with its rows (R32)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tests.figures.conftest import Enter
from tickets.figures import complaints
from tickets.figures.complaints import Actions, Summary
from tickets.figures.period import Period
from tickets.models import Agent, Channel, ComplaintCause, CorrectiveAction, Ticket
from tickets.models.complaint_register import home_zone
from tickets.models.ticket import Draft

DAY = dt.timedelta(days=1)
NOW = MONDAY + 2 * DAY


def cause(name: str, parent: ComplaintCause | None = None) -> ComplaintCause:
    made = ComplaintCause(name_en=name, parent=parent)
    made.put()
    return made


def test_every_entry_is_in_exactly_one_column(enter: Enter, ana: Agent, week: Period) -> None:
    in_time, late, _overdue, annulled = (enter() for _ in range(4))
    with time_machine.travel(MONDAY + DAY, tick=False):
        in_time.answer(ana)
        annulled.annul(ana, why="Twice.")
    with time_machine.travel(MONDAY + 40 * DAY, tick=False):
        late.answer(ana)
        enter(24 * 4)
    found = complaints.summary(week, MONDAY + 32 * DAY)
    assert (found.in_time, found.late, found.overdue, found.open) == (1, 1, 1, 1)
    assert found.annulled == 1
    assert found.count == complaints.entered(week).live().count() == 4
    assert found.share == 33


def test_an_answer_on_the_legal_date_is_in_time(enter: Enter, ana: Agent, week: Period) -> None:
    complaint = enter()
    last_minute = dt.time(23, 59, tzinfo=home_zone())
    at = dt.datetime.combine(complaint.answer_due, last_minute)
    with time_machine.travel(at, tick=False):
        complaint.answer(ana)
    assert complaints.summary(week, at).in_time == 1


def test_who_still_waits_is_counted_with_the_time_so_far(
    enter: Enter, ana: Agent, week: Period
) -> None:
    enter()
    answered = enter()
    with time_machine.travel(MONDAY + DAY, tick=False):
        answered.answer(ana)
    found = complaints.summary(week, NOW)
    assert found.median == 1.5 * DAY.total_seconds()


def test_agreement_is_how_the_tickets_ended(enter: Enter, ana: Agent, week: Period) -> None:
    agreed, closed, _open = (enter() for _ in range(3))
    with time_machine.travel(NOW, tick=False):
        proposal: Any = agreed.ticket.propose(ana, Draft(text="20 €."))
        agreed.ticket.accept(proposal)
        closed.ticket.close(ana, why="No more answers.")
    found = complaints.summary(week, NOW)
    assert (found.yes, found.no, found.not_yet, found.agreement) == (1, 1, 1, 50)


def test_causes_roll_up_and_the_shares_end_at_all(enter: Enter, week: Period) -> None:
    delivery, goods = cause("Delivery"), cause("Goods")
    late = cause("Late", delivery)
    for each in (delivery, late, late, goods, None):
        enter(cause=each, cost=Decimal("10.50"))
    lines = complaints.pareto(week)
    told = [(str(line.cause or ""), line.level, line.count, line.upto) for line in lines]
    assert told == [
        ("Delivery", 1, 3, 60),
        ("Late", 2, 2, None),
        ("Goods", 1, 1, 80),
        ("", 1, 1, 100),
    ]
    assert lines[0].cost == Decimal("31.50")


def test_a_period_stands_beside_the_one_before(enter: Enter, week: Period) -> None:
    goods = cause("Goods")
    enter(cause=goods, product="Fern")
    enter(-24 * 3, cause=goods, product="Fern")
    (line,) = complaints.pareto(week)
    (product,) = complaints.by_column("product", week)
    assert (line.count, line.before) == (product.count, product.before) == (1, 1)


@pytest.mark.parametrize("column", complaints.COLUMNS)
def test_each_column_adds_up_with_the_rows(enter: Enter, week: Period, column: str) -> None:
    for severity, harm in ((1, "money"), (1, "time"), (4, "money")):
        enter(severity=severity, harm_kind=harm, product=f"Fern {severity}")
    lines = complaints.by_column(column, week)
    assert [line.count for line in lines] == [2, 1]
    assert lines[0].key in {1, "money", "Fern 1"}


def test_thirteen_months_with_those_in_which_nobody_complained(enter: Enter) -> None:
    enter()
    months = complaints.by_month(MONDAY.date())
    assert next(iter(months)) == dt.date(2025, 11, 1)
    assert list(months.values()) == [0] * 12 + [1]


def test_who_complained_again_within_a_year(enter: Enter, channel: Channel, mail: Receive) -> None:
    once = Ticket.open_from(mail(from_addr="tom@correo.example"), channel=channel)
    enter(ticket=once)
    lucias = [enter() for _ in range(2)]
    assert complaints.repeaters(NOW) == [(lucias[0].ticket.customer, 2)]
    assert complaints.repeaters(NOW + 366 * DAY) == []


def test_corrective_actions_as_they_stand(enter: Enter, ana: Agent, week: Period) -> None:
    complaint = enter()
    days = (MONDAY.date(), NOW.date(), NOW.date())
    late, _open, done = (
        CorrectiveAction.open_for(complaint, by=ana, text="Pack better", owner=ana, due_on=day)
        for day in days
    )
    with time_machine.travel(NOW, tick=False):
        done.finish(by=ana)
    assert late.due_on < NOW.date()
    assert complaints.actions(week, NOW) == Actions(open=2, late=1, done=1)


def test_without_entries_there_is_nothing_to_divide(week: Period, db: None) -> None:
    found = complaints.summary(week, NOW)
    assert found == Summary()
    assert (found.share, found.agreement) == (None, None)
