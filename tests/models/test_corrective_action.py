"""What we do so that a complaint does not come again (R32)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tests.complaints import entered
from tickets.models import Agent, Channel, Complaint, CorrectiveAction, Event, Ticket

DUE = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def on_monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def complaint(ticket: Ticket, ana: Agent) -> Complaint:
    return entered(ticket, ana)


@pytest.fixture
def action(complaint: Complaint, ana: Agent, luisa: Agent) -> CorrectiveAction:
    return opened(complaint, ana, owner=luisa)


def opened(complaint: Complaint, by: Agent, **columns: Any) -> CorrectiveAction:
    facts = {"text": "Print the floor on labels.", "owner": by, "due_on": DUE, **columns}
    return CorrectiveAction.open_for(complaint, by=by, **facts)


def kinds(complaint: Complaint) -> list[str]:
    return [each.kind for each in complaint.history()]


def test_an_action_stands_in_the_history_of_its_complaint(
    action: CorrectiveAction, complaint: Complaint
) -> None:
    assert kinds(complaint) == ["complaint_entered", "action_opened"]
    assert list(complaint.actions.all()) == [action]


def test_a_double_click_is_one_action(complaint: Complaint, ana: Agent) -> None:
    first = opened(complaint, ana, nonce="once")
    assert opened(complaint, ana, nonce="once") == first


def test_one_action_may_answer_several_complaints(
    action: CorrectiveAction, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = Ticket.open_from(mail(), channel=channel)
    second = entered(other, ana, received_at=MONDAY)
    assert action.answers_too(second, by=ana)
    assert not action.answers_too(second, by=ana)
    action.finish(by=ana, effect="No parcel came back since.")
    assert Event.objects.filter(kind="action_done").count() == 2


def test_an_action_is_late_after_its_day(action: CorrectiveAction) -> None:
    assert not CorrectiveAction.objects.late(MONDAY)
    with time_machine.travel(MONDAY + dt.timedelta(days=5)):
        assert action.is_late
        assert CorrectiveAction.objects.late(MONDAY + dt.timedelta(days=5)).get() == action


def test_it_is_done_once_and_may_be_taken_up_again(
    action: CorrectiveAction, complaint: Complaint, luisa: Agent
) -> None:
    assert action.finish(by=luisa, effect="Fewer came back.")
    assert not action.finish(by=luisa)
    assert not CorrectiveAction.objects.open().exists()
    assert action.reopen(by=luisa, why="They came back after all.")
    assert not action.reopen(by=luisa, why="Again.")
    assert CorrectiveAction.objects.open().get().effect == "Fewer came back."
    assert kinds(complaint)[-2:] == ["action_done", "action_reopened"]


def test_a_change_keeps_what_was_there_before(
    action: CorrectiveAction, ana: Agent, complaint: Complaint
) -> None:
    later = dt.date(2026, 11, 27)
    assert action.change(by=ana, owner=ana, due_on=later)
    assert not action.change(by=ana, owner=ana, due_on=later)
    assert complaint.history().last().data["was"] == {  # type: ignore[union-attr]
        "owner": "Luisa Mora",
        "due_on": "2026-11-20",
    }
