from __future__ import annotations

import datetime as dt

import time_machine

from tests.cast import MONDAY
from tests.figures.conftest import HOUR, Answer, Open
from tickets.figures.definitions import METRICS
from tickets.figures.period import Period
from tickets.figures.waits import Waits
from tickets.models import Agent, Ticket
from tickets.models.ticket import Draft

NOON = MONDAY + 3 * HOUR  # 12:30 in Madrid
FRIDAY = MONDAY + dt.timedelta(days=4)


def test_the_median_and_the_p90_are_those_of_the_waits(answered: Answer, week: Period) -> None:
    for hours in (1, 2, 3):
        answered(hours)
    first = Waits(week, NOON).by_metric()["first_response"]
    assert (first.business_median, first.business_p90) == (2 * 3600, 2.8 * 3600)


def test_business_time_leaves_the_night_out_and_calendar_time_does_not(
    answered: Answer, week: Period
) -> None:
    answered(24)
    first = Waits(week, FRIDAY).by_metric()["first_response"]
    assert (first.business_median, first.calendar_median) == (9 * 3600, 24 * 3600)


def test_an_open_wait_counts_with_the_time_so_far(opened: Open, week: Period) -> None:
    opened()
    first = Waits(week, NOON).by_metric()["first_response"]
    assert (first.count, first.waiting, first.business_median) == (1, 1, 3 * 3600)


def test_an_open_wait_past_its_target_is_missed(opened: Open, week: Period) -> None:
    opened()
    first = Waits(week, FRIDAY).by_metric()["first_response"]
    assert (first.overdue, first.missed, first.share) == (1, 1, 0)


def test_a_wait_that_is_not_yet_due_decides_nothing(
    answered: Answer, opened: Open, week: Period
) -> None:
    answered(1)
    opened(2.5)
    first = Waits(week, NOON).by_metric()["first_response"]
    assert (first.count, first.share) == (2, 100)


def test_the_share_is_that_of_answers_within_the_target(answered: Answer, week: Period) -> None:
    for hours in (1, 2, 26):
        answered(hours)
    first = Waits(week, FRIDAY).by_metric()["first_response"]
    assert (first.kept, first.late, first.share) == (2, 1, 66)


def test_closing_without_an_answer_improves_no_figure(
    opened: Open, luisa: Agent, week: Period
) -> None:
    ticket = opened()
    with time_machine.travel(NOON, tick=False):
        ticket.close(luisa, why="Duplicated by phone.")
    first = Waits(week, FRIDAY).by_metric()["first_response"]
    assert (first.unanswered, first.share, first.business_median) == (1, 0, 3 * 3600)


def test_a_reopened_ticket_counts_from_its_first_opening(
    opened: Open, luisa: Agent, week: Period
) -> None:
    ticket = opened()
    with time_machine.travel(MONDAY + HOUR, tick=False):
        ticket.close(luisa, why="Solved by phone.")
    ticket.reopen(at=MONDAY + 2 * HOUR)
    found = Waits(week, NOON).by_metric()
    assert found["resolution_agent"].count == 0
    assert found["resolution"].business_median == 3 * 3600


def test_spam_is_left_out(opened: Open, luisa: Agent, week: Period) -> None:
    opened().mark_spam(luisa)
    assert Waits(week, NOON).by_metric()["first_response"].count == 0


def test_a_wait_belongs_to_the_local_day_on_which_it_began(opened: Open, week: Period) -> None:
    opened(14.75)  # a quarter past midnight in Madrid, still Monday in UTC
    days = Waits(week, FRIDAY).by_day(METRICS["first_response"])
    counts = {day: measure.count for day, measure in days.items()}
    assert len(counts) == 7
    assert counts[dt.date(2026, 11, 17)] == 1


def test_the_period_ends_at_local_midnight(opened: Open, week: Period) -> None:
    opened(7 * 24 + 14.4)
    assert Waits(week, FRIDAY).by_metric()["first_response"].count == 0


def test_an_open_wait_counts_for_the_team_that_has_the_ticket_now(
    opened: Open, ana: Agent, bruno: Agent, week: Period
) -> None:
    team = bruno.teams.get()
    opened().assign(None, by=ana, team=team)
    assert list(Waits(week, NOON).by_team(METRICS["first_response"])) == [team.pk]


def test_team_0_is_what_belongs_to_no_team(opened: Open, week: Period) -> None:
    Ticket.objects.filter(pk=opened().pk).update(team=None)
    assert Waits(week, NOON, 0).by_metric()["first_response"].count == 1


def proposed(ticket: Ticket, ana: Agent) -> Ticket:
    with time_machine.travel(MONDAY + 2 * HOUR, tick=False):
        ticket.propose(ana, Draft(text="Le devolvemos el cargo."))
    return ticket


def test_a_proposal_without_an_answer_is_still_open(opened: Open, ana: Agent, week: Period) -> None:
    proposed(opened(), ana)
    resolution = Waits(week, NOON).by_metric()["resolution"]
    assert (resolution.waiting, resolution.business_median) == (1, 2 * 3600)


def test_an_agreed_one_counts_to_the_proposal(opened: Open, ana: Agent, week: Period) -> None:
    ticket = proposed(opened(), ana)
    proposal = ticket.open_proposal()
    assert proposal
    with time_machine.travel(NOON, tick=False):
        ticket.accept(proposal)
    resolution = Waits(week, FRIDAY).by_metric()["resolution"]
    assert (resolution.kept, resolution.business_median) == (1, 2 * 3600)


def test_silence_stands_apart_from_agreement(opened: Open, ana: Agent, week: Period) -> None:
    ticket = proposed(opened(), ana)
    proposal = ticket.open_proposal()
    assert proposal
    ticket.lapse(proposal)
    found = Waits(week, FRIDAY).by_metric()
    assert (found["resolution"].count, found["resolution_silence"].count) == (0, 1)


def test_a_declined_proposal_never_counted(opened: Open, ana: Agent, week: Period) -> None:
    ticket = proposed(opened(), ana)
    proposal = ticket.open_proposal()
    assert proposal
    ticket.decline(proposal, why="No es lo que pedí.")
    assert Waits(week, NOON).by_metric()["resolution"].business_median == 3 * 3600
