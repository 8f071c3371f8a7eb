"""Mail to our own people: once, after the customers', with the headers of RELIABILITY.md 5.1, third column."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from email.message import Message

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailbridge.outbound import once, send
from mailbridge.outbound.claim import LeaseLost
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import Agent, Alarm, Clock, Notice, OutgoingMail, Ticket


@pytest.fixture
def notice(server: OddServer, ticket: Ticket, ana: Agent) -> Notice:
    """Ana was told; the acknowledgement has left."""
    OutgoingMail.objects.update(state="accepted")
    alarm = Alarm.objects.filter(when="after").first()
    clock = Clock.objects.get(kind="first_response")
    assert Notice.tell(ana, "alarm", key="test", ticket=ticket, clock=clock, alarm=alarm)
    return Notice.objects.get()


def sent(server: OddServer) -> Message:
    (only,) = server.mails
    return email.message_from_bytes(only, policy=email.policy.default)


def expire(notice: Notice) -> None:
    Notice.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def test_a_notice_is_mailed_once(notice: Notice, server: OddServer) -> None:
    send.send_due()
    send.send_due()
    assert sent(server)["To"] == "ana@papeleria.example"


def test_it_says_that_a_machine_wrote_it_and_that_none_should_answer(
    notice: Notice, server: OddServer
) -> None:
    send.send_due()
    mail = sent(server)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert "X-Ventanilla-Loop" in mail
    assert "Reply-To" not in mail


def test_it_waits_while_the_server_is_away_and_goes_again(
    notice: Notice, server: OddServer, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    send.send_due()
    notice.refresh_from_db()
    assert (notice.mailed_at, bool(notice.error)) == (None, True)
    settings.EMAIL_PORT = server.port
    send.send_due()
    assert not server.mails  # it rests until its lease ends
    expire(notice)
    send.send_due()
    assert len(server.mails) == 1


def test_what_may_be_out_is_never_sent_again(notice: Notice, server: OddServer) -> None:
    """As after a kill between the last step's commit and the answer of the server."""
    claimed = once.claim(Notice.objects.unmailed())
    assert claimed
    once.begin(claimed)
    expire(notice)
    send.send_due()
    assert not server.mails


def test_an_older_sender_finds_that_it_is_too_late(notice: Notice) -> None:
    first = once.claim(Notice.objects.unmailed())
    assert first
    expire(notice)
    assert once.claim(Notice.objects.unmailed())
    with pytest.raises(LeaseLost):
        once.begin(first)


def test_an_address_that_is_none_is_given_up(notice: Notice, ana: Agent) -> None:
    Agent.objects.filter(pk=ana.pk).update(email="nobody at all")
    send.send_due()
    assert not Notice.objects.unmailed().exists()
    assert "not a mail address" in Notice.objects.get().error


def test_nothing_is_mailed_while_mail_out_is_paused(
    notice: Notice, server: OddServer, settings: Settings
) -> None:
    settings.MAIL_OUT_PAUSED = True
    send.send_due()
    assert not server.mails
