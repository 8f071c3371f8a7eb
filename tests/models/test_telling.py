"""Mail to the one who has a ticket, if they asked for it."""

from __future__ import annotations

import pytest

from tests.cast import Receive
from tickets.models import Agent, Notice, Ticket


@pytest.fixture
def keen(ana: Agent) -> Agent:
    """Ana, who wants the news of her tickets by mail."""
    ana.wants_mail = True
    ana.save()
    return ana


def test_nobody_is_mailed_who_did_not_ask(
    ticket: Ticket, ana: Agent, luisa: Agent, mail: Receive
) -> None:
    ticket.assign(ana, by=luisa)
    ticket.receive(mail("¿Hay novedades?"))
    assert not Notice.objects.exists()


def test_who_is_given_a_ticket_is_told_with_the_customers_words(
    ticket: Ticket, keen: Agent, luisa: Agent
) -> None:
    ticket.assign(keen, by=luisa)
    notice = Notice.objects.get(agent=keen)
    assert "Me han cobrado dos veces el pedido 5512." in notice.text
    assert notice.may_be_answered
    assert notice.seen_at  # the desk shows it by itself


def test_who_takes_a_ticket_knows_it(ticket: Ticket, keen: Agent) -> None:
    ticket.claim(keen)
    Ticket.objects.get(pk=ticket.pk).assign(None, by=keen)
    assert not Notice.objects.exists()


def test_a_customers_answer_is_told_once_and_in_the_agents_language(
    ticket: Ticket, keen: Agent, mail: Receive
) -> None:
    keen.language = "en"
    keen.save()
    ticket.claim(keen)
    incoming = mail("¿Hay <b>novedades</b>?")
    ticket.receive(incoming)
    ticket.receive(incoming)
    notice = Notice.objects.get()
    assert "Lucía Pérez wrote:" in notice.text
    assert "¿Hay &lt;b&gt;novedades&lt;/b&gt;?" in notice.html


def test_what_is_held_or_mere_thanks_is_no_news(ticket: Ticket, keen: Agent, mail: Receive) -> None:
    ticket.claim(keen)
    ticket.receive(mail("Hola", kind="third_party", from_addr="otto@elsewhere.example"))
    ticket.close(keen, why="hecho")
    ticket.receive(mail("Muchas gracias"))
    assert not Notice.objects.exists()
