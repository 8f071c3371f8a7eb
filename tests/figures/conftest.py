from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tests.complaints import entered
from tickets.figures.period import Period
from tickets.models import Agent, Channel, Complaint, Message, Ticket
from tickets.models.ticket import Draft

HOUR = dt.timedelta(hours=1)
Open = Callable[..., Ticket]
Answer = Callable[..., Ticket]
Enter = Callable[..., Complaint]


@pytest.fixture
def week() -> Period:
    """Monday 16 to Sunday 22 November 2026 in Madrid."""
    monday = MONDAY.date()
    return Period(first=monday, last=monday + dt.timedelta(days=6), zone="Europe/Madrid")


@pytest.fixture
def opened(channel: Channel, mail: Receive) -> Open:
    """A ticket of Lucía's, opened so many hours after Monday half past nine."""

    def open_at(hours: float = 0) -> Ticket:
        at = MONDAY + hours * HOUR
        with time_machine.travel(at, tick=False):
            return Ticket.open_from(mail(received_at=at), channel=channel)

    return open_at


@pytest.fixture
def answered(ana: Agent, opened: Open) -> Answer:
    """A ticket opened Monday morning that Ana answered so many hours later."""

    def answer_after(hours: float) -> Ticket:
        ticket = opened()
        at = MONDAY + hours * HOUR
        with time_machine.travel(at, tick=False):
            message = ticket.reply(ana, Draft(text="Lo miramos."))
            assert isinstance(message, Message)
            message.outgoing.move_to("accepted", at=at)
        return ticket

    return answer_after


@pytest.fixture
def enter(opened: Open, ana: Agent) -> Enter:
    """Enters a new ticket as a complaint; `hours` after Monday half past nine, columns as told."""

    def made(hours: float = 0, ticket: Ticket | None = None, **columns: Any) -> Complaint:
        at = MONDAY + hours * HOUR
        ticket = ticket or opened(hours)
        with time_machine.travel(at, tick=False):
            return entered(ticket, ana, received_at=at, **columns)

    return made
