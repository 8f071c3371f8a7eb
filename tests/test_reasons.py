"""Each reason is stored by its code, and said in the language of whoever reads it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from mailbridge.inbound.parsed import ParsedMail
from mailbridge.models import InboundMail, Mailbox
from mailbridge.office.ledger import PAGE
from tickets.desk.history import happenings
from tickets.models import Agent, Channel, OutgoingMail, Suppression, Ticket
from tickets.reasons import WORDS, Reason, because, together

ROOT = Path(__file__).resolve().parents[1]
FACTS = {
    name: f"[{name}]"
    for sentence in WORDS.values()
    for name in re.findall(r"%\((\w+)\)s", sentence)
}
OLD = "Joined by the number in its subject, said an older version."
SAID = "550 5.1.1 No such user"


def asked_for() -> Iterator[str]:
    """The codes that the program names."""
    for folder in ("tickets", "mailbridge"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Call(ast.Name("because"), [ast.Constant(kind), *_]):
                        yield str(kind)


def test_every_code_that_is_named_has_words() -> None:
    assert set(asked_for()) <= WORDS.keys()


@pytest.mark.parametrize("kind", WORDS)
def test_every_code_has_a_sentence_in_each_language(kind: str) -> None:
    said = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.add(because(kind, **FACTS).told)
    assert len(said) == len(settings.LANGUAGES)
    named = [set(re.findall(r"\[\w+\]", sentence)) for sentence in said]
    assert all(facts == named[0] for facts in named)


def test_the_spanish_ledger_has_no_english_sentence(olga: Agent, channel: Channel) -> None:
    mailbox = Mailbox.objects.create(channel=channel, host="imap.papeleria.example", username="x")
    mails = [
        InboundMail(
            mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=uid, received_at=timezone.now(),
            state="done", outcome="reply", reason=because(kind, **FACTS),
        )
        for uid, kind in enumerate(WORDS, start=1)
    ]  # fmt: skip
    InboundMail.objects.bulk_create(mails)
    Agent.objects.filter(pk=olga.pk).update(language="es")
    client = Client()
    client.force_login(olga)
    newest = max(mailbox.mail.values_list("pk", flat=True))
    tops = range(newest + 1, newest - len(WORDS), -PAGE)
    page = "".join(client.get("/mail/ledger/", {"after": top}).content.decode() for top in tops)
    for kind in WORDS:
        with translation.override("es"):
            assert because(kind, **FACTS).told in plain(page)
        assert str(because(kind, **FACTS)) not in plain(page), kind


def plain(page: str) -> str:
    return page.replace("&quot;", '"').replace("&#x27;", "'").replace("&gt;", ">")


def test_a_sentence_of_an_older_version_is_shown_as_it_stands(ticket: Ticket) -> None:
    mail = OutgoingMail.objects.get()
    OutgoingMail.objects.filter(pk=mail.pk).update(error=OLD)
    mail.refresh_from_db()
    assert (str(mail.error), Reason.read(mail.error).told) == (OLD, OLD)


@pytest.mark.parametrize("words", ["", "[[", '[["x"', "[[1, 2]]", '[["of another version", {}]]'])
def test_nothing_that_was_stored_is_lost_or_fails(words: str) -> None:
    assert words.strip('[]{}",. ') in Reason.read(words).told


def test_a_servers_own_words_stay_as_they_were_said(ticket: Ticket) -> None:
    mail = OutgoingMail.objects.get()
    why = together(because("given_up", number=12), because("mail_refused", said=SAID))
    mail.move_to("failed", at=timezone.now(), error=why)
    mail.suppress([], reason=Suppression.Reason.BOUNCED, why=why)
    assert (
        str(mail.error) == f"Given up after 12 attempts. The mail server refused the mail: {SAID}"
    )
    with translation.override("es"):
        told = f"Se abandonó tras 12 intentos. El servidor de correo rechazó el correo: {SAID}"
        assert [Reason.read(mail.error).told, Suppression.objects.get().why] == [told, str(why)]
        assert Reason.read(Suppression.objects.get().why).told == told
        assert any(told in each.words for each in happenings(ticket))


def test_a_reason_crosses_from_the_process_that_parses() -> None:
    mail = ParsedMail(spam_sign=because("spam", field="X-Spam-Flag"))
    sign = ParsedMail.from_json(mail.to_json()).spam_sign
    assert sign == mail.spam_sign
    with translation.override("es"):
        assert Reason.read(sign).told == "El servidor de correo lo considera spam (X-Spam-Flag)."
    assert mail.public().get("reason", "") == ""


def test_a_fact_with_a_per_cent_sign_is_only_a_fact() -> None:
    assert because("away", said="100 %(host)s").told.endswith("100 %(host)s")
