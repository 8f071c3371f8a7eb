"""What stands below a reply: the signature with its names filled in, and what was said before."""

from __future__ import annotations

import pytest

from mailbridge.inbound.parse import parse_mail
from mailbridge.inbound.quoting.quote_words import MARKERS
from tests.cast import Receive
from tickets.models import Agent, Channel, Message, OutgoingMail, Ticket
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import Draft

ASKED = "Me han cobrado dos veces el pedido 5512."


def answered(
    ticket: Ticket, agent: Agent, text: str = "Hoy mismo.", **parts: object
) -> OutgoingMail:
    message = ticket.reply(agent, Draft(text=text, **parts))  # type: ignore[arg-type]
    assert isinstance(message, Message)
    return message.outgoing


def quoting(ticket: Ticket, how: str) -> Ticket:
    Channel.objects.update(quote=how)
    return Ticket.objects.get(pk=ticket.pk)


def test_without_a_setting_nothing_is_quoted(ticket: Ticket, ana: Agent) -> None:
    mail = answered(ticket, ana)
    assert ASKED not in mail.text + mail.html
    assert not any(marker in mail.text.lower() for marker in MARKERS)


def test_the_last_message_is_quoted_below_the_foot(
    ticket: Ticket, ana: Agent, mail: Receive
) -> None:
    ticket.receive(mail("¿Hay <b>novedades</b>?\nSaludos"))
    ours = answered(quoting(ticket, "last"), ana)
    assert "Lucía Pérez escribió:\n\n> ¿Hay <b>novedades</b>?\n> Saludos" in ours.text
    assert "¿Hay &lt;b&gt;novedades&lt;/b&gt;?<br>Saludos</blockquote>" in ours.html
    assert ours.text.index(ticket.standing().link) < ours.text.index("> ¿Hay")
    assert ASKED not in ours.text


def test_the_whole_conversation_is_quoted_newest_first(
    ticket: Ticket, ana: Agent, mail: Receive
) -> None:
    answered(ticket, ana, "¿Nos manda el recibo?")
    ticket.receive(mail("Aquí está."))
    text = answered(quoting(ticket, "full"), ana).text
    places = [text.index(f"> {words}") for words in ("Aquí está.", "¿Nos manda el recibo?", ASKED)]
    assert places == sorted(places)
    assert "Ana escribió:" in text


def test_notes_held_and_taken_back_messages_are_never_quoted(
    ticket: Ticket, ana: Agent, mail: Receive
) -> None:
    ticket.note(ana, "canary-note")
    ticket.receive(mail("canary-held", from_addr="otro@otro.example", kind="third_party"))
    taken = answered(ticket, ana, "canary-taken").message
    ticket.take_back(taken, by=ana)
    ours = answered(quoting(ticket, "full"), ana)
    assert "canary" not in ours.text + ours.html


def test_an_automatic_mail_quotes_nothing(channel: Channel, mail: Receive) -> None:
    Channel.objects.update(quote="full")
    channel.refresh_from_db()
    ticket = Ticket.open_from(mail(is_authenticated=False), channel=channel)
    ours = OutgoingMail.objects.get(ticket=ticket)
    assert ASKED not in ours.text + ours.html


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_our_own_reader_cuts_at_our_marker(
    channel: Channel, mail: Receive, ana: Agent, language: str, kind: str
) -> None:
    ticket = Ticket.open_from(mail(language=language), channel=channel)
    ours = answered(quoting(ticket, "full"), ana)
    body = ours.text if kind == "plain" else ours.html
    marker = next(marker for marker in MARKERS if marker in body.lower())
    quoted = body[body.lower().index(marker) :]
    quoted = quoted if kind == "plain" else f"<p>Gracias, recibido.</p><div>{quoted}"
    words = quoted if kind == "html" else f"Gracias, recibido.\n\n{quoted}"
    raw = f"From: lucia@correo.example\nContent-Type: text/{kind}; charset=utf-8\n\n{words}"
    read = parse_mail(raw.encode())
    assert read.reply_text.strip() == "Gracias, recibido."
    assert ASKED in read.quoted_text


def test_the_signature_is_filled_in_and_never_a_template(ticket: Ticket, ana: Agent) -> None:
    Channel.objects.update(signature_es="{agent}, {channel}, {phone} {{ ticket.pk }}{% now 'Y' %}")
    ours = answered(Ticket.objects.get(pk=ticket.pk), ana)
    wanted = "Ana, Papelería Sol, +34 910 000 000 {{ ticket.pk }}{% now 'Y' %}"
    assert wanted in ours.text


def test_the_signature_is_of_the_tickets_language(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    Channel.objects.update(signature_es="Saludos", signature_en="Regards, {agent}")
    channel.refresh_from_db()
    ours = answered(Ticket.open_from(mail(language="en"), channel=channel), ana)
    assert "Regards, Ana" in ours.text
    assert "Saludos" not in ours.text


def test_a_picture_is_shown_where_the_text_names_it(ticket: Ticket, ana: Agent) -> None:
    picture = IncomingFile.stored("foto & 1.png", "image/png", b"\x89PNG\r\n\x1a\n")
    ours = answered(
        ticket, ana, "Así:\n[foto & 1.png]\nhttps://x.example/[foto & 1.png]", files=(picture,)
    )
    place = f'<img src="cid:{ours.message.attachments.get().content_id}" alt="foto &amp; 1.png"'
    assert ours.html.count(place) == 1
    assert "[foto & 1.png]" in ours.text


def test_a_picture_that_the_text_does_not_name_is_a_file(ticket: Ticket, ana: Agent) -> None:
    picture = IncomingFile.stored("foto.png", "image/png", b"\x89PNG\r\n\x1a\n")
    ours = answered(ticket, ana, "Mire la foto.", files=(picture,))
    assert not ours.message.attachments.get().is_inline
    assert "cid:" not in ours.html
