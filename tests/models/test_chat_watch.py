"""Who is told what of a clock of seconds (R3): a chat of Monday half past nine, due half a minute later."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tests.models.test_clock_watch import alarm, look
from tickets.models import Agent, Alarm, Channel, Clock, OutgoingMail, SLAPolicy, Ticket
from tickets.models.promise_watch import PromiseWatch

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def chat(channel: Channel, mail: Receive, luisa: Agent, ana: Agent) -> Ticket:
    """Ana's ticket, of which the first response is due within 30 seconds."""
    Alarm.objects.all().delete()
    SLAPolicy.objects.update(first_response_seconds=30)
    channel.policy.refresh_from_db()
    with time_machine.travel(MONDAY, tick=False):
        ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
        ticket.assign(ana, by=ana)
    Clock.objects.exclude(kind="first_response").delete()
    return ticket


@pytest.mark.parametrize(
    ("said", "when", "seconds_before"),
    [
        ("10 s", "before", 10), ("25 %", "share_left", 7), ("100 %", "share_left", 30),
        ("30 min", "before", 15),  # never before half of the time is over
    ],
)  # fmt: skip
def test_in_a_chat_a_warning_comes_seconds_before(
    chat: Ticket, said: str, when: str, seconds_before: int
) -> None:
    alarm(chat, said, when)
    due = MONDAY + 30 * SECOND
    assert look(due - (seconds_before + 1) * SECOND) == []
    assert look(due - seconds_before * SECOND) == ["Ana"]


def test_a_share_too_small_for_a_second_warns_of_nothing(chat: Ticket) -> None:
    alarm(chat, "1 %", "share_left")
    assert [look(MONDAY + n * SECOND) for n in (0, 29, 30)] == [[], [], []]


def test_a_chat_that_waits_too_long_is_escalated_in_seconds(chat: Ticket) -> None:
    alarm(chat, "15 s", "after", "leads")
    assert look(MONDAY + 44 * SECOND) == []
    assert look(MONDAY + 45 * SECOND) == ["Luisa"]
    assert Clock.objects.get().breached_at == MONDAY + 30 * SECOND


def test_the_customer_is_told_the_second_by_which_we_answer(chat: Ticket) -> None:
    assert "hoy a las 9:30:30 (hora de Madrid)" in OutgoingMail.objects.get().text


def test_a_promise_of_seconds_is_renewed_in_its_last_quarter(chat: Ticket) -> None:
    told = OutgoingMail.objects.filter(kind="delay")
    for second in range(-1, 31):
        at = MONDAY + second * SECOND
        with time_machine.travel(at, tick=False):
            PromiseWatch(at).look()
        assert told.count() == (second >= 23)
    assert chat.promises.get(kind="acknowledged").state == "renewed"


def test_a_promise_of_seconds_that_nobody_looked_at_in_time_is_missed(chat: Ticket) -> None:
    PromiseWatch(MONDAY + 31 * SECOND).look()
    assert chat.promises.get().state == "missed"
