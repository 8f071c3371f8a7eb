"""A27: two installations write to each other, each with a database, a mailbox and programs of its own."""

from __future__ import annotations

import email
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.crash.intake import PROJECT
from tests.database import TEMPLATE
from tests.dovecot import Dovecot
from tests.mailbridge.intake.conftest import letter
from tests.smtp_sink import SmtpSink
from tickets.models.ticket.acknowledging import ADDRESS_AN_HOUR

ROUND = """
import os, django; django.setup()
from mailbridge.inbound import intake
from mailbridge.models import Mailbox
from mailbridge.outbound import send
from tickets.models import BusinessCalendar, Category, Channel, SLAPolicy
address, port = os.environ["ADDRESS"], int(os.environ["IMAP_PORT"])
if not Mailbox.objects.exists():
    channel = Channel.objects.create(name="House", address=address, policy=SLAPolicy.standard(),
                                     calendar=BusinessCalendar.objects.create(name="Madrid"))
    mailbox = Mailbox(channel=channel, host="127.0.0.1", port=port, username=os.environ["IMAP_USER"])
    mailbox.password = os.environ["IMAP_PASSWORD"]
    mailbox.save()
intake.visit(Mailbox.objects.select_related("channel").get())
while send.send_due():
    pass
"""
MARKS = ("Auto-Submitted", "Precedence", "X-Auto-Response-Suppress", "Return-Path")


@dataclass
class House:
    name: str
    database: str
    post: Dovecot
    sink: SmtpSink = field(default_factory=lambda: SmtpSink().start())
    taken: int = 0

    def __post_init__(self) -> None:
        self.address = f"help@{self.name}.example"
        self.user = self.post.new_user(self.name)

    def look_and_answer(self) -> None:
        at = connection.settings_dict
        own = {
            "ADDRESS": self.address,
            "INSTANCE_ID": self.name,
            "SECRET_KEY": self.name * 10,
            "DATABASE_URL": f"postgres://{at['USER']}@/{quote(at['HOST'] + '/' + self.database)}",
            "EMAIL_URL": self.sink.url,
            "IMAP_CA_FILE": str(self.post.certificate),
            "IMAP_PORT": str(self.post.tls_port),
            "IMAP_USER": self.user,
            "IMAP_PASSWORD": self.post.password,
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        }
        subprocess.run(
            [sys.executable, "-c", ROUND], cwd=PROJECT, env={**os.environ, **own}, check=True
        )

    def new_mails(self) -> list[bytes]:
        new = self.sink.mails[self.taken :]
        self.taken += len(new)
        return [b"Return-Path: <%s>\r\n%s" % (mail.sender.encode(), mail.raw) for mail in new]


def unmarked(raw: bytes) -> bytes:
    """As a careless relay passes it on: nothing says any more that a program wrote it."""
    mail = email.message_from_bytes(raw)
    sender = mail["From"]
    for name in {*MARKS, *(name for name in mail if name.startswith("X-"))}:
        del mail[name]
    mail["Return-Path"] = sender
    return mail.as_bytes()


@pytest.fixture
def houses(dovecot: Dovecot, transactional_db: None) -> Iterator[tuple[House, House]]:
    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"],
        port=at["PORT"] or None,
        user=at["USER"],
        dbname="postgres",
        autocommit=True,
    ) as admin:
        # Named after this process's own: the other one may be at the same test.
        names = [f"{at['NAME']}_house_{name}" for name in ("sol", "luna")]
        for name in names:
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(TEMPLATE)
                )
            )
        sol, luna = (House(name.rpartition("_")[2], name, dovecot) for name in names)
        yield sol, luna
        for house in (sol, luna):
            house.sink.stop()
            admin.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(house.database))
            )


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("is_marked", [True, False], ids=["as sent", "through a careless relay"])
def test_two_houses_stop_writing_to_each_other(
    houses: tuple[House, House], is_marked: bool
) -> None:
    """It begins as it does in life: one of them wrote to the other's support address."""
    here, there = houses
    first = letter("¿Qué tal?", From=f"Luna <{there.address}>", To=here.address,
                   Return_Path=f"<{there.address}>")  # fmt: skip
    waiting = [first]
    for _ in range(4 * ADDRESS_AN_HOUR):
        here.post.deliver(here.user, *(each if is_marked else unmarked(each) for each in waiting))
        here.look_and_answer()
        waiting, (here, there) = here.new_mails(), (there, here)
        if not waiting:
            break
    assert not waiting
    assert 1 <= here.taken + there.taken <= (1 if is_marked else 2 * ADDRESS_AN_HOUR)
