"""A25 to A29: what can be made to leave us, to whom, how often, and whether it stays one mail."""

from __future__ import annotations

import email
import email.policy
import re

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailbridge.inbound import intake
from mailbridge.inbound.parse import parse_mail
from mailbridge.inbound.screen import Ourselves, screen
from mailbridge.outbound import send
from mailbridge.outbound.compose import compose
from mailbridge.outbound.smtp import as_wire
from tests.attacks.conftest import token_address
from tests.cast import Receive
from tests.mailbridge.intake.conftest import Arrived, Post, letter, mailbox_on
from tests.smtp_sink import SmtpSink
from tickets.models import Agent, Channel, OutgoingMail, Ticket
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import Draft
from tickets.models.ticket.acknowledging import ADDRESS_A_DAY, ADDRESS_AN_HOUR

BREAKS = [
    "\r\n",
    "\n",
    "\r",
    "\x85",
    "\u2028",
    "\u2029",
    "\x0b",
    "\x0c",
    "\r\n\r\n",
    "=?utf-8?Q?=0D=0A?=",
]
ENDS = [
    "\r\n.\r\n",
    "\n.\n",
    "\n.\r\n",
    "\r.\r",
    "\r\n.\n",
    "\r\n.\r",
    "\n..\n",
    ".",
]
SMUGGLED = "MAIL FROM:<eva@attacker.example>\r\nRCPT TO:<victima@otro.example>\r\nDATA\r\nSubject: smuggled\r\n"


@pytest.fixture
def out(settings: Settings, smtp_sink: SmtpSink) -> SmtpSink:
    settings.EMAIL_BACKEND = "mailbridge.outbound.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.UNDO_SECONDS = 0
    return smtp_sink


@pytest.mark.parametrize("ending", BREAKS)
def test_no_line_break_in_a_value_becomes_a_header(
    out: SmtpSink, channel: Channel, mail: Receive, ana: Agent, ending: str
) -> None:
    trap = f"a{ending}Bcc: victima@otro.example{ending}X-Trap: 1{ending}{ending}b"
    file = IncomingFile.stored(f"{trap}.pdf", "application/pdf", b"%PDF")
    ticket = Ticket.open_from(mail(subject=trap, from_name=trap), channel=channel)
    Channel.objects.filter(pk=channel.pk).update(name=trap[:100])
    Ticket.objects.get(pk=ticket.pk).reply(ana, Draft(text="Hola.", files=(file,)))
    OutgoingMail.objects.update(subject=trap, from_name=trap)
    send.send_due()
    send.send_due()
    assert len(out.mails) == 2
    for each in out.mails:
        assert each.recipients == ("lucia@correo.example",)
        read = email.message_from_bytes(each.raw, policy=email.policy.SMTP)
        names = [name for part in read.walk() for name in part]
        assert not {"Bcc", "X-Trap"} & set(names)


@pytest.mark.parametrize("ending", ENDS)
def test_no_body_ends_a_mail_early(out: SmtpSink, ticket: Ticket, ana: Agent, ending: str) -> None:
    OutgoingMail.objects.update(state="cancelled")
    ticket.reply(ana, Draft(text=f"Antes.{ending}{SMUGGLED}{ending}Después."))
    send.send_due()
    (one,) = out.mails
    assert one.recipients == ("lucia@correo.example",)
    assert b"Despu" in one.raw
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", one.raw)


@pytest.mark.slow
def test_a_thousand_forged_mails_bring_their_victim_three_of_ours(
    channel: Channel, mail: Receive
) -> None:
    for number in range(1_000):
        forged = mail(f"Gane en casino.example {number}", subject="casino", from_name="casino.example",
                      is_authenticated=False)  # fmt: skip
        Ticket.open_from(forged, channel=channel)
    left = OutgoingMail.objects.all()
    assert left.count() == ADDRESS_AN_HOUR
    assert not any("casino" in f"{each.subject}{each.text}{each.html}" for each in left)


def test_a_responder_that_hides_what_it_is_is_answered_three_times(
    arrived: Arrived, channel: Channel
) -> None:
    """The worst case: to each of our mails a fresh one, without a word in its header that a program wrote it."""
    arrived(letter("¿Qué tal?", Subject="1"))
    for round_ in range(2, 30):
        if OutgoingMail.objects.count() < round_ - 1:
            break
        arrived(letter("Gracias por su correo.", Subject=f"{round_}"))
    assert OutgoingMail.objects.count() == ADDRESS_AN_HOUR <= ADDRESS_A_DAY


def test_a_responder_that_keeps_our_address_is_answered_once(arrived: Arrived) -> None:
    first = arrived(letter("¿Qué tal?"))
    assert first.ticket is not None
    for number in range(20):
        arrived(letter(f"Estoy fuera {number}.", To=token_address(first.ticket)))
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("kind", OutgoingMail.AUTOMATIC_KINDS)
def test_another_ventanilla_answers_no_automatic_mail_of_ours(ticket: Ticket, kind: str) -> None:
    """As the other one reads it, under other addresses and another loop id; Return-Path told it nothing."""
    mail = OutgoingMail.objects.get(ticket=ticket)
    mail.kind = kind
    read = parse_mail(b"Return-Path: <hola@papeleria.example>\r\n" + as_wire(compose(mail)))
    other = Ourselves(frozenset({"lucia@correo.example"}), loop_id="otra")
    now = timezone.now()
    verdict = screen(read, ourselves=other, received_at=now, now=now)
    assert verdict.kind == "auto_reply"
    assert verdict.no_ack_reason


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mailboxes_take_turns_when_one_is_flooded(
    post: Post, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = Channel.objects.create(
        name="Taller", address="taller@papeleria.example", team=channel.team,
        policy=channel.policy, calendar=channel.calendar,
    )  # fmt: skip
    other = mailbox_on(post.server, quiet)
    post.deliver(*(letter(f"{n}", From=f"a{n}@flood.example") for n in range(300)))
    post.server.deliver(other.username, *(letter(f"{n}", To=quiet.address) for n in range(10)))
    monkeypatch.setattr(intake, "LONGEST_VISIT", 1)
    assert intake.visit(post.mailbox)  # there is more, and the next mailbox has its turn
    while intake.visit(other):
        continue
    assert Ticket.objects.filter(channel=quiet).count() == 10
    assert Ticket.objects.filter(channel=channel).count() < 300
