"""Customers: new matters, answers by token, copies, odd mail."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from imapclient import IMAPClient

from tests.bench import house as bench
from tests.crash.soak.people import Memory

HEADER = "Authentication-Results: mail.alameda.example; dmarc=pass header.from={domain}\r\n"
MAIL = (
    "Return-Path: <{sender}>\r\n{proof}From: Cliente {serial} <{sender}>\r\nTo: {to}\r\n"
    "Subject: Pedido {serial}\r\nMessage-ID: <serie-{serial}@{domain}>\r\n{more}"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "Buenos días, ¿cuándo llega mi pedido? Serie ({serial:05}).\r\n"
)


def letter(serial: int, *, sender: str = "", to: str = bench.ADDRESS, more: str = "") -> bytes:
    sender = sender or f"cliente{serial}@correo{serial % 9}.example"
    domain = sender.rpartition("@")[2]
    proof = HEADER.format(domain=domain)
    return MAIL.format(
        serial=serial, sender=sender, domain=domain, to=to, more=more, proof=proof
    ).encode()


def _without(name: bytes) -> Callable[[int], bytes]:
    def made(serial: int) -> bytes:
        lines = letter(serial).split(b"\r\n")
        return b"\r\n".join(line for line in lines if not line.startswith(name))

    return made


# Each still makes a ticket of its own.
ODD: tuple[Callable[[int], bytes], ...] = (
    _without(b"From:"),
    _without(b"Message-ID:"),
    _without(b"Content-Type:"),
    lambda serial: b"Serie (%05d)." % serial,
    lambda serial: letter(serial).replace(b"\r\n", b"\n"),
    lambda serial: letter(serial).replace(b"Subject: ", b"Subject: =?utf-8?q?a=00b?= \xf1 "),
    lambda serial: letter(serial).replace(b"charset=utf-8", b"charset=klingon"),
    lambda serial: letter(serial).replace(
        b"text/plain; charset=utf-8", b"multipart/mixed; boundary=nowhere"
    ),
    lambda serial: letter(serial) + b"x" * 400_000,
)


class Letterbox:
    """Puts mails into the desk's INBOX, from any thread."""

    def __init__(self, port: int) -> None:
        self._client, self._lock = (
            IMAPClient("127.0.0.1", port, ssl=False, timeout=30),
            threading.Lock(),
        )
        self._client.login(bench.ADDRESS, bench.PASSWORD)

    def put(self, raw: bytes) -> None:
        with self._lock:
            self._client.append("INBOX", raw)

    def count(self) -> int:
        with self._lock:
            return int(self._client.folder_status("INBOX", ["MESSAGES"])[b"MESSAGES"])


class Customers(threading.Thread):
    """Write until the load has ended, `rate` mails a second on average."""

    def __init__(self, memory: Memory, letterbox: Letterbox, *, seed: int, rate: float) -> None:
        super().__init__(name="customers", daemon=True)
        self._memory, self._letterbox = memory, letterbox
        self._rng, self._rate = random.Random(seed), rate
        self._sent: list[bytes] = []

    def run(self) -> None:
        while not self._memory.ended.wait(self._rng.expovariate(self._rate)):
            kinds = (self._new, self._follow_up, self._copy, self._odd)
            self._rng.choices(kinds, (5, 3, 1, 1))[0]()

    def _new(self) -> None:
        serial = next(self._memory.serials)
        self._memory.new.add(serial)
        self._put(letter(serial))

    def _odd(self) -> None:
        serial = next(self._memory.serials)
        self._memory.new.add(serial)
        self._put(self._rng.choice(ODD)(serial))

    def _follow_up(self) -> None:
        answered = [mail for mail in self._memory.seen() if mail.reply_to]
        if not answered:
            return
        mail, serial = self._rng.choice(answered), next(self._memory.serials)
        self._memory.joined[serial] = mail.ticket
        more = f"In-Reply-To: {mail.message_id}\r\n"
        self._put(letter(serial, sender=mail.recipient, to=mail.reply_to, more=more))

    def _copy(self) -> None:
        if self._sent:
            self._memory.copies += 1
            self._put(self._rng.choice(self._sent))

    def _put(self, raw: bytes) -> None:
        self._sent.append(raw)
        self._letterbox.put(raw)
