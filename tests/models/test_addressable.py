"""A ticket whose sender no mail reaches, until somebody writes their address down."""

from __future__ import annotations

import pytest

from tests.cast import Receive
from tickets.models import Agent, Channel, Customer, Event, OutgoingMail
from tickets.models.ticket import Draft, Ticket, Undeliverable

NOBODY, LUCIA = f"unknown-1@{Customer.UNKNOWN}", "lucia@correo.example"


@pytest.fixture
def unread(mail: Receive, channel: Channel) -> Ticket:
    """Its sender could not be told."""
    return Ticket.open_from(
        mail(from_addr=NOBODY, from_name="Remitente", no_ack_reason="x"), channel=channel
    )


def test_nothing_is_sent_where_nobody_reads_it(unread: Ticket, ana: Agent) -> None:
    assert unread.reply(ana, Draft(text="Buenos días.")) == Undeliverable(())
    assert unread.propose(ana, Draft(text="Buenos días.")) == Undeliverable(())
    assert not OutgoingMail.objects.exists()


def test_with_the_address_the_answer_leaves(unread: Ticket, ana: Agent) -> None:
    assert unread.write_down_address(LUCIA, name="Lucía Pérez", by=ana)
    assert (unread.customer.name, unread.participants) == ("Lucía Pérez", [LUCIA])
    unread.reply(ana, Draft(text="Buenos días, Lucía."))
    assert OutgoingMail.objects.get().to == [LUCIA]
    assert unread.events.get(kind=Event.Kind.ADDRESS_KNOWN).by == ana


def test_a_known_address_is_not_written_over(unread: Ticket, ana: Agent) -> None:
    unread.write_down_address(LUCIA, by=ana)
    assert not Ticket.objects.get().write_down_address("tom@post.example", by=ana)
    assert Ticket.objects.get().customer.email == LUCIA


def test_a_caller_keeps_their_other_tickets_and_their_name(
    unread: Ticket, mail: Receive, channel: Channel, ana: Agent
) -> None:
    caller = mail(from_addr=f"34600111222@{Customer.UNKNOWN}", from_name="Lucía Pérez")
    ticket = Ticket.open_from(caller, channel=channel)
    assert (ticket.customer.is_caller, unread.customer.is_caller) == (True, False)
    ticket.write_down_address(LUCIA, name="Lucía Pérez", by=ana)
    assert Customer.objects.filter(email=caller.from_addr).exists()
