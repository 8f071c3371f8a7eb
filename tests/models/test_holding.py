"""The holding reply: we have it, and an answer comes by then (R2)."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Channel, OutgoingMail, Promise, Suppression, Ticket

HOUR = dt.timedelta(hours=1)
NOON = MONDAY.replace(
    hour=11, minute=0
)  # 12:00 in Madrid, an hour before the first response is due
TOMORROW = NOON + dt.timedelta(days=1) - HOUR  # eight working hours later

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def ticket(channel: Channel, mail: Receive) -> Ticket:
    with time_machine.travel(MONDAY, tick=False):
        return Ticket.open_from(mail(received_at=MONDAY), channel=channel)


@pytest.fixture
def at_noon(ticket: Ticket) -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def test_it_mails_the_date_and_keeps_it_as_a_promise(ticket: Ticket, ana: Agent) -> None:
    promise = ticket.hold(ana, nonce="1")
    assert promise
    assert promise.due_at == ticket.holding_until() == TOMORROW
    mail = OutgoingMail.objects.get(kind="holding")
    assert "martes 17 de noviembre, a las 11:00" in mail.text
    assert "martes 17 de noviembre, a las 11:00" in promise.words


def test_it_moves_what_is_due_to_the_date(ticket: Ticket, ana: Agent) -> None:
    ticket.hold(ana, nonce="1")
    ticket.refresh_from_db()
    clock = ticket.clocks.get(kind="first_response")
    assert clock.due_at == clock.reckoned_due() == ticket.next_due_at == TOMORROW
    assert clock.stopped_at is None


def test_two_clicks_are_one_mail(ticket: Ticket, ana: Agent) -> None:
    assert ticket.hold(ana, nonce="1") == ticket.hold(ana, nonce="1")
    assert OutgoingMail.objects.filter(kind="holding").count() == 1


def test_telling_again_in_time_renews_the_promise(ticket: Ticket, ana: Agent) -> None:
    first = ticket.hold(ana, nonce="1")
    with time_machine.travel(NOON + HOUR, tick=False):
        second = ticket.hold(ana, nonce="2")
    assert first
    first.refresh_from_db()
    assert (first.state, first.renewed_by) == ("renewed", second)


def test_it_takes_the_place_of_the_date_in_the_acknowledgement(ticket: Ticket, ana: Agent) -> None:
    promise = ticket.hold(ana, nonce="1")
    acknowledged = Promise.objects.get(kind="acknowledged")
    assert (acknowledged.state, acknowledged.renewed_by) == ("renewed", promise)


def test_telling_again_too_late_does_not_mend_it(ticket: Ticket, ana: Agent) -> None:
    first = ticket.hold(ana, nonce="1")
    assert first
    ticket.miss_promise(first)
    with time_machine.travel(TOMORROW + HOUR, tick=False):
        ticket.hold(ana, nonce="2")
    first.refresh_from_db()
    assert (first.state, first.renewed_by) == ("missed", None)


def test_a_closed_ticket_is_not_held(ticket: Ticket, ana: Agent) -> None:
    ticket.close(ana, why="Resuelto por teléfono.")
    assert ticket.hold(ana, nonce="1") is None


def test_nobody_is_told_whose_mail_comes_back(ticket: Ticket, ana: Agent) -> None:
    Suppression.objects.create(address="lucia@correo.example", reason="bounced")
    assert ticket.hold(ana, nonce="1") is None
    assert not Promise.objects.filter(kind="held").exists()
