"""The first import of a mailbox full of old mail (F37): `python -m tests.bench.first_import --mails 100000`.

After a quarter the workers are killed (SIGKILL) and started again; then a fresh mail is delivered, and it is
measured how long it waits for its ticket. Printed at the end: speed, memory on the way, what was lost or doubled.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import signal
import subprocess
import time
from pathlib import Path

from django.utils import timezone

from tests.bench import house
from tests.bench.meter import Meter, family
from tests.bench.post import Box, deliver, settled, wait_until, work

MEGABYTE = 1024 * 1024
OLD = dt.timedelta(days=30)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.first_import", description=__doc__)
    parser.add_argument("--mails", type=int, default=2000, help="how many (default: 2000)")
    count = parser.parse_args().mails
    with house.temp_folder() as home, house.database(home), house.broker(home):
        import django

        django.setup()
        house.manage("protocol", "start-from", "shop")
        with house.imap(home) as server:
            from tests.bench import corpus

            box = Box.on(server.port, "bench")
            began_at = dt.datetime.now(dt.UTC) - OLD
            deliver(box, corpus.made(count, to=house.ADDRESS), at=began_at)
            print(f"{count} old mails in {server.name}; {os.cpu_count()} cores")
            _kill_after_a_quarter(home, box)
            _finish(home, box)
            _account(box)


def _kill_after_a_quarter(home: Path, box: Box) -> None:
    from mailbridge.models import InboundMail, Mailbox

    with work(home, 1) as worker:
        box.pull()
        wait_until(lambda: settled() >= box.mails // 4, worker)
        for pid in family(worker.pid):
            os.kill(pid, signal.SIGKILL)
    print(f"killed with {settled()} done")
    # As a minute later, when the leases of the dead have ended.
    Mailbox.objects.update(lease_until=None)
    InboundMail.objects.filter(state="parsing").update(lease_until=timezone.now())


def _finish(home: Path, box: Box) -> None:
    from mailbridge.tasks import read_stored_mail

    before, began = settled(), time.monotonic()
    with work(home, 1) as worker, Meter(worker.pid) as meter:
        box.pull()
        read_stored_mail.delay()
        wait_until(lambda: settled() >= box.mails // 3, worker)
        early = meter.memory
        print(f"a fresh mail waited {_fresh_wait(box, worker):.1f} s for its ticket")
        wait_until(lambda: settled() >= box.mails, worker)
        speed = (box.mails - before) / (time.monotonic() - began)
        peak = meter.peak_memory / MEGABYTE
    print(f"{speed:.1f} mails/s; {early / MEGABYTE:.0f} MB at a third, at most {peak:.0f} MB")


def _fresh_wait(box: Box, worker: subprocess.Popen[bytes]) -> float:
    from tests.bench import corpus
    from tickets.models import Ticket

    deliver(box, corpus.made(1, to=house.ADDRESS, seed=2))
    began = time.monotonic()
    wait_until(lambda: Ticket.objects.exclude(close_reason="imported").exists(), worker)
    return time.monotonic() - began


def _account(box: Box) -> None:
    from mailbridge.models import InboundMail
    from tickets.models import Message, OutgoingMail, Ticket

    rows = InboundMail.objects.count()
    entries = Message.objects.filter(kind="customer").count()
    open_now = Ticket.objects.exclude(status="closed").count()
    print(
        f"{box.mails} on the server, {rows} rows, {entries} entries, {open_now} open tickets,",
        end=" ",
    )
    print(f"{OutgoingMail.objects.count()} mails to send")


if __name__ == "__main__":
    main()
