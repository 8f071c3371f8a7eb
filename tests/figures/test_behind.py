from __future__ import annotations

from tests.cast import MONDAY
from tests.figures.conftest import HOUR, Answer, Open
from tickets.figures.behind import every, page_of
from tickets.figures.definitions import METRICS, State
from tickets.figures.period import Period
from tickets.figures.waits import Waits

NOON = MONDAY + 3 * HOUR


def test_each_number_can_be_opened_down_to_the_tickets_behind_it(
    answered: Answer, opened: Open, week: Period
) -> None:
    tickets = {answered(1).pk, opened(1).pk}
    clocks = Waits(week, NOON).of(METRICS["first_response"])
    behind = list(every(clocks, now=NOON))
    assert {wait.ticket.pk for wait in behind} == tickets
    assert len(behind) == Waits(week, NOON).by_metric()["first_response"].count


def test_a_wait_tells_its_time_and_how_it_went(opened: Open, week: Period) -> None:
    opened()
    clocks = Waits(week, NOON).of(METRICS["first_response"])
    (wait,) = page_of(clocks, now=NOON).waits
    assert (wait.business, wait.calendar, wait.state) == (3 * 3600, 3 * 3600, State.WAITING)


def test_pages_follow_one_another_without_gap_or_repeat(opened: Open, week: Period) -> None:
    tickets = [opened().pk for _ in range(3)] + [opened(1).pk]
    clocks = Waits(week, NOON).of(METRICS["first_response"])
    first = page_of(clocks, now=NOON, size=2)
    second = page_of(clocks, now=NOON, after=first.after, size=2)
    shown = [wait.ticket.pk for wait in (*first.waits, *second.waits)]
    assert sorted(shown) == sorted(tickets)
    assert (bool(first.after), second.after) == (True, "")


def test_an_unreadable_position_is_the_first_page(opened: Open, week: Period) -> None:
    opened()
    clocks = Waits(week, NOON).of(METRICS["first_response"])
    for nonsense in ("x", "~", "2026-13-40T00:00:00~5", "2026-11-16~99999999999999999999"):
        assert len(page_of(clocks, now=NOON, after=nonsense).waits) == 1
