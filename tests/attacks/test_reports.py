"""A21, A24: what a mail says of itself or of ours counts only with what nobody can guess."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Message, OutgoingMail, Suppression, Ticket
from tickets.models.ticket import Draft, reference_key
from tickets.rules import references

CUSTOMER = "lucia@correo.example"


@pytest.fixture
def sent(ticket: Ticket, ana: Agent) -> OutgoingMail:
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    message.outgoing.move_to("accepted", at=timezone.now())
    return message.outgoing


def complaint(sent_id: str, *, to: str = "hola@papeleria.example", about: str = CUSTOMER) -> bytes:
    """A feedback report by RFC 5965."""
    body = f"""--cut
Content-Type: text/plain

This is an abuse report.
--cut
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Tester/1
Version: 1
Original-Rcpt-To: {about}
--cut
Content-Type: message/rfc822

Message-ID: {sent_id}
From: hola@papeleria.example
To: {about}
Subject: Re: Cargo doble

Lo miramos.
--cut--""".replace("\n", "\r\n")
    kind = "multipart/report; report-type=feedback-report; boundary=cut"
    return letter(body, From="fbl@correo.example", To=to, Return_Path="<fbl@correo.example>",
                  Subject="complaint", Content_Type=kind, Content_Transfer_Encoding=None)  # fmt: skip


def state_of(sent: OutgoingMail) -> str:
    sent.refresh_from_db()
    return sent.state


def test_a_complaint_about_our_mail_stops_mail_to_its_owner(
    arrived: Arrived, sent: OutgoingMail
) -> None:
    row = arrived(complaint(sent.message_id_header))
    assert (row.outcome, state_of(sent)) == ("bounce", "complained")
    assert row.reason == f"{CUSTOMER} called the mail unwanted."
    assert [(held.address, held.reason) for held in Suppression.objects.all()] == [
        (CUSTOMER, "complained")
    ]


def test_a_complaint_to_our_bounce_address_counts_as_well(
    arrived: Arrived, sent: OutgoingMail
) -> None:
    ours = references.bounce_address(
        "hola@papeleria.example", outgoing_id=sent.pk, key=reference_key()
    )
    arrived(complaint("<stripped@correo.example>", to=ours))
    assert state_of(sent) == "complained"


def test_guessed_reports_silence_nobody(arrived: Arrived, sent: OutgoingMail) -> None:
    number = sent.ticket_id
    for guess in range(50):
        forged = f"<t{number}.{guess:016d}.{'a' * 26}@papeleria.example>"
        arrived(complaint(forged.replace("0", "a").replace("1", "b").replace("8", "c").replace("9", "d"),
                          to=f"hola+b{sent.pk}-{'a' * 26}@papeleria.example"))  # fmt: skip
    assert state_of(sent) == "accepted"
    assert not Suppression.objects.exists()


def test_a_genuine_id_silences_nobody_whom_the_mail_did_not_go_to(
    arrived: Arrived, sent: OutgoingMail
) -> None:
    arrived(complaint(sent.message_id_header, about="victima@otro.example"))
    assert state_of(sent) == "accepted"
    assert not Suppression.objects.exists()


PASS = "dmarc=pass header.from=correo.example"
FORGED = [
    f"mx.attacker.example; {PASS}",
    f"(mx.papeleria.example) mx.attacker.example; {PASS}",
    f'"mx.papeleria.example; {PASS}',
    f"mx.attacker.example (mx.papeleria.example; {PASS})",
    "mx.papeleria.example; dmarc=fail (dmarc=pass)",
    'mx.papeleria.example; dmarc=none reason="dmarc=pass"',
    "mx.papeleria.example; dmarc=none; x-dmarc=passable dmarc.policy=pass",
    f"mx.papeleria.example.attacker.example; {PASS}",
    f"xmx.papeleria.example; {PASS}",
    f"mx.papeleria.example; dmarc=fail\r\nAuthentication-Results: mx.papeleria.example; {PASS}",
    f"mx.papeleria.example 1; dmarc=none\r\n\tx; dmarc=fail; {PASS}",
    "mx.papeleria.example; spf=pass; dkim=pass",
]


@pytest.mark.parametrize("source", FORGED)
def test_only_the_topmost_word_of_our_own_server_vouches_for_a_sender(
    arrived: Arrived, settings: Settings, source: str
) -> None:
    settings.AUTHSERV_IDS = ["mx.papeleria.example"]
    row = arrived(letter(Authentication_Results=source))
    assert row.message is not None
    assert not row.message.is_authenticated
