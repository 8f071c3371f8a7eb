"""The mailed link to all tickets leaves once, and only where automatic mail may go."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mailbridge import restored
from mailbridge.outbound import send
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import AllTicketsLink, OutgoingMail, Suppression, Ticket


@pytest.fixture
def asked(server: OddServer, ticket: Ticket) -> AllTicketsLink:
    """Lucía has asked; the acknowledgement has left."""
    OutgoingMail.objects.update(state="accepted")
    AllTicketsLink.ask("lucia@correo.example", network="192.0.2.1", language="es")
    return AllTicketsLink.objects.get()


def test_it_leaves_once_and_opens_the_list(asked: AllTicketsLink, server: OddServer) -> None:
    send.send_due()
    send.send_due()
    (only,) = server.mails
    mail = email.message_from_bytes(only, policy=email.policy.default)
    assert (mail["To"], mail["In-Reply-To"]) == ("lucia@correo.example", None)
    words = mail.get_body(("plain",))
    assert words
    found = re.search(r"/t/all/\S+/", words.get_content())
    assert found
    assert Client().get(found[0]).status_code == 200


def test_it_waits_while_the_server_is_away(
    asked: AllTicketsLink, server: OddServer, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    send.send_due()
    asked.refresh_from_db()
    assert (asked.mailed_at, bool(asked.error)) == (None, True)
    settings.EMAIL_PORT = server.port
    AllTicketsLink.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    send.send_due()
    assert len(server.mails) == 1


def test_an_address_that_was_stopped_meanwhile_gets_none(
    asked: AllTicketsLink, server: OddServer
) -> None:
    AllTicketsLink.look_up_asked()
    Suppression.note(["lucia@correo.example"], reason="complained")
    send.send_due()
    assert not server.mails


def test_after_a_restore_nothing_that_was_asked_for_leaves_again(
    asked: AllTicketsLink, server: OddServer
) -> None:
    restored.settle(numbers=10)
    send.send_due()
    assert not server.mails
