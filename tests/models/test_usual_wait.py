"""The honest date: what we allow ourselves, or what is usual, whichever is later (R1, R2)."""

import datetime as dt

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, Clock, OutgoingMail, Ticket, UsualWait

HOUR = dt.timedelta(hours=1)
FIRST = "first_response"


def answered(ticket: Ticket, hours: float, count: int) -> None:
    """So many earlier waits of such tickets, each so many business hours long."""
    like = ticket.clocks.filter(kind=FIRST)[0]
    Clock.objects.bulk_create(
        Clock(
            ticket=ticket, kind=FIRST, calendar=like.calendar, target_seconds=1, started_at=MONDAY,
            due_at=MONDAY, stopped_at=MONDAY, business_seconds=int(hours * 3600),
            calendar_seconds=0, channel=like.channel, category=like.category,
        )
        for _ in range(count)
    )  # fmt: skip


@pytest.fixture
def ticket(channel: Channel, mail: Receive, ana: Agent) -> Ticket:
    """One that no longer waits."""
    ticket = Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    ticket.close(ana, why="Ya está.")
    return ticket


def given(channel: Channel, mail: Receive) -> dt.datetime | None:
    return Ticket.open_from(mail(received_at=MONDAY), channel=channel).response_due_at()


def test_eight_in_ten_waited_no_longer(ticket: Ticket) -> None:
    answered(ticket, hours=1, count=80)
    answered(ticket, hours=9, count=20)
    UsualWait.reckon(MONDAY + HOUR)
    usual = UsualWait.objects.get(kind=FIRST, category=None)
    assert (usual.seconds, usual.observations) == (3600, 100)


@time_machine.travel(MONDAY, tick=False)
def test_the_target_is_the_date_when_we_are_quicker(
    ticket: Ticket, channel: Channel, mail: Receive
) -> None:
    answered(ticket, hours=1, count=30)
    UsualWait.reckon(MONDAY)
    assert given(channel, mail) == MONDAY + 4 * HOUR


@time_machine.travel(MONDAY, tick=False)
def test_the_usual_wait_is_the_date_when_we_are_slower(
    ticket: Ticket, channel: Channel, mail: Receive
) -> None:
    answered(ticket, hours=6, count=30)
    UsualWait.reckon(MONDAY)
    assert given(channel, mail) == MONDAY + 6 * HOUR
    assert "15:30" in OutgoingMail.objects.order_by("-pk")[0].text


@time_machine.travel(MONDAY, tick=False)
def test_a_few_waits_tell_nothing(ticket: Ticket, channel: Channel, mail: Receive) -> None:
    answered(ticket, hours=6, count=19)
    UsualWait.reckon(MONDAY)
    assert not UsualWait.objects.exists()
    assert given(channel, mail) == MONDAY + 4 * HOUR


def test_what_was_long_ago_is_forgotten(ticket: Ticket) -> None:
    answered(ticket, hours=6, count=30)
    UsualWait.reckon(MONDAY + HOUR)
    UsualWait.reckon(MONDAY + dt.timedelta(days=61))
    assert not UsualWait.objects.exists()


@time_machine.travel(MONDAY, tick=False)
def test_a_wait_that_goes_on_counts_with_its_time_so_far(channel: Channel, mail: Receive) -> None:
    for _ in range(20):
        Ticket.open_from(mail(received_at=MONDAY), channel=channel)
    UsualWait.reckon(MONDAY + 7 * HOUR)
    assert UsualWait.objects.get(kind=FIRST, category=None).seconds == 7 * 3600
