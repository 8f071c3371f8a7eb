"""Who is told that a complaint or a corrective action falls due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from tests.cast import MONDAY
from tests.complaints import entered
from tickets.models import Agent, Complaint, CorrectiveAction, Notice, Ticket
from tickets.models.complaint_watch import ComplaintWatch

DAY = dt.timedelta(days=1)
NEAR = MONDAY + 28 * DAY  # Monday 14 December; the answer is due on the 16th
LATE = MONDAY + 31 * DAY


@pytest.fixture
def complaint(ticket: Ticket, ana: Agent, luisa: Agent) -> Complaint:
    with time_machine.travel(MONDAY, tick=False):
        ticket.assign(ana, by=ana)
        return entered(ticket, ana, received_at=MONDAY)


def told(at: dt.datetime) -> list[tuple[str, str]]:
    """Who has been told what after looking at that moment."""
    with time_machine.travel(at, tick=False):
        ComplaintWatch(at).look()
    notices = Notice.objects.order_by("pk").select_related("agent")
    return [(each.agent.first_name, each.subject) for each in notices]


def test_nobody_is_told_while_there_is_time(complaint: Complaint) -> None:
    assert told(MONDAY + 18 * DAY) == []


def test_whoever_has_the_ticket_and_the_lead_are_told_before_the_date(complaint: Complaint) -> None:
    assert [name for name, _words in told(NEAR)] == ["Ana", "Luisa"]
    assert "1/2026" in told(NEAR)[0][1]


def test_a_second_look_tells_nothing_new(complaint: Complaint) -> None:
    assert told(NEAR) == told(NEAR + dt.timedelta(minutes=5))


def test_they_are_told_once_more_when_it_is_missed(complaint: Complaint) -> None:
    told(NEAR)
    assert [name for name, _words in told(LATE)] == ["Ana", "Luisa", "Ana", "Luisa"]


def test_nobody_is_called_up_in_the_night(complaint: Complaint) -> None:
    assert told(NEAR + dt.timedelta(hours=14)) == []


def test_an_answer_settles_it(complaint: Complaint, ana: Agent) -> None:
    told(NEAR)
    with time_machine.travel(NEAR):
        complaint.answer(ana)
    assert not Notice.objects.filter(seen_at=None).exists()
    assert len(told(LATE)) == 2


def begun(complaint: Complaint, **columns: Any) -> CorrectiveAction:
    facts = {"text": "Print the floor.", "due_on": dt.date(2026, 11, 20), **columns}
    return CorrectiveAction.open_for(complaint, **facts)


def test_the_owner_of_an_action_is_told_of_it(
    complaint: Complaint, ana: Agent, luisa: Agent
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        action = begun(complaint, by=ana, owner=luisa)
    assert told(MONDAY) == [("Luisa", "Le toca a usted: Print the floor.")]
    late = told(MONDAY + 7 * DAY)
    assert [name for name, _words in late] == ["Luisa", "Luisa"]
    action.finish(by=luisa)
    assert not Notice.objects.filter(seen_at=None).exists()
