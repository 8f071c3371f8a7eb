"""What stands in the mails that we send, read from the bytes that the mail server got."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from pytest_django import Settings

from mailbridge.models import Mailbox
from mailbridge.outbound import send
from tests.mailbridge.outbound.conftest import Reply, fresh
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import Channel, Message, OutgoingMail
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import reference_key
from tickets.rules import references


def the_mail(server: OddServer) -> EmailMessage:
    (raw,) = server.mails
    unstuffed = re.sub(rb"(?m)^\.", b"", raw)
    return email.message_from_bytes(unstuffed, policy=email.policy.SMTP)


def sent(server: OddServer) -> EmailMessage:
    send.send_due()
    return the_mail(server)


def test_a_reply_keeps_the_message_id_that_was_frozen(server: OddServer, reply: Reply) -> None:
    mail = reply()
    assert sent(server)["Message-ID"] == mail.message_id_header


def test_a_reply_continues_the_customers_thread(server: OddServer, reply: Reply) -> None:
    mail = reply()
    asked = Message.objects.get(ticket=mail.ticket, kind=Message.Kind.CUSTOMER)
    received = sent(server)
    assert received["In-Reply-To"] == asked.message_id
    assert received["References"].split()[-1] == asked.message_id


def test_a_broken_reference_is_left_out(server: OddServer, reply: Reply) -> None:
    mail = reply()
    mail.references = [
        "<good@correo.example>",
        "no brackets",
        "<" + "x" * 990 + ">",
        "<a b>\r\nBcc: x",
    ]
    mail.save()
    assert sent(server)["References"] == "<good@correo.example>"


def test_an_answer_to_a_reply_finds_its_ticket_by_the_token_address(
    server: OddServer, reply: Reply
) -> None:
    mail = reply()
    address = sent(server)["Reply-To"]
    number = references.ticket_number_in_address(address, key=reference_key())
    assert number == mail.ticket.number


def test_a_bounce_of_a_reply_names_the_mail(server: OddServer, reply: Reply) -> None:
    mail = reply()
    send.send_due()
    (sender,) = [said for said in server.commands if said.upper().startswith("MAIL FROM")]
    assert references.outgoing_id_in_address(sender, key=reference_key()) == mail.pk


def test_without_plus_addresses_neither_reply_nor_bounce_address_is_tagged(
    server: OddServer, mailbox: Mailbox, reply: Reply
) -> None:
    Mailbox.objects.update(has_plus_addresses=False)
    reply()
    assert sent(server)["Reply-To"] is None
    assert "mail FROM:<hola@papeleria.example> size=" in " ".join(server.commands).replace(
        "SIZE", "size"
    )


def test_a_reply_is_from_the_agent_at_the_channels_address(server: OddServer, reply: Reply) -> None:
    reply()
    sender = sent(server)["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (
        "Ana · Papelería Sol",
        "hola@papeleria.example",
    )


def test_a_reply_is_no_automatic_mail(server: OddServer, reply: Reply) -> None:
    reply()
    received = sent(server)
    assert received["Auto-Submitted"] is None
    assert received["X-Auto-Response-Suppress"] is None


def test_an_acknowledgement_says_that_nobody_should_answer_it(
    server: OddServer, acknowledgement: OutgoingMail
) -> None:
    received = sent(server)
    assert received["Auto-Submitted"] == "auto-replied"
    assert received["X-Auto-Response-Suppress"] == "DR, RN, NRN, OOF, AutoReply"


def test_an_acknowledgement_has_the_null_sender_and_wants_no_reports(
    server: OddServer, acknowledgement: OutgoingMail
) -> None:
    send.send_due()
    said = [command.upper() for command in server.commands]
    assert any(command.startswith("MAIL FROM:<> ") for command in said)
    assert any(command.endswith("NOTIFY=NEVER") for command in said)


def test_a_server_that_refuses_the_null_sender_gets_the_bounce_address(
    server: OddServer, acknowledgement: OutgoingMail
) -> None:
    server.answers["MAIL FROM:<>"] = "553 5.1.7 Sender needed"
    send.send_due()
    assert fresh(acknowledgement).state == OutgoingMail.State.ACCEPTED
    (sender,) = [said for said in server.commands if "+b" in said]
    key = reference_key()
    assert references.outgoing_id_in_address(sender, key=key) == acknowledgement.pk


def test_each_mail_carries_our_loop_header(
    server: OddServer, reply: Reply, settings: Settings
) -> None:
    settings.INSTANCE_ID = "desk.papeleria.example"
    reply()
    assert sent(server)["X-Ventanilla-Loop"] == "desk.papeleria.example"


def test_text_and_html_say_the_same_words(server: OddServer, reply: Reply) -> None:
    reply("Mañana a las 10 le devolvemos 20 €.")
    received = sent(server)
    for kind in ("plain", "html"):
        part = received.get_body((kind,))
        assert part is not None
        assert "Mañana a las 10 le devolvemos 20 €." in part.get_content()


def test_an_attachment_arrives_byte_for_byte_under_its_name(
    server: OddServer, reply: Reply
) -> None:
    content = b"a\nb\r\nc\rd\x00\xff\n.\n"
    reply(files=(IncomingFile.stored("Año 2026.txt", "text/plain", content),))
    (file,) = sent(server).iter_attachments()
    assert file.get_filename() == "Año 2026.txt"
    assert file.get_payload(decode=True) == content


def test_a_damaged_attachment_is_a_visible_failure(server: OddServer, reply: Reply) -> None:
    mail = reply(files=(IncomingFile.stored("a.txt", "text/plain", b"soon gone"),))
    mail.message.attachments.update(sha256="0" * 64)
    send.send_due()
    assert fresh(mail).state == OutgoingMail.State.FAILED
    assert "a.txt" in mail.error
    assert not server.mails


def test_line_breaks_in_subject_and_name_make_no_headers(server: OddServer, reply: Reply) -> None:
    mail = reply()
    mail.subject = "Hola\r\nBcc: victim@otro.example"
    mail.from_name = "Ana\r\nX-Bad: 1"
    mail.save()
    received = sent(server)
    assert received["Bcc"] is None
    assert received["X-Bad"] is None
    assert received["Subject"] == "Hola Bcc: victim@otro.example"


def test_lone_carriage_returns_and_dots_stay_one_mail(server: OddServer, reply: Reply) -> None:
    words = "uno\r.\rdos\n.\n\r\n.\r\nMAIL FROM:<x@otro.example>\n..tres"
    mail = reply()
    mail.text = words
    mail.save()
    send.send_due()
    (raw,) = server.mails
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    body = the_mail(server).get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == words.split()


def test_every_line_is_short_and_ascii(server: OddServer, reply: Reply) -> None:
    reply("ñ" * 5000)
    send.send_due()
    (raw,) = server.mails
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998


def test_a_domain_in_letters_goes_as_a_labels(server: OddServer, reply: Reply) -> None:
    reply(to=("lucia@españa.example",))
    assert sent(server)["To"] == "lucia@xn--espaa-rta.example"
    assert "rcpt TO:<lucia@xn--espaa-rta.example>" in server.commands


def test_a_local_part_in_letters_needs_a_server_that_can(server: OddServer, reply: Reply) -> None:
    mail = reply(to=("lucía@correo.example",))
    send.send_due()
    assert fresh(mail).state == OutgoingMail.State.FAILED
    assert "SMTPUTF8" in mail.error


def test_a_local_part_in_letters_leaves_by_a_server_that_can(
    server: OddServer, reply: Reply
) -> None:
    server.capabilities = ("8BITMIME", "SMTPUTF8")
    mail = reply(to=("lucía@correo.example",))
    send.send_due()
    assert fresh(mail).state == OutgoingMail.State.ACCEPTED
    assert "rcpt TO:<lucía@correo.example>" in server.commands
    assert "\r\nTo: lucía@correo.example\r\n" in server.mails[0].decode()


def test_an_impossible_address_is_a_visible_failure(server: OddServer, reply: Reply) -> None:
    mail = reply(to=("lucia@correo.example\r\nRCPT TO:<x@otro.example>",))
    send.send_due()
    assert fresh(mail).state == OutgoingMail.State.FAILED
    assert "is not a mail address" in mail.error
    assert not server.mails


def test_blind_copies_get_the_mail_and_stand_nowhere_in_it(server: OddServer, reply: Reply) -> None:
    reply(bcc=("abogada@caja.example",))
    send.send_due()
    assert "rcpt TO:<abogada@caja.example>" in server.commands
    assert b"abogada" not in server.mails[0]


def test_a_channel_without_mailbox_can_send_too(
    server: OddServer, channel: Channel, reply: Reply
) -> None:
    mail = reply()
    Mailbox.objects.all().delete()
    send.send_due()
    assert fresh(mail).state == OutgoingMail.State.ACCEPTED
