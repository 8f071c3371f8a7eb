"""The intake as a process that can be killed, and the oracle that counts what became of each mail."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils import timezone

from mailbridge.inbound import reading
from mailbridge.inbound.server import session
from mailbridge.models import InboundMail, Mailbox
from tests.mailbridge.intake.conftest import Post, letter
from tickets.models import Message, Ticket

PROJECT = Path(__file__).resolve().parents[2]
VISIT = """
import django; django.setup()
from mailbridge.inbound import batch, intake, reading
from mailbridge.models import Mailbox
batch.SIZE = 2  # so that a kill finds a batch before it done
for mailbox in Mailbox.objects.select_related("channel"):
    intake.visit(mailbox)
reading.sweep()
"""
# As if every worker believed that it had the mailbox for itself.
VISIT_WITHOUT_LEASE = VISIT.replace("for mailbox", "intake.LEASE_SECONDS = 0\nfor mailbox", 1)


def numbered(count: int) -> list[bytes]:
    """Mails that carry their number in the body."""
    return [letter(f"Serie ({number:04}).") for number in range(count)]


@dataclass
class Intake:
    post: Post

    def start(self, program: str = VISIT, **environment: str) -> subprocess.Popen[bytes]:
        at = connection.settings_dict
        named = f"{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
        by_socket = f"{at['USER']}@/{quote(str(Path(at['HOST']) / at['NAME']))}"
        return subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
                "DATABASE_URL": f"postgres://{by_socket if at['HOST'][:1] == '/' else named}",
                "IMAP_CA_FILE": settings.IMAP_CA_FILE,
                **environment,
            },
        )

    def die_at(self, point: str) -> None:
        """Run until the process kills itself there."""
        process = self.start(FAILPOINT=point)
        _, said = process.communicate(timeout=90)
        assert process.returncode == -signal.SIGKILL, said.decode()

    def hold_at(self, point: str) -> subprocess.Popen[bytes]:
        """Run until the process freezes there."""
        process = self.start(FAILPOINT=point, FAILPOINT_SIGNAL="SIGSTOP")
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        return process

    def go_on_until_idle(self) -> None:
        """As the next minutes would go: leases end, pauses are over, workers come by."""
        for _ in range(6):
            session.close_all()
            past = timezone.now() - dt.timedelta(minutes=10)
            Mailbox.objects.update(lease_until=None, retry_at=None)
            rows = InboundMail.objects.exclude(state="done")
            rows.filter(state="parsing").update(lease_until=past)
            rows.update(retry_at=None, seen_at=past)
            reading.sweep()
            self.post.pull()


def drop_connections() -> None:
    """As an immediate restart does: every session but ours ends, whatever it was in the middle of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def assert_one_of_each(post: Post, count: int) -> None:
    """Server, ledger and tickets agree: nothing lost, nothing doubled."""
    rows = post.rows()
    on_server = set(post.server.client(post.user).search())
    known = {row.uid for row in rows if row.source in ("present", "marked")}
    entries = Message.objects.filter(kind=Message.Kind.CUSTOMER).values_list("text", flat=True)
    serials = Counter(number for text in entries for number in re.findall(r"\((\d{4})\)", text))
    assert serials == Counter(f"{number:04}" for number in range(count))
    assert known == on_server
    assert {row.state for row in rows} == {"done"}
    assert len(rows) == Ticket.objects.count() == count
