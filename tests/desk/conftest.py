from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Receive
from tickets.models import Agent, Channel, Message, Ticket
from tickets.models.attachment import IncomingFile

Sheet = Callable[..., dict[str, str]]


@pytest.fixture
def desk(ana: Agent) -> Client:
    """Ana, signed in."""
    client = Client()
    client.force_login(ana)
    return client


@pytest.fixture
def other_desk(bruno: Agent) -> Client:
    """Bruno, signed in; he belongs to another team."""
    client = Client()
    client.force_login(bruno)
    return client


@pytest.fixture
def htmx() -> Callable[[str], dict[str, str]]:
    """The headers of a request that fills this target."""
    return lambda target: {"HX-Request": "true", "HX-Target": target}


@pytest.fixture
def sheet(ticket: Ticket) -> Sheet:
    """What the composer posts; keywords replace any part of it."""

    def filled(**parts: object) -> dict[str, str]:
        newest = str(ticket.newest_message_id())
        usual = {"text": "Hoy mismo.", "nonce": "first-sheet", "seen": newest, "then": "waiting"}
        return {**usual, **{name: str(value) for name, value in parts.items()}}

    return filled


@pytest.fixture
def formatted(channel: Channel, mail: Receive) -> Message:
    """A mail with formatting, a picture of its own and one from elsewhere."""
    picture = IncomingFile.stored("logo.png", "image/png", b"\x89PNG\r\n\x1a\n")
    inline = IncomingFile(**{**vars(picture), "is_inline": True, "content_id": "logo@correo"})
    html = (
        '<p>Hola <b>otra vez</b></p><img src="cid:logo@correo" alt="logo">'
        '<img data-src="https://mira.example/p.gif" alt="">'
    )
    ticket = Ticket.open_from(mail("Hola otra vez", html=html, files=(inline,)), channel=channel)
    return ticket.messages.get(kind=Message.Kind.CUSTOMER)
