"""What befalls the house while it is busy. Each storm returns how often which part was killed."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections import Counter

from imapclient import IMAPClient

from helpdesk.embedded.tether import end
from tests.bench import house as bench
from tests.crash.soak import plan, quiet
from tests.crash.soak.house import House
from tests.crash.soak.people import Memory

# Within which a program that is told to end has ended: twice the promise, since others use this machine too.
GRACE_SECONDS = 60


def kills(house: House, memory: Memory, seconds: int, seed: int) -> Counter[str]:
    """SIGKILL to random parts (F33)."""
    killed: Counter[str] = Counter()
    ends_at = time.monotonic() + seconds
    for kill in plan.kills(seed):
        time.sleep(kill.wait)
        if time.monotonic() > ends_at:
            break
        house.kill(kill.victim)
        killed[kill.victim] += 1
        time.sleep(kill.gone)
        house.start(kill.victim)
    return killed


def restarts(house: House, memory: Memory, seconds: int, seed: int) -> Counter[str]:
    """SIGTERM to one program after the other, as a new release does (F35): nothing is doubtful after it."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        for name in ("worker", "watcher", "web", "beat"):
            process = house.running[name]
            begun = time.monotonic()
            end(process, within=GRACE_SECONDS)
            took = time.monotonic() - begun
            if took > GRACE_SECONDS:
                memory.unexpected.append(f"{name} had not ended after {took:.0f} s")
            house.start(name)
            time.sleep(1)
        house.await_web()
    memory.unexpected += quiet.stuck(GRACE_SECONDS)
    return Counter()


def outage(house: House, memory: Memory, seconds: int, seed: int) -> Counter[str]:
    """The database is away for the time, while mail goes on coming (F27)."""
    time.sleep(2)
    house.postgres.stop()
    before = _marked(house)
    time.sleep(seconds)
    for path, wanted in (("/health/live", 200), ("/health/ready", 503)):
        if (said := _status(house.url + path)) != wanted:
            memory.unexpected.append(f"{said} at {path} without a database")
    if _marked(house) != before:
        memory.unexpected.append("mail was touched without a database")
    house.start("postgres")
    begun = time.monotonic()
    while _status(f"{house.url}/health/ready") != 200:
        if time.monotonic() - begun > GRACE_SECONDS:
            memory.unexpected.append("the pages do not come back with the database")
            break
        time.sleep(0.5)
    return Counter(postgres=1)


def every(house: House, memory: Memory, seconds: int, seed: int) -> Counter[str]:
    """The gentle ones first, so that what a kill leaves behind is not theirs."""
    killed: Counter[str] = Counter()
    for storm in (restarts, outage, kills):
        killed += storm(house, memory, seconds // 3, seed)
    return killed


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=GRACE_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def _marked(house: House) -> int:
    """How many mails on the server carry a keyword."""
    with IMAPClient("127.0.0.1", house.imap_port, ssl=False, timeout=30) as client:
        client.login(bench.ADDRESS, bench.PASSWORD)
        client.select_folder("INBOX", readonly=True)
        return len(client.search(["KEYWORD", "$Ventanilla"]))
