"""Mailboxes full of mail, and Celery workers that take it in."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from imapclient import IMAPClient

from tests.bench import house

READY_SECONDS, LONGEST_SECONDS = 60, 4 * 3600


class Row(NamedTuple):
    name: str
    wall: float  # seconds
    cpu: float  # seconds
    peak: int  # bytes
    early: int  # bytes, after the first thousand
    whole: float = 0.0  # CPU seconds with the servers'
    strangers: float = 0.0  # CPU seconds of everybody else


@dataclass
class Box:
    """A mailbox on the server, and ours for it."""

    port: int
    user: str
    key: int
    mails: int = 0

    @classmethod
    def on(cls, port: int, name: str) -> Box:
        from mailbridge.from_environment import mailbox_from

        address = house.ADDRESS.replace("bench", name)
        environment = {
            "MAILBOX_HOST": "127.0.0.1",
            "MAILBOX_PORT": str(port),
            "MAILBOX_SECURITY": "plain",
            "MAILBOX_PASSWORD": house.PASSWORD,
        }
        return cls(port, address, mailbox_from(environment, address=address).pk)

    def pull(self) -> None:
        from mailbridge.tasks import pull_mailbox

        pull_mailbox.delay(self.key)


def deliver(box: Box, mails: Iterable[bytes], *, at: dt.datetime | None = None) -> None:
    with IMAPClient("127.0.0.1", box.port, ssl=False, timeout=60) as client:
        client.login(box.user, house.PASSWORD)
        client.select_folder("INBOX")
        for mail in mails:
            client.append("INBOX", mail, msg_time=at)
            box.mails += 1


@contextlib.contextmanager
def work(home: Path, processes: int, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """One Celery worker with so many processes, for incoming mail only; it is ready."""
    command = [sys.executable, "-m", "celery", "--app", "helpdesk", "worker"]
    command += ["--concurrency", str(processes), "--queues", "mail_in", *options]
    log = home / "worker.log"
    with log.open("wb") as output:
        worker = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle", "--loglevel", "INFO"],
            cwd=house.PROJECT,
            env={**os.environ, "LOG_LEVEL": "WARNING"},
            stdout=output,
            stderr=output,
        )
    try:
        wait_until(lambda: " ready." in log.read_text(), worker, seconds=READY_SECONDS)
        time.sleep(5)  # its processes load parser and language models
        yield worker
    finally:
        worker.terminate()
        worker.wait(30)


def settled() -> int:
    """Mails that have an outcome."""
    from mailbridge.models import InboundMail

    return InboundMail.objects.exclude(outcome="").count()


def wait_until(
    condition: Callable[[], bool],
    worker: subprocess.Popen[bytes],
    *,
    seconds: float = LONGEST_SECONDS,
) -> None:
    """Ask again and again, at the cost of a twentieth of one core at most."""
    deadline = time.monotonic() + seconds
    asked_at = time.monotonic()
    while not condition():
        if time.monotonic() > deadline or worker.poll() is not None:
            raise SystemExit("The worker did not do its work.")
        time.sleep(max(0.2, 20 * (time.monotonic() - asked_at)))
        asked_at = time.monotonic()
