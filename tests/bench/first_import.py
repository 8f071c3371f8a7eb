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
OLD, A_MINUTE = dt.timedelta(days=30), dt.timedelta(minutes=1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.first_import", description=__doc__)
    parser.add_argument("--mails", type=int, default=2000, help="how many (default: 2000)")
    parser.add_argument("--processes", type=int, default=2, help="of the worker (default: 2)")
    options = parser.parse_args()
    count, processes = options.mails, options.processes
    with house.temp_folder() as home, house.database(home), house.broker(home):
        import django

        django.setup()
        house.manage("protocol", "start-from", "shop")
        with house.imap(home) as server:
            from tests.bench import corpus

            box = Box.on(server.port, "bench")
            began_at = dt.datetime.now(dt.UTC) - OLD
            deliver(box, corpus.made(count, to=house.ADDRESS), at=began_at)
            print(
                f"{count} old mails in {server.name}; {processes} processes, {os.cpu_count()} cores"
            )
            _kill_after_a_quarter(home, box, processes)
            _finish(home, box, processes)
            _account(box)


def _kill_after_a_quarter(home: Path, box: Box, processes: int) -> None:
    from mailbridge.models import InboundMail, Mailbox

    with work(home, processes) as worker:
        box.pull()
        wait_until(lambda: settled() >= box.mails // 4, worker)
        for pid in family(worker.pid):
            os.kill(pid, signal.SIGKILL)
    print(f"killed with {settled()} done")
    # As a minute later, when the leases of the dead have ended.
    Mailbox.objects.update(lease_until=None)
    InboundMail.objects.filter(state="parsing").update(lease_until=timezone.now())
    InboundMail.objects.filter(state="stored").update(seen_at=timezone.now() - A_MINUTE)


def _finish(home: Path, box: Box, processes: int) -> None:
    from mailbridge.tasks import read_stored_mail

    before, began = settled(), time.monotonic()
    working = work(home, processes, "--beat")  # its sweep finds what the dead have stored
    with working as worker, Meter(os.getpid()) as whole, Meter(worker.pid) as meter:
        box.pull()
        read_stored_mail.delay()
        wait_until(lambda: settled() >= box.mails // 3, worker)
        early = meter.memory
        print(f"a fresh mail waited {_fresh_wait(box, worker):.1f} s for its ticket")
        wait_until(lambda: settled() >= box.mails, worker)
        done, late = box.mails - before, meter.memory
        speed = done / (time.monotonic() - began)
    memory = [round(each / MEGABYTE) for each in (early, late, meter.peak_memory)]
    print(f"{speed:.1f} mails/s", end="; ")
    print("{} MB at a third, {} at the end, {} at most".format(*memory))
    print(f"{whole.told()}; {whole.cpu_seconds / done * 1000:.1f} ms a mail;", end=" ")
    print(f"load {os.getloadavg()[0]:.1f}")


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
