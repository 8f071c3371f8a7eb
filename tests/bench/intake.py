"""How quickly mail becomes tickets: Celery worker processes, a real IMAP server, a durable PostgreSQL.

`python -m tests.bench.intake --mails 5000 [--corpus DIR]` prints the raw limit of the same run (IMAP fetch and
stdlib parse of the same mails), one process, two processes with half of the mails in a mailbox each, and the
memory on the way. Compare ratios; seconds differ from machine to machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.bench import house
from tests.bench.meter import Meter, busy_seconds
from tests.bench.post import Box, Row, deliver, settled, wait_until, work

MEGABYTE = 1024 * 1024
# Memory is compared between so many mails and the end.
EARLY = 1000


def main() -> None:
    options = _options()
    with house.temp_folder() as home, house.database(home), house.broker(home):
        import django

        django.setup()
        house.manage("protocol", "start-from", "shop")
        with house.imap(home) as server:
            mails = list(_mails(options))
            size = sum(map(len, mails)) / MEGABYTE
            print(f"{len(mails)} mails in {server.name}, {size:.1f} MB; {os.cpu_count()} cores")
            whole = Box.on(server.port, "bench")
            halves = [Box.on(server.port, name) for name in ("left", "right")]
            deliver(whole, mails)
            others = [b"X-Bench: other bytes\r\n" + mail for mail in mails]
            for box, half in zip(halves, (others[::2], others[1::2]), strict=True):
                deliver(box, half)
            raw = _raw_limit(whole)
            one = _measured(home, "one process", [whole], processes=1)
            two = _measured(home, "two processes", halves, processes=2)
            _report(len(mails), [raw, one, two])


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


def _raw_limit(box: Box) -> Row:
    command = [sys.executable, "-m", "tests.bench.raw", str(box.port), box.user, house.PASSWORD]
    ended = subprocess.run(command, cwd=house.PROJECT, check=True, capture_output=True)
    facts = json.loads(ended.stdout)
    return Row("raw: fetch and parse", facts["wall"], facts["cpu"], facts["memory"], 0)


def _measured(home: Path, name: str, boxes: list[Box], *, processes: int) -> Row:
    """Wake the workers as the watcher does, and wait until every mail has its outcome."""
    awaited = settled() + sum(box.mails for box in boxes)
    early = settled() + EARLY
    with work(home, processes) as worker:
        busy = busy_seconds()
        with Meter(os.getpid()) as whole, Meter(worker.pid) as meter:
            for box in boxes:
                box.pull()
            wait_until(lambda: settled() >= min(early, awaited), worker)
            memory_early = meter.memory
            wait_until(lambda: settled() >= awaited, worker)
        strangers = max(0.0, busy_seconds() - busy - whole.cpu_seconds)
    print(f"{name}: {whole.told()}; strangers used {strangers:.1f} s")
    cpu, memory = meter.cpu_seconds, meter.peak_memory
    return Row(name, meter.wall_seconds, cpu, memory, memory_early, whole.cpu_seconds, strangers)


def _report(count: int, rows: list[Row]) -> None:
    print(f"{'':<22}{'mails/s':>9}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{f'MB at {EARLY}':>12}")
    for row in rows:
        speed, peak, early = count / row.wall, row.peak / MEGABYTE, row.early / MEGABYTE
        print(
            f"{row.name:<22}{speed:>9.1f}{row.wall:>9.2f}{row.cpu:>9.2f}{peak:>9.0f}{early:>12.0f}"
        )
    raw, one, two = rows
    print(f"One process took {one.wall / raw.wall:.1f} times the raw limit in time,", end=" ")
    print(
        f"{one.cpu / raw.cpu:.1f} times in CPU; two were {one.wall / two.wall:.2f} times as quick."
    )
    _tell_the_limit(count, one)


def _tell_the_limit(count: int, one: Row) -> None:
    """What the cores allow at most, so that nobody looks for more in the program."""
    cores = os.cpu_count() or 1
    most = cores * count / one.whole
    print(f"A mail costs {one.whole / count * 1000:.1f} ms of CPU with all servers:", end=" ")
    print(f"{cores} cores take in at most {most:.0f} mails/s,", end=" ")
    print(f"{most / (count / one.wall):.2f} times what one process did.")
    if one.strangers > 0.05 * cores * one.wall:
        print(
            "Strangers had much of the machine meanwhile: seconds and what follows from them are theirs."
        )


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"The whole run took {time.monotonic() - began:.0f} s.")
