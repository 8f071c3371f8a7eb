"""Lucía in front of the customer's page, with the link that our mail brought her."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mailbridge.outbound import all_tickets, once
from tickets.models import Agent, AllTicketsLink, Proposal, Ticket
from tickets.models.ticket import Draft

LUCIA, ASK = "lucia@correo.example", "/t/all/"
WORDS = "Hemos pedido al banco la devolución de 49,90 €. ¿Le parece bien?"


@dataclass
class Counter:
    """A customer's browser at one ticket's page. No cookie says who they are."""

    ticket: Ticket
    browser: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def token(self) -> str:
        return self.ticket.share_link().token

    def address(self, name: str = "status", *args: int) -> str:
        return reverse(f"portal:{name}", args=[self.token, *args])

    def look(self, name: str = "status", *args: int, **query: str) -> Any:
        return self.browser.get(self.address(name, *args), query)

    def words(self) -> str:
        return str(self.look().content.decode())

    def form_key(self) -> str:
        found = re.search(r'name="key" value="([^"]+)"', self.words())
        assert found
        return found[1]

    def send(self, name: str, *args: int, **fields: Any) -> Any:
        """Post a form as the page does, and stay on its answer."""
        data = {"key": self.form_key(), **fields}
        return self.browser.post(self.address(name, *args), data)


def ask(address: str, browser: Client | None = None, **headers: Any) -> Any:
    """Ask for the link as the page does."""
    return (browser or Client()).post(ASK, {"address": address}, **headers)


def mailed() -> tuple[str, AllTicketsLink] | None:
    """Where the link in the next mail leads, and its row; None when there is no mail to send."""
    AllTicketsLink.look_up_asked()
    link = once.claim(AllTicketsLink.objects.unmailed())
    if link is None:
        return None
    body = str(all_tickets.compose(link).body)
    once.begin(link)
    found = re.search(r"/t/all/\S+/", body)
    assert found
    return found[0], link


@pytest.fixture
def lucia(ticket: Ticket) -> Counter:
    return Counter(ticket)


@pytest.fixture
def proposal(ticket: Ticket, ana: Agent) -> Proposal:
    offered = ticket.propose(ana, Draft(text=WORDS))
    assert isinstance(offered, Proposal)
    return offered


@pytest.fixture
def settled(ticket: Ticket, proposal: Proposal) -> Ticket:
    ticket.accept(proposal)
    return ticket


@pytest.fixture
def all_page(ticket: Ticket) -> str:
    """The address that Lucía's mail brought her."""
    ask(LUCIA)
    found = mailed()
    assert found
    return found[0]
