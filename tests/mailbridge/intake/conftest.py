"""A mailbox on a real Dovecot, and a way to write raw mail."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailbridge.inbound import intake, reading
from mailbridge.inbound.server import session
from mailbridge.models import InboundMail, Mailbox
from tests.dovecot import Dovecot
from tickets.models import Category, Channel, blob

_serial = itertools.count(1)
HEADERS = {
    "Return-Path": "<lucia@correo.example>",
    "From": "Lucia Perez <lucia@correo.example>",
    "To": "hola@papeleria.example",
    "Subject": "Cargo doble",
}


def letter(text: str = "Me han cobrado dos veces el pedido 5512.", **fields: str | None) -> bytes:
    """A raw mail from Lucía; `In_Reply_To="…"` sets a field, None leaves it out."""
    headers: dict[str, str | None] = {
        **HEADERS,
        "Message-ID": f"<letter-{next(_serial)}@correo.example>",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return ("\r\n".join([*lines, "", text, ""])).encode()


@dataclass
class Post:
    """The mailbox of a test and the server on which it lies."""

    server: Dovecot
    mailbox: Mailbox

    @property
    def user(self) -> str:
        return self.mailbox.username

    def deliver(self, *mails: bytes) -> None:
        self.server.deliver(self.user, *mails)

    def pull(self) -> list[InboundMail]:
        """One visit by a worker; returns the whole ledger, oldest first."""
        self.mailbox = Mailbox.objects.select_related("channel").get(pk=self.mailbox.pk)
        intake.visit(self.mailbox)
        self.mailbox.refresh_from_db()
        return self.rows()

    def rows(self) -> list[InboundMail]:
        return list(InboundMail.objects.filter(mailbox=self.mailbox).order_by("pk"))


def mailbox_on(server: Dovecot, channel: Channel) -> Mailbox:
    mailbox = Mailbox(
        channel=channel, host="127.0.0.1", port=server.tls_port, username=server.new_user()
    )
    mailbox.password = server.password
    mailbox.save()
    return mailbox


@pytest.fixture
def post(
    dovecot: Dovecot, channel: Channel, category: Category, settings: Settings
) -> Iterator[Post]:
    settings.IMAP_CA_FILE = str(dovecot.certificate)
    yield Post(dovecot, mailbox_on(dovecot, channel))
    session.close_all()


@pytest.fixture
def arrived(channel: Channel, category: Category) -> Arrived:
    """Reads a raw mail as if it had just been fetched, without a server."""
    mailbox = Mailbox.objects.create(channel=channel, host="127.0.0.1", username="support")
    return Arrived(mailbox)


@dataclass
class Arrived:
    mailbox: Mailbox

    def __call__(self, raw: bytes, *, mailbox: Mailbox | None = None) -> InboundMail:
        row = self.stored(raw, mailbox=mailbox)
        reading.read([row.pk])
        row.refresh_from_db()
        return row

    def together(self, *raws: bytes) -> list[InboundMail]:
        """Those that one visit brought."""
        rows = [self.stored(raw) for raw in raws]
        reading.read([row.pk for row in rows])
        for row in rows:
            row.refresh_from_db()
        return rows

    def stored(self, raw: bytes, *, mailbox: Mailbox | None = None) -> InboundMail:
        """Fetched, and not read yet."""
        return InboundMail.objects.create(
            mailbox=mailbox or self.mailbox,
            folder="INBOX",
            uidvalidity=1,
            uid=next(_serial),
            sha256=blob.put(raw),
            size=len(raw),
            received_at=timezone.now(),
        )
