"""A13 to A18, A20, A22: whose mail it is, and which ticket it may touch."""

from __future__ import annotations

import itertools
import random
import string

import pytest
from django.test import Client
from pytest_django import Settings

from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.threading import thread_of
from tests.attacks.conftest import token_address
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Channel, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft

EVA = "eva@attacker.example"


def as_seen_by(ticket: Ticket) -> str:
    """The customer's page."""
    return Client().get(f"/t/{ticket.share_link().token}/").text


@pytest.mark.parametrize(
    ("token", "verdict"), list(itertools.product((True, False), ("pass", "none", "fail")))
)
def test_mail_in_an_agents_name_is_never_an_agents_action(
    arrived: Arrived, ticket: Ticket, ana: Agent, settings: Settings, token: bool, verdict: str
) -> None:  # fmt: skip
    row = arrived(
        letter(
            "Ya está devuelto.", From=f"Ana <{ana.email}>", Return_Path=f"<{ana.email}>",
            To=token_address(ticket) if token else "hola@papeleria.example",
            Authentication_Results=f"{settings.AUTHSERV_IDS[0]}; dmarc={verdict}",
        )
    )  # fmt: skip
    assert row.message is not None
    assert row.message.agent is None
    assert row.message.kind == ("third_party" if token else "customer")
    assert "Ya está devuelto." not in as_seen_by(ticket)


def test_a_forged_sender_with_a_copy_to_the_attacker_shows_them_nothing(
    arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    """The write-up against Zendesk: a guessed sequential id, the victim's From, the attacker in Cc."""
    arrived.together(
        *(
            letter("Hola.", Cc=EVA, Subject=f"Re: [#{number}] Cargo",
                   In_Reply_To=f"<{number}@papeleria.example>")
            for number in range(max(1, ticket.number - 20), ticket.number + 20)
        )
    )  # fmt: skip
    arrived(letter("Deme acceso.", From=EVA, Return_Path=f"<{EVA}>", Subject=f"[#{ticket.number}]"))
    ticket.refresh_from_db()
    ticket.reply(ana, Draft(text="Su código es 4711."))
    assert ticket.participants == ["lucia@correo.example"]
    eva_reads = OutgoingMail.objects.filter(to=[EVA])
    assert not any(EVA in (*mail.cc, *mail.bcc) for mail in OutgoingMail.objects.all())
    assert not any("4711" in mail.text or "5512" in mail.text for mail in eva_reads)


def test_ten_thousand_guesses_join_nothing(channel: Channel, ticket: Ticket) -> None:
    dice = random.Random(4711)

    def mac() -> str:
        return "".join(dice.choices(string.ascii_lowercase + "234567", k=26))

    for _ in range(100):  # a mail may name a hundred at once
        guess = ParsedMail(
            from_addr=EVA,
            subject=f"Re: [#{ticket.number}] Cargo doble",
            to=tuple(f"hola+t{ticket.number}-{mac()}@papeleria.example" for _ in range(50)),
            references=tuple(
                f"<t{ticket.number}.{mac()[:16]}.{mac()}@x.example>" for _ in range(50)
            ),
        )
        assert thread_of(guess, channel) is None


def test_a_token_of_one_use_is_none_for_another(channel: Channel, ticket: Ticket) -> None:
    """The bits of a reply address, put where a Message-ID or another ticket's address would be."""
    mac = token_address(ticket).partition("-")[2].partition("@")[0]
    others = [
        f"hola+t{number}-{mac}@papeleria.example"
        for number in range(1, 200)
        if number != ticket.number
    ]
    others += [f"hola+b{ticket.number}-{mac}@papeleria.example"]
    ids = (f"<t{ticket.number}.{'a' * 16}.{mac}@papeleria.example>",)
    assert thread_of(ParsedMail(from_addr=EVA, to=tuple(others), references=ids), channel) is None


def test_a_code_mailed_to_the_token_address_stays_away_from_the_customer(
    arrived: Arrived, ticket: Ticket, ana: Agent, channel: Channel
) -> None:
    """Ticket Trick: a sign-up at a third party with the address of a ticket that the attacker can read."""
    Channel.objects.filter(pk=channel.pk).update(quote="full")
    row = arrived(
        letter("Your code: 993311", From="no-reply@saas.example", Return_Path="<b@saas.example>",
               To=token_address(ticket), Subject="Verify 993311")
    )  # fmt: skip
    assert row.message is not None
    assert row.message.held_at
    Ticket.objects.get(pk=ticket.pk).reply(ana, Draft(text="Seguimos."))
    assert "993311" not in as_seen_by(ticket)
    assert not any("993311" in mail.text + mail.html for mail in OutgoingMail.objects.all())
    ticket.release_message(row.message, by=ana)
    assert "993311" in as_seen_by(ticket)


CONTROL = [
    "X-Ventanilla-Ticket", "X-Ventanilla-Status", "X-Ventanilla-Assignee", "X-Ventanilla-Agent", "X-Ventanilla-Kind",
    "X-Ventanilla-Priority", "X-Ventanilla-Channel", "X-Ventanilla-Tags", "X-Ventanilla-Spam", "X-Ventanilla-Token",
    "X-RT-Command", "RT-Ticket", "X-Zammad-Ticket-State", "X-Zammad-Ignore", "X-OTRS-Queue", "X-OTRS-Ignore",
    "X-Helpdesk-Priority", "X-Ticket-ID", "X-FreeScout-Mail-Type", "X-Priority", "Importance", "X-Django-User",
]  # fmt: skip


def test_no_header_from_outside_steers_us(arrived: Arrived, ticket: Ticket, ana: Agent) -> None:
    values = {name.replace("-", "_"): f"{ticket.number} closed {ana.email} yes" for name in CONTROL}
    steered = arrived(letter(**values)).ticket
    plain = arrived(letter()).ticket
    assert steered is not None
    assert plain is not None
    same = ("status", "assignee", "team", "category", "channel", "is_spam", "customer", "priority")
    assert [getattr(steered, name) for name in same] == [getattr(plain, name) for name in same]
    assert steered != ticket


AMBIGUOUS = [
    "lucia@correo.example, eva@attacker.example",
    "lucia@correo.example <eva@attacker.example> <otra@attacker.example>",
    "<lucia@correo.example> eva@attacker.example",
    "lucia@correo.example(<eva@attacker.example>",
    "\"lucia@correo.example\"@attacker.example, lucia@correo.example",
    "lucia@correo.example;eva@attacker.example",
    "Grupo: lucia@correo.example, eva@attacker.example;",
    "lucia@correo.example\r\nFrom: eva@attacker.example",
    "=?utf-8?Q?lucia=40correo.example=2C?= eva@attacker.example, lucia@correo.example",
]  # fmt: skip


@pytest.mark.parametrize("source", AMBIGUOUS)
def test_an_author_that_parsers_disagree_about_joins_nothing_and_is_not_answered(
    arrived: Arrived, ticket: Ticket, source: str
) -> None:
    before = OutgoingMail.objects.count()
    row = arrived(letter("Hola.", From=source, Subject=f"Re: [#{ticket.number}] Cargo"))
    assert row.ticket != ticket
    assert OutgoingMail.objects.count() == before
    assert Message.objects.filter(ticket=ticket, kind="customer").count() == 1
