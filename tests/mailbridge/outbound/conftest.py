"""A mailbox with plus addresses, a reply of Ana's, and the server that it goes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from mailbridge.models import Mailbox, Sender
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import Agent, Channel, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft

Reply = Callable[..., OutgoingMail]


@pytest.fixture
def mailbox(channel: Channel) -> Mailbox:
    return Mailbox.objects.create(
        channel=channel, host="imap.papeleria.example", username="hola@papeleria.example"
    )


@pytest.fixture
def server(settings: Settings) -> Iterator[OddServer]:
    """Where mail goes out, on this machine."""
    server = OddServer()
    settings.EMAIL_BACKEND = "mailbridge.outbound.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.UNDO_SECONDS = 0
    yield server
    server.end()


@pytest.fixture
def acknowledgement(mailbox: Mailbox, ticket: Ticket) -> OutgoingMail:
    return OutgoingMail.objects.get(ticket=ticket, kind=OutgoingMail.Kind.ACKNOWLEDGEMENT)


@pytest.fixture
def reply(acknowledgement: OutgoingMail, ticket: Ticket, ana: Agent, settings: Settings) -> Reply:
    """Ana answers; the acknowledgement is out already and the undo window over."""
    settings.UNDO_SECONDS = 0
    acknowledgement.move_to("accepted", at=timezone.now())

    def write(text: str = "Lo miramos hoy.", **parts: object) -> OutgoingMail:
        message = ticket.reply(ana, Draft(text=text, **parts))  # type: ignore[arg-type]
        assert isinstance(message, Message)
        return OutgoingMail.objects.get(message=message)

    return write


def fresh(mail: OutgoingMail) -> OutgoingMail:
    mail.refresh_from_db()
    return mail


def let_pass(mail: OutgoingMail, minutes: float) -> OutgoingMail:
    """As if so much time had gone by for this mail: back-off, lease and all."""
    past = dt.timedelta(minutes=minutes)
    Sender.objects.update(retry_at=F("retry_at") - past)
    mail.refresh_from_db()
    mail.not_before -= past
    if mail.lease_until:
        mail.lease_until -= past
    mail.save()
    return mail
