"""Mail from before our time: history that nobody hears of and no figure counts."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from tests.cast import MONDAY, Receive
from tickets.models import Channel, Clock, Customer, Message, OutgoingMail, Ticket

FIRST, ANSWER, SECOND = (
    "<first@correo.example>",
    "<answer@papeleria.example>",
    "<second@correo.example>",
)
DAY = dt.timedelta(days=1)


def test_an_old_mail_is_a_closed_ticket_with_its_own_date(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.archive(mail(received_at=MONDAY), channel=channel).ticket
    assert (ticket.status, ticket.close_reason, ticket.is_archived) == ("closed", "imported", True)
    assert {ticket.created_at, ticket.closed_at, ticket.last_message_at} == {MONDAY}
    assert ticket.customer.created_at == MONDAY


def test_nothing_leaves_nothing_ticks_and_no_open_tab_hears(
    channel: Channel, mail: Receive, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as nudges:
        Ticket.archive(mail(received_at=MONDAY), channel=channel)
    assert not nudges
    assert not OutgoingMail.objects.exists()
    assert not Clock.objects.exists()


def test_the_same_mail_again_is_the_same_message(channel: Channel, mail: Receive) -> None:
    incoming = mail(received_at=MONDAY)
    again = Ticket.archive(incoming, channel=channel)
    assert Ticket.archive(incoming, channel=channel) == again


def test_a_thread_is_one_ticket_in_whichever_order_its_mails_come(
    channel: Channel, mail: Receive
) -> None:
    for number, order in enumerate(itertools.permutations(range(3))):
        address = f"lucia{number}@correo.example"
        customer = Customer.known_as(address)
        thread = (
            mail("Uno.", message_id=FIRST, received_at=MONDAY, from_addr=address),
            mail(
                "Dos.",
                message_id=ANSWER,
                references=(FIRST,),
                received_at=MONDAY + DAY,
                kind="agent",
            ),
            mail(
                "Tres.", message_id=SECOND, references=(FIRST, ANSWER), received_at=MONDAY + 2 * DAY
            ),
        )
        for place in order:
            Ticket.archive(thread[place], channel=channel, customer=customer)
        ticket = Ticket.objects.get(customer=customer)
        assert [message.text for message in ticket.messages.all()] == ["Uno.", "Dos.", "Tres."]
        assert (ticket.created_at, ticket.closed_at) == (MONDAY, MONDAY + 2 * DAY)
        assert ticket.excerpt == "Tres."


def test_another_customers_mail_never_joins_by_an_id_that_it_names(
    channel: Channel, mail: Receive
) -> None:
    ours = Ticket.archive(mail(message_id=FIRST, received_at=MONDAY), channel=channel)
    theirs = Ticket.archive(
        mail(references=(FIRST,), received_at=MONDAY, from_addr="otto@elsewhere.example"),
        channel=channel,
    )
    assert ours.ticket != theirs.ticket


def test_the_customers_next_mail_makes_it_a_matter_that_counts_from_now(
    channel: Channel, mail: Receive
) -> None:
    ticket = Ticket.archive(mail(received_at=MONDAY), channel=channel).ticket
    ticket.receive(mail("Sigue igual.", received_at=MONDAY + DAY))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.close_reason, ticket.reopened) == ("open", "", 0)
    started = dict(Clock.objects.values_list("kind", "started_at"))
    assert started == {"next_response": MONDAY + DAY, "resolution": MONDAY + DAY}


def test_archived_words_are_found_by_searching(channel: Channel, mail: Receive) -> None:
    message = Ticket.archive(mail("La tinta violeta.", received_at=MONDAY), channel=channel)
    assert isinstance(message, Message)
    assert message.ticket in Ticket.objects.search("violeta")
