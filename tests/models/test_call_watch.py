"""Whoever has the ticket is warned before a customer has waited in vain for our call (R10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Callback, Channel, Notice, Ticket
from tickets.models.call_watch import CallWatch
from tickets.models.ticket.phoning import Call

MINUTE = dt.timedelta(minutes=1)
NUMBER = "+34600111222"


@pytest.fixture
def callback(channel: Channel, mail: Receive, ana: Agent) -> Iterator[Callback]:
    """Lucía wants to be called this afternoon; Ana has her ticket."""
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
        ticket.assign(ana, by=ana)
        asked = ticket.ask_call(NUMBER, ticket.call_windows()[1])
        assert asked
        yield asked


def look(at: dt.datetime) -> list[Notice]:
    with time_machine.travel(at, tick=False):
        CallWatch(at).look()
    return list(Notice.objects.filter(key__startswith="call_due:"))


def test_ana_is_warned_once_before_the_window_ends(callback: Callback, ana: Agent) -> None:
    assert look(callback.ends_at - 31 * MINUTE) == []
    (notice,) = look(callback.ends_at - 30 * MINUTE)
    assert look(callback.ends_at - MINUTE) == [notice]
    assert notice.agent == ana
    assert "600 11 12 22" in notice.text


def test_of_a_ticket_that_nobody_has_the_leads_are_warned(
    callback: Callback, ana: Agent, luisa: Agent
) -> None:
    callback.ticket.release(ana)
    assert [each.agent for each in look(callback.ends_at - MINUTE)] == [luisa]


def test_the_warning_goes_with_the_call(callback: Callback, ana: Agent) -> None:
    look(callback.ends_at - MINUTE)
    callback.ticket.log_call(ana, Call(outcome="reached"))
    assert not Notice.objects.calling(ana).filter(key__startswith="call_due:").exists()


def test_of_a_call_that_was_moved_she_is_warned_anew(callback: Callback, ana: Agent) -> None:
    look(callback.ends_at - MINUTE)
    later = callback.ticket.call_windows()[-1]
    callback.ticket.ask_call(NUMBER, later)
    assert not Notice.objects.calling(ana).filter(key__startswith="call_due:").exists()
    assert len(look(later.end - MINUTE)) == 2
