"""The customer's mailbox against the demo's own mail server."""

from __future__ import annotations

import re
import smtplib
from email.message import EmailMessage, Message

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from helpdesk.demo.arrived import Arrived
from helpdesk.demo.letterbox import IMAP_VARIABLE, SMTP_VARIABLE
from helpdesk.embedded.mailserver import MailServer
from tests.demo.conftest import SUPPORT
from tickets.models import Agent

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]

CARMEN = "carmen.olmedo@correo.example"
REPLY_TO = "ayuda+t20481-abcdefghijklmnopqrstuvwxyz@alameda.example"


@pytest.fixture
def customer(
    server: MailServer, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Client:
    """A browser on the page, with the mail server behind it."""
    settings.DEMO = True
    monkeypatch.setenv(IMAP_VARIABLE, server.customers_imap_url)
    monkeypatch.setenv(SMTP_VARIABLE, server.customers_smtp_url)
    return client


def our_mail(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = '"Alameda, atención al cliente" <ayuda@alameda.example>'
    mail["To"] = CARMEN
    mail["Subject"] = "Re: [#20481] Cargo doble"
    mail["Message-ID"] = "<t20481.abc@alameda.example>"
    mail["References"] = "<first@correo.example>"
    mail["Reply-To"] = REPLY_TO
    for name, value in headers.items():
        del mail[name]
        mail[name] = value
    mail.set_content("Hola, Carmen:\n\nLo miramos hoy.\n")
    mail.add_alternative("<p>Lo miramos <b>hoy</b>.</p>", subtype="html")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="año.pdf")
    return mail


def deliver(server: MailServer, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", server.smtp_port, timeout=10) as smtp:
        smtp.send_message(mail)


def newest_uid(customer: Client) -> int:
    page = customer.get("/demo/").content.decode()
    return int(re.findall(r"/demo/mails/(\d+)/", page)[0])


def at_the_desk(server: MailServer) -> Message:
    """The newest mail that the support address got."""
    place = max((server.home / "mail" / SUPPORT).glob("*.eml"))
    return Arrived.read(0, place.read_bytes()).mail


def letter(**fields: object) -> dict[str, object]:
    return {
        "author": CARMEN,
        "to": SUPPORT,
        "subject": "Cargo doble",
        "text": "Me han cobrado dos veces.",
        **fields,
    }


def test_what_colleagues_are_told_is_no_mail_to_customers(
    customer: Client, server: MailServer, ana: Agent
) -> None:
    deliver(server, our_mail(To=ana.email, Subject="Vence pronto"))
    assert "Vence pronto" not in customer.get("/demo/").text
    assert "Vence pronto" in customer.get("/demo/", {"who": ana.email}).text


def test_the_door_is_shut_outside_the_demo(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404


def test_without_a_mail_server_the_page_says_so(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.delenv(IMAP_VARIABLE, raising=False)
    assert "does not answer" in client.get("/demo/").content.decode()


def test_our_mail_is_shown_with_its_headers_and_files(server: MailServer, customer: Client) -> None:
    deliver(server, our_mail())
    page = customer.get(f"/demo/mails/{newest_uid(customer)}/").content.decode()
    for shown in ("Alameda, atención al cliente", "Re: [#20481] Cargo doble", REPLY_TO, "año.pdf"):
        assert shown in page


def test_the_formatted_mail_can_do_nothing(server: MailServer, customer: Client) -> None:
    deliver(server, our_mail())
    body = customer.get(f"/demo/mails/{newest_uid(customer)}/body/")
    policy = body["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert body["X-Frame-Options"] == "SAMEORIGIN"


def test_a_file_is_a_download(server: MailServer, customer: Client) -> None:
    deliver(server, our_mail())
    file = customer.get(f"/demo/mails/{newest_uid(customer)}/files/0/")
    assert file.content == b"%PDF-"
    assert file["Content-Disposition"].startswith("attachment")
    assert customer.get(f"/demo/mails/{newest_uid(customer)}/files/7/").status_code == 404


def test_the_list_can_be_of_one_customer(server: MailServer, customer: Client) -> None:
    deliver(server, our_mail(To="tom@post.example", Subject="For Tom"))
    assert "For Tom" in customer.get("/demo/?who=tom@post.example").content.decode()
    assert "For Tom" not in customer.get(f"/demo/mails/?who={CARMEN}").content.decode()


def test_asking_again_is_answered_with_nothing_until_mail_comes(
    server: MailServer, customer: Client
) -> None:
    deliver(server, our_mail())
    seen = newest_uid(customer)
    assert customer.get(f"/demo/mails/?seen={seen}").status_code == 204
    deliver(server, our_mail(Subject="Otra cosa"))
    assert "Otra cosa" in customer.get(f"/demo/mails/?seen={seen}").content.decode()


def test_a_new_mail_reaches_the_support_address(server: MailServer, customer: Client) -> None:
    photo = SimpleUploadedFile("hoja seca.png", b"\x89PNG")
    assert customer.post("/demo/", letter(uploads=photo)).status_code == 302
    mail = at_the_desk(server)
    assert mail["From"] == f"Carmen Olmedo <{CARMEN}>"
    assert "dmarc=pass" in str(mail["Authentication-Results"])
    assert Arrived(0, mail).files[0].name == "hoja seca.png"


def test_an_answer_joins_the_thread(server: MailServer, customer: Client) -> None:
    deliver(server, our_mail())
    customer.post(f"/demo/mails/{newest_uid(customer)}/", {"text": "De acuerdo, gracias."})
    mail = at_the_desk(server)
    assert Arrived(0, mail).answers_go_to == CARMEN
    assert mail["Delivered-To"] == REPLY_TO
    assert mail["In-Reply-To"] == "<t20481.abc@alameda.example>"
    assert mail["References"] == "<first@correo.example> <t20481.abc@alameda.example>"
    assert Arrived(0, mail).subject == "Re: [#20481] Cargo doble"


def test_an_answer_quotes_what_it_answers(server: MailServer, customer: Client) -> None:
    deliver(server, our_mail())
    customer.post(f"/demo/mails/{newest_uid(customer)}/", {"text": "De acuerdo."})
    text = Arrived(0, at_the_desk(server)).text
    assert text.startswith("De acuerdo.")
    assert "escribió:\n> Hola, Carmen:" in text


def test_someone_else_may_write(server: MailServer, customer: Client) -> None:
    who = {"author": "else", "name": "Ana\r\nBcc: x@y.example", "address": "ana@casa.example"}
    customer.post("/demo/", letter(**who))
    mail = at_the_desk(server)
    assert mail["Bcc"] is None
    assert Arrived(0, mail).sender_address == "ana@casa.example"


@pytest.mark.parametrize(
    "wrong", [{"author": "else"}, {"text": ""}, {"to": "eve@elsewhere.example"}]
)
def test_what_cannot_be_sent_is_said_in_the_form(customer: Client, wrong: dict[str, str]) -> None:
    page = customer.post("/demo/", letter(**wrong))
    assert page.status_code == 200
    assert "field__error" in page.content.decode()


def test_a_ready_text_fills_the_form(customer: Client) -> None:
    page = customer.get("/demo/?example=es-damaged").content.decode()
    assert "La planta ha llegado con las hojas secas" in page
    assert "ha venido con media planta amarilla" in page.partition("<textarea")[2]


def test_a_mail_that_is_not_there_is_not_found(customer: Client) -> None:
    assert customer.get("/demo/mails/999999/").status_code == 404
