"""How quickly mail becomes tickets: one Celery worker process, a real IMAP server, a durable PostgreSQL.

`python -m tests.bench.intake --mails 500 [--corpus DIR]`. Beside it stands the raw limit of the same run:
IMAP fetch and stdlib parse of the same mails. Compare ratios; seconds differ from machine to machine.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from imapclient import IMAPClient

from tests.bench import house
from tests.bench.meter import Meter, busy_seconds

MEGABYTE = 1024 * 1024
READY_SECONDS, LONGEST_SECONDS = 60, 3600


def main() -> None:
    options = _options()
    with house.temp_folder() as home, house.database(home), house.broker(home):
        import django

        django.setup()
        with house.imap(home) as server:
            mails = list(_mails(options))
            _deliver(server.port, mails)
            print(f"{len(mails)} mails in {server.name}, {sum(map(len, mails)) / MEGABYTE:.1f} MB")
            raw = _raw_limit(server.port)
            _set_up_mailbox(server.port)
            with _worker(home) as pid:
                busy_before = busy_seconds()
                with Meter(os.getpid()) as whole, Meter(pid) as meter:
                    done = _take_in(len(mails))
                busy = busy_seconds() - busy_before
            _report(done, meter, raw)
            others = max(0.0, busy - whole.cpu_seconds)
            print(
                f"With PostgreSQL, Valkey and {server.name} it took {whole.cpu_seconds:.1f} s of CPU;"
                f" strangers on this machine used {others:.1f} s meanwhile."
            )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.intake", description=__doc__)
    parser.add_argument("--mails", type=int, default=500, help="how many (default: 500)")
    parser.add_argument("--corpus", type=Path, help="a folder of .eml files to take instead")
    return parser.parse_args()


def _mails(options: argparse.Namespace) -> Iterable[bytes]:
    from tests.bench import corpus

    if options.corpus:
        return corpus.from_folder(options.corpus, options.mails)
    return corpus.made(options.mails, to=house.ADDRESS)


def _deliver(port: int, mails: list[bytes]) -> None:
    with IMAPClient("127.0.0.1", port, ssl=False, timeout=60) as client:
        client.login(house.ADDRESS, house.PASSWORD)
        client.select_folder("INBOX")
        for mail in mails:
            client.append("INBOX", mail)


def _raw_limit(port: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.raw", str(port), house.ADDRESS, house.PASSWORD]
    ended = subprocess.run(command, cwd=house.PROJECT, check=True, capture_output=True)
    facts: dict[str, float] = json.loads(ended.stdout)
    return facts


def _set_up_mailbox(port: int) -> None:
    from mailbridge.from_environment import mailbox_from

    environment = {
        "MAILBOX_HOST": "127.0.0.1",
        "MAILBOX_PORT": str(port),
        "MAILBOX_SECURITY": "plain",
        "MAILBOX_PASSWORD": house.PASSWORD,
    }
    mailbox_from(environment, address=house.ADDRESS)


@contextlib.contextmanager
def _worker(home: Path) -> Iterator[int]:
    """One Celery worker with one process, for incoming mail only; yields its process id when it is ready."""
    command = [sys.executable, "-m", "celery", "--app", "helpdesk", "worker", "--concurrency", "1"]
    command += ["--queues", "mail_in", "--without-gossip", "--without-mingle"]
    log = home / "worker.log"
    with log.open("wb") as output:
        worker = subprocess.Popen(
            [*command, "--loglevel", "INFO"],
            cwd=house.PROJECT,
            env={**os.environ, "LOG_LEVEL": "WARNING"},
            stdout=output,
            stderr=output,
        )
    try:
        _wait_for(lambda: " ready." in log.read_text(), READY_SECONDS, log)
        yield worker.pid
    finally:
        worker.terminate()
        worker.wait(30)


def _take_in(count: int) -> int:
    """Wake the worker as the watcher does, and wait until every mail has its outcome; returns how many have."""
    from mailbridge.models import InboundMail, Mailbox
    from mailbridge.tasks import pull_mailbox

    pull_mailbox.delay(Mailbox.objects.get().pk)
    settled = InboundMail.objects.exclude(outcome="")
    _wait_for(lambda: settled.count() >= count, LONGEST_SECONDS)
    return settled.count()


def _wait_for(condition: Any, seconds: float, log: Path | None = None) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(log.read_text() if log else f"Not done within {seconds:.0f} s.")
        time.sleep(0.05)


def _report(done: int, meter: Meter, raw: dict[str, float]) -> None:
    from tickets.models import Ticket

    print(f"{Ticket.objects.count()} tickets")
    print(f"{'':<26}{'mails/s':>9}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    rows = (
        ("raw: fetch and parse", raw["wall"], raw["cpu"], raw["memory"]),
        ("intake, one process", meter.wall_seconds, meter.cpu_seconds, meter.peak_memory),
    )
    for name, wall, cpu, memory in rows:
        speed = done / wall
        print(f"{name:<26}{speed:>9.1f}{wall:>9.2f}{cpu:>9.2f}{memory / MEGABYTE:>9.0f}")
    wall, cpu = meter.wall_seconds / raw["wall"], meter.cpu_seconds / raw["cpu"]
    print(f"The intake took {wall:.1f} times the raw limit in time, {cpu:.1f} times in CPU.")


if __name__ == "__main__":
    main()
