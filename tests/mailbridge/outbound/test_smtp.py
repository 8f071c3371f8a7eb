"""The mail server in trouble, or not the one that we think: nothing leaves, and the mail is tried again."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from mailbridge.outbound import claim, send, smtp
from mailbridge.outbound.line import Line, Lines
from tests.mailbridge.outbound.conftest import Reply, fresh
from tests.mailbridge.outbound.odd_server import OddServer
from tickets.models import OutgoingMail

State = OutgoingMail.State


def test_an_unreachable_server_costs_one_attempt_a_sweep(server: OddServer, reply: Reply) -> None:
    server.end()
    first = reply("uno")
    assert send.send_due() == 1
    assert fresh(first).state == State.DEFERRED
    assert "cannot be reached" in first.error


def test_a_stale_connection_is_replaced_at_once(server: OddServer, reply: Reply) -> None:
    first, second = reply("uno"), reply("dos")
    with Lines() as lines:
        send.send(_claimed(first), lines.of(first.ticket.channel_id))
        _break(lines.of(first.ticket.channel_id))
        send.send(_claimed(second), lines.of(second.ticket.channel_id))
    assert fresh(second).state == State.ACCEPTED
    assert server.connections == 2


def _break(line: Line) -> None:
    backend = line.opened()
    assert isinstance(backend, smtp.EmailBackend)
    assert backend.connection is not None
    backend.connection.close()


def _claimed(mail: OutgoingMail) -> OutgoingMail:
    claimed = claim.claim(mail.pk)
    assert claimed
    return claimed


def test_a_server_that_drips_is_left_at_the_deadline(
    server: OddServer, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "SEND_SECONDS", 0.3)
    server.drip_seconds = 0.05
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert "timed out" in mail.error


def test_a_refused_sign_in_is_not_the_fault_of_the_mail(
    server: OddServer, reply: Reply, settings: Settings
) -> None:
    server.capabilities = ("AUTH PLAIN",)
    server.answers["AUTH"] = "535 5.7.8 Wrong password"
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "wrong"
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert "refused our sign-in" in mail.error


def test_starttls_never_falls_back_to_plain(
    server: OddServer, reply: Reply, settings: Settings
) -> None:
    settings.EMAIL_USE_TLS = True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "secret"
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert not any(said.startswith(("AUTH", "MAIL")) for said in server.commands)


@pytest.fixture
def self_signed(tmp_path: Path) -> Path:
    """Key and certificate of localhost that no authority vouches for."""
    both = tmp_path / "tls.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    command += " -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
    subprocess.run(
        [*command.split(), "-keyout", str(both), "-out", str(tmp_path / "certificate.pem")],
        check=True,
        capture_output=True,
    )
    with both.open("a") as file:
        file.write((tmp_path / "certificate.pem").read_text())
    return both


@pytest.fixture
def tls_server(server: OddServer, self_signed: Path, settings: Settings) -> Iterator[OddServer]:
    secure = OddServer(certificate=self_signed)
    settings.EMAIL_USE_SSL, settings.EMAIL_PORT = True, secure.port
    yield secure
    secure.end()


def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    tls_server: OddServer, reply: Reply
) -> None:
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert "certificate" in mail.error
    assert not tls_server.mails


def test_a_mail_leaves_inside_tls(
    tls_server: OddServer, reply: Reply, self_signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(self_signed.with_name("certificate.pem")))
    monkeypatch.setattr(smtp.EmailBackend, "ssl_context", trusting)
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.ACCEPTED
    assert len(tls_server.mails) == 1


def test_tls_to_a_server_that_speaks_plain_is_not_begun(
    server: OddServer, reply: Reply, settings: Settings
) -> None:
    settings.EMAIL_USE_SSL = True
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED
    assert not server.mails


@pytest.mark.parametrize(
    ("url", "how"),
    [
        ("smtp://mail.example:25", (False, False)),
        ("smtp+tls://mail.example:587", (True, False)),
        ("smtps://mail.example:465", (False, True)),
    ],
)
def test_the_address_of_the_mail_server_says_how_to_encrypt(
    url: str, how: tuple[bool, bool]
) -> None:
    tells = "from django.conf import settings as s; print(s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
    ran = subprocess.run(
        [sys.executable, "-c", tells],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "helpdesk.settings", "EMAIL_URL": url},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.split() == [str(flag) for flag in how], ran.stderr
