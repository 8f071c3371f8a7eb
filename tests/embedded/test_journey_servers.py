"""The servers that journeys rely on do what the journeys assume."""

import smtplib
import ssl

import pytest
from imapclient import IMAPClient
from playwright.sync_api import Page

from tests.dovecot import Dovecot
from tests.smtp_sink import SmtpSink, Step, Then

MAIL = b"From: ana@cliente.example\r\nSubject: hola\r\n\r\nN\xc3\xba.\r\n"


def send(sink: SmtpSink) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as smtp:
        smtp.sendmail("ana@cliente.example", ["support@alameda.example"], MAIL)


def test_dovecot_keeps_a_mail_byte_for_byte(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, MAIL)
    assert dovecot.client(user).fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == MAIL


def test_dovecot_speaks_tls(dovecot: Dovecot) -> None:
    trusting = ssl.create_default_context(cafile=str(dovecot.certificate))
    client = IMAPClient("localhost", dovecot.tls_port, ssl=True, ssl_context=trusting, timeout=10)
    client.login(dovecot.new_user(), dovecot.password)


def test_dovecot_comes_back_after_a_kill(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, MAIL)
    dovecot.kill()
    dovecot.start()
    assert dovecot.client(user).search() == [1]


def test_the_sink_keeps_the_bytes(smtp_sink: SmtpSink) -> None:
    send(smtp_sink)
    assert smtp_sink.wait_for(1)[0].raw == MAIL


def test_the_sink_refuses_by_its_script(smtp_sink: SmtpSink) -> None:
    smtp_sink.next(Step(answer="451 4.3.0 Later"))
    with pytest.raises(smtplib.SMTPDataError):
        send(smtp_sink)
    assert not smtp_sink.mails


def test_the_sink_stores_and_then_breaks_the_line(smtp_sink: SmtpSink) -> None:
    smtp_sink.next(Step(then=Then.RESET))
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(smtp_sink)
    assert len(smtp_sink.wait_for(1)) == 1


def test_a_page_is_shown(page: Page) -> None:
    page.set_content("<title>Buenos días</title>")
    assert page.title() == "Buenos días"
