"""A ticket for somebody who is on the phone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tickets.models import Agent, Category, Channel, Ticket

WORDS = "La impresora no imprime."


@pytest.fixture
def call_in(desk: Client, channel: Channel) -> Any:
    """Posts the form as Ana does; keywords replace any part of it."""

    def posted(**parts: object) -> Any:
        usual = {"name": "Pepa Sanz", "number": "612 34 56 78", "subject": "Impresora"}
        usual |= {"text": WORDS, "channel": str(channel.pk), "nonce": "one-call"}
        return desk.post(reverse("desk:caller"), usual | {k: str(v) for k, v in parts.items()})

    return posted


def test_what_the_caller_said_opens_a_ticket(call_in: Any, ana: Agent, category: Category) -> None:
    answer = call_in(category=category.pk)
    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == reverse("desk:ticket", args=[ticket.number])
    assert (ticket.assignee, ticket.category, str(ticket.customer)) == (ana, category, "Pepa Sanz")
    assert ticket.messages.get().text == f"{WORDS}\n\n+34 612 34 56 78"


def test_a_double_click_opens_one_ticket(call_in: Any) -> None:
    call_in()
    call_in()
    assert Ticket.objects.count() == 1


def test_a_caller_with_an_address_is_acknowledged_without_their_words(call_in: Any) -> None:
    call_in(number="", address="pepa@correo.example")
    mail = Ticket.objects.get().outbox.get()
    assert (mail.kind, mail.to) == ("acknowledgement", ["pepa@correo.example"])
    assert WORDS not in mail.text


def test_a_caller_without_an_address_gets_no_mail(call_in: Any, ana: Agent) -> None:
    call_in()
    ticket = Ticket.objects.get()
    assert ticket.hold(ana, nonce="hold") is None
    assert ticket.ask_call("+34612345678", ticket.call_windows()[0])
    assert not ticket.outbox.exists()


def test_our_next_words_are_the_first_response(call_in: Any, ana: Agent) -> None:
    from tickets.models.ticket.phoning import Call

    call_in()
    ticket = Ticket.objects.get()
    assert ticket.running_clock("first_response")
    ticket.log_call(ana, Call(outcome="reached"))
    assert not ticket.running_clock("first_response")


@pytest.mark.parametrize("parts", [{"number": ""}, {"number": "12"}, {"text": ""}, {"name": "\0"}])
def test_what_is_missing_is_said_and_nothing_is_lost(call_in: Any, parts: dict[str, str]) -> None:
    answer = call_in(**parts)
    assert answer.status_code == 422
    assert "Impresora" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_the_same_number_is_the_same_customer(call_in: Any) -> None:
    call_in()
    call_in(nonce="another-call")
    assert len({ticket.customer_id for ticket in Ticket.objects.all()}) == 1
