"""What the test of a connection says, asked of real servers."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from mailbridge import connection
from mailbridge.models import Mailbox
from mailbridge.problems.verdict import Verdict
from tests.dovecot import Dovecot
from tickets.models import Agent


@pytest.fixture
def trusted(dovecot: Dovecot, settings: Settings) -> Dovecot:
    """Dovecot with a certificate that we trust."""
    settings.IMAP_CA_FILE = str(dovecot.certificate)
    return dovecot


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that is closed: it was free a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]  # bound, but nobody listens


def kind(verdict: Verdict) -> str:
    return verdict.problem.kind if verdict.problem else ""


def tried(server: Dovecot, **parts: object) -> Verdict:
    usual = {"host": "127.0.0.1", "port": server.tls_port, "security": "tls", "folder": "INBOX"}
    mailbox = Mailbox(**{"username": server.new_user(), **usual, **parts})
    mailbox.password = str(parts.pop("password", server.password))
    return connection.test(mailbox)


def test_a_good_mailbox_is_told_how_much_mail_it_holds(trusted: Dovecot) -> None:
    user = trusted.new_user()
    trusted.deliver(user, b"Subject: Hola\r\n\r\nHola\r\n")
    verdict = tried(trusted, username=user)
    assert str(verdict) == "Signed in. 1 mail lies in the folder."


def test_an_unknown_host_is_named(trusted: Dovecot) -> None:
    verdict = tried(trusted, host="imap.nowhere.invalid")
    assert (kind(verdict), "imap.nowhere.invalid" in str(verdict)) == ("unknown_host", True)


def test_a_port_where_nothing_listens(trusted: Dovecot, silent: int) -> None:
    assert kind(tried(trusted, port=silent)) == "refused"


def test_tls_at_a_plain_port(trusted: Dovecot) -> None:
    verdict = tried(trusted, port=trusted.port)
    assert (kind(verdict), "STARTTLS" in str(verdict)) == ("not_tls", True)


def test_a_certificate_that_nobody_vouches_for(dovecot: Dovecot) -> None:
    verdict = tried(dovecot)
    assert (kind(verdict), "password was not sent" in str(verdict)) == ("certificate", True)


def test_a_wrong_password(trusted: Dovecot) -> None:
    mailbox = Mailbox(host="127.0.0.1", port=trusted.tls_port, username=trusted.new_user())
    mailbox.password = "wrong"
    verdict = connection.test(mailbox)
    assert (kind(verdict), "password" in str(verdict)) == ("login", True)


def test_a_folder_that_is_not_there(trusted: Dovecot) -> None:
    verdict = tried(trusted, folder="Soporte")
    assert (kind(verdict), "Soporte" in str(verdict)) == ("folder", True)


def test_the_test_changes_nothing_on_the_server(trusted: Dovecot) -> None:
    user = trusted.new_user()
    trusted.deliver(user, b"Subject: Hola\r\n\r\nHola\r\n")
    tried(trusted, username=user, afterwards="delete")
    client = trusted.client(user)
    client.select_folder("INBOX", readonly=True)
    assert client.search("UNSEEN") == [1]
    client.logout()


def test_the_page_shows_the_words(client: Client, olga: Agent, silent: int) -> None:
    client.force_login(olga)
    form = {
        "host": "127.0.0.1", "port": silent, "security": "tls", "username": "a", "secret": "b",
        "folder": "INBOX", "afterwards": "keep",
    }  # fmt: skip
    page = client.post("/mail/mailboxes/new/test/", form).content.decode()
    fragment = client.post(
        "/mail/mailboxes/new/test/", form, HTTP_HX_REQUEST="true"
    ).content.decode()
    assert "Nothing answers at 127.0.0.1" in page
    assert "Nothing answers at 127.0.0.1" in fragment
    assert (page.count("<html"), fragment.count("<html")) == (1, 0)
