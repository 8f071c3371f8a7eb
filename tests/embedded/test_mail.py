"""The demo's mail server, over the wire."""

import smtplib
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from imapclient import IMAPClient

from helpdesk.embedded.mailserver import MailServer
from helpdesk.launch.ports import any_free

SUPPORT = "support@alameda.example"
PASSWORD = "acorn and oak"
FORGED = b"Authentication-Results: mail.demo.example;\r\n dmarc=pass\r\n"
MAIL = FORGED + b"From: ana@cliente.example\r\nSubject: hola\r\n\r\n.N\xc3\xba\r\n..\r\n"


@pytest.fixture
def mail(short_folder: Path) -> Iterator[MailServer]:
    server = MailServer(
        short_folder / "a home", [SUPPORT], any_free(), any_free(), PASSWORD
    ).start()
    yield server
    server.stop()


def send(
    server: MailServer, *recipients: str, login: bool = False, sender: str = "ana@cliente.example"
) -> None:
    with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=10) as smtp:
        if login:
            smtp.login("customers", PASSWORD)
        smtp.sendmail(sender, recipients or (SUPPORT,), MAIL)


def signed_in(server: MailServer, user: str) -> IMAPClient:
    client = IMAPClient("127.0.0.1", server.imap_port, ssl=False, timeout=10)
    client.login(user, PASSWORD)
    client.select_folder("INBOX")
    return client


def inbox(server: MailServer, user: str = SUPPORT) -> list[Message]:
    with signed_in(server, user) as client:
        fetched = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [message_from_bytes(answer[b"BODY[]"]) for answer in fetched.values()]


def test_the_body_arrives_byte_for_byte(mail: MailServer) -> None:
    send(mail)
    assert inbox(mail)[0].get_payload(decode=True) == b".N\xc3\xba\r\n..\r\n"


def test_a_plus_address_lands_in_its_base_mailbox(mail: MailServer) -> None:
    send(mail, "Support+t12-abc@alameda.example")
    assert inbox(mail)[0]["Delivered-To"] == "Support+t12-abc@alameda.example"


def test_mail_for_anybody_else_lands_with_the_customers(mail: MailServer) -> None:
    send(mail, "leo@otro.example")
    assert inbox(mail, "customers")[0]["X-Original-To"] == "leo@otro.example"
    assert not inbox(mail)


def test_only_who_logged_in_counts_as_authenticated(mail: MailServer) -> None:
    send(mail)
    send(mail, login=True)
    verdicts = [message.get_all("Authentication-Results") for message in inbox(mail)]
    assert verdicts == [
        ["mail.demo.example; dmarc=none header.from=cliente.example"],
        ["mail.demo.example; dmarc=pass header.from=cliente.example"],
    ]


def test_the_envelope_sender_is_kept(mail: MailServer) -> None:
    send(mail, sender="")
    assert inbox(mail)[0]["Return-Path"] == "<>"


def test_an_idle_client_hears_of_a_new_mail(mail: MailServer) -> None:
    with signed_in(mail, SUPPORT) as client:
        client.idle()
        threading.Timer(0.2, send, [mail]).start()
        assert (1, b"EXISTS") in client.idle_check(timeout=10)
        client.idle_done()


def test_any_keyword_can_be_set(mail: MailServer) -> None:
    send(mail)
    with signed_in(mail, SUPPORT) as client:
        client.add_flags([1], ["VentanillaStored"])
    with signed_in(mail, SUPPORT) as client:
        assert b"VentanillaStored" in client.get_flags([1])[1]


def test_mail_and_its_numbers_outlive_a_restart(mail: MailServer) -> None:
    send(mail)
    send(mail)
    with signed_in(mail, SUPPORT) as client:
        before = client.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT"])
    mail.stop()
    mail.start()
    with signed_in(mail, SUPPORT) as client:
        assert client.folder_status("INBOX", ["UIDVALIDITY", "UIDNEXT"]) == before
        assert client.search() == [1, 2]


def test_a_wrong_password_is_refused(mail: MailServer) -> None:
    smtp = smtplib.SMTP("127.0.0.1", mail.smtp_port, timeout=10)
    with smtp, pytest.raises(smtplib.SMTPAuthenticationError):
        smtp.login("customers", "guess")
