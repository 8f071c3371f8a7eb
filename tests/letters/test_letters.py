"""Letters: every one, in both languages, ends with where the matter stands and says nothing it must not."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from tests.cast import Receive
from tickets.models import Agent, Channel, Message, OutgoingMail, Proposal, Ticket
from tickets.models.ticket import Draft

TEXT = "Buenos días, Lucía:\n\nPruebe <b>esto</b> & esto: https://papeleria.example/?a=1&b=2\n\nAna"
NAMES = sorted(
    {path.name.partition(".")[0] for path in (settings.BASE_DIR / "templates/letters/en").iterdir()}
    - {"foot", "options", "quote"}
)


def newest(ticket: Ticket) -> OutgoingMail:
    return OutgoingMail.objects.filter(ticket=ticket).latest("pk")


@pytest.fixture
def proposal(ticket: Ticket, ana: Agent) -> Proposal:
    offered = ticket.propose(ana, Draft(text=TEXT))
    assert isinstance(offered, Proposal)
    return offered


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["subject.txt", "txt", "html"])
def test_each_letter_exists_in_both_languages(name: str, ending: str) -> None:
    folder = settings.BASE_DIR / "templates" / "letters"
    assert (folder / "en" / f"{name}.{ending}").is_file()
    assert (folder / "es" / f"{name}.{ending}").is_file()


def test_the_acknowledgement_says_by_when_and_where(ticket: Ticket) -> None:
    mail, standing = newest(ticket), ticket.standing()
    for fact in (standing.answer_by, standing.now, standing.next, standing.phone, standing.link):
        assert fact
        assert fact in mail.text
        assert fact in mail.html
    assert "«Me han cobrado dos veces el pedido 5512.»" in mail.text


def test_an_unchecked_sender_gets_none_of_their_own_words_back(
    channel: Channel, mail: Receive
) -> None:
    forged = mail(
        "canary-text", from_name="canary-name", subject="canary-subject", is_authenticated=False
    )
    ours = newest(Ticket.open_from(forged, channel=channel))
    assert "canary" not in f"{ours.subject} {ours.text} {ours.html}"


def test_a_reply_is_the_agents_words_and_then_the_foot(ticket: Ticket, ana: Agent) -> None:
    ticket.reply(ana, Draft(text=TEXT))
    mail = newest(ticket)
    assert mail.text.startswith(TEXT)
    assert mail.text.index(TEXT) < mail.text.index(ticket.standing().link)


def test_a_reply_does_not_promise_the_answer_that_it_is(ticket: Ticket, ana: Agent) -> None:
    answer_by = ticket.standing().answer_by
    ticket.reply(ana, Draft(text=TEXT))
    assert answer_by
    assert answer_by not in newest(ticket).text


def test_the_html_of_a_reply_escapes_the_words_and_links_the_address(
    ticket: Ticket, ana: Agent
) -> None:
    ticket.reply(ana, Draft(text=TEXT))
    html = newest(ticket).html
    assert "&lt;b&gt;esto&lt;/b&gt; &amp; esto" in html
    assert 'href="https://papeleria.example/?a=1&amp;b=2"' in html


def test_a_proposal_asks_and_says_when_silence_closes_it(
    ticket: Ticket, proposal: Proposal
) -> None:
    mail = newest(ticket)
    assert "¿Está de acuerdo?" in mail.text
    assert "esperamos su respuesta" in mail.text
    assert ticket.share_link().url in mail.html


def test_a_reminder_repeats_the_proposal(ticket: Ticket, proposal: Proposal) -> None:
    ticket.remind(proposal)
    assert TEXT in newest(ticket).text


def test_closing_in_silence_says_how_to_open_it_again(ticket: Ticket, proposal: Proposal) -> None:
    ticket.lapse(proposal)
    mail = newest(ticket)
    assert "lo reabriremos" in mail.text
    assert ticket.standing().now not in mail.text


def test_a_letter_speaks_the_language_of_the_ticket(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail("I was charged twice.", language="en"), channel=channel)
    assert "We have your message." in newest(ticket).text


def test_no_letter_loads_anything_from_elsewhere(ticket: Ticket, proposal: Proposal) -> None:
    ticket.remind(proposal)
    ticket.lapse(proposal)
    for mail in OutgoingMail.objects.all():
        assert not re.findall(r"<img|<link|<script|url\(|@import|\ssrc=", mail.html)


def test_a_subject_is_one_line(channel: Channel, mail: Receive) -> None:
    ticket = Ticket.open_from(mail(subject="Cargo\r\nBcc: x@y.example"), channel=channel)
    subject = newest(ticket).subject
    assert "\n" not in subject
    assert "\r" not in subject
    assert Message.objects.filter(ticket=ticket).exists()
