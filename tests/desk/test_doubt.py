"""What an agent is told before trusting a mail (A13, A19, A23)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Receive
from tickets.desk.doubt import doubts
from tickets.models import Agent, Channel, Message, Ticket

Told = Callable[..., list[str]]


@pytest.fixture
def told(channel: Channel, mail: Receive) -> Told:
    """The words of doubt about Lucía's mail with these parts."""

    def words(**parts: Any) -> list[str]:
        ticket = Ticket.open_from(mail(**parts), channel=channel)
        message = ticket.messages.get(kind=Message.Kind.CUSTOMER)
        return [doubt.word for doubt in doubts(message)]

    return words


def test_a_verified_sender_is_not_doubted(told: Told) -> None:
    assert told() == []


def test_a_sender_that_nobody_confirmed_is_marked(told: Told) -> None:
    assert told(is_authenticated=False) == ["sender not verified"]


def test_where_nobody_checks_senders_no_mail_is_marked(told: Told, settings: Settings) -> None:
    settings.AUTHSERV_IDS = []
    assert told(is_authenticated=False) == []


def test_a_sender_whose_domain_disowns_the_mail_is_marked_as_forged(told: Told) -> None:
    assert told(is_authenticated=False, is_disowned=True) == ["sender disowned"]


@pytest.mark.parametrize("elsewhere", ["eva@otro.example", "eva@correo.example.otro.example"])
def test_another_domain_for_answers_is_told(told: Told, elsewhere: str) -> None:
    assert told(reply_to=(elsewhere,)) == ["wants answers elsewhere"]


@pytest.mark.parametrize("same", ["tickets@correo.example", "lucia@mail.correo.example"])
def test_the_same_domain_for_answers_is_not(told: Told, same: str) -> None:
    assert told(reply_to=(same,)) == []


def test_letters_that_look_alike_are_written_in_plain_ones(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail(from_addr="ceo@p\u0430pel.example"), channel=channel)
    (doubt,) = doubts(ticket.messages.get(kind=Message.Kind.CUSTOMER))
    assert "xn--ppel-53d.example" in doubt.sentence


def test_what_colleagues_write_and_the_page_brings_is_not_doubted(
    ticket: Ticket, ana: Agent, mail: Receive
) -> None:
    note = ticket.note(ana, "Nota.")
    page = ticket.receive(mail(message_id="", source_key="portal:1", is_authenticated=False))
    assert doubts(note) == doubts(page) == []


def test_each_doubt_opens_its_sentence(desk: Client, channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail(reply_to=("eva@otro.example",)), channel=channel)
    page = desk.get(f"/desk/tickets/{ticket.number}/").text
    assert '<details class="doubt"' in page
    assert "asks for answers at eva@otro.example" in page
