"""What the load generator remembers: who wrote what, so that the oracle can count."""

from __future__ import annotations

import email
import email.policy
import itertools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from tests.smtp_sink import SmtpSink

_TICKET = re.compile(r"<t(\d+)\.")


@dataclass(frozen=True)
class Seen:
    """A mail of the desk's as its recipient has it."""

    ticket: int
    message_id: str
    reply_to: str
    recipient: str
    raw: bytes


@dataclass
class Memory:
    """Shared by the threads of the load. A serial stands in exactly one mail or one answer."""

    sink: SmtpSink
    serials: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    new: set[int] = field(default_factory=set)  # serials of mails that open a ticket
    joined: dict[int, int] = field(default_factory=dict)  # serial of a follow-up -> its ticket
    copies: int = 0
    answers: dict[int, int] = field(
        default_factory=dict
    )  # serial of an agent's answer -> its ticket
    returned: dict[str, int] = field(
        default_factory=dict
    )  # Message-ID that came back -> its ticket
    confirmed: set[str] = field(
        default_factory=set
    )  # Message-IDs that a webhook reported delivered
    unexpected: list[str] = field(default_factory=list)  # what no person should see
    busy: int = 0  # requests that met a 503 or a broken line, and were repeated
    ended: threading.Event = field(default_factory=threading.Event)
    _read: list[Seen] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def seen(self) -> list[Seen]:
        """All mails that have left so far, without those that came back."""
        with self._lock:
            self._read += [_read(mail.raw) for mail in self.sink.mails[len(self._read) :]]
        gone = set(self.returned.values())
        return [mail for mail in self._read if mail.ticket not in gone]


def _read(raw: bytes) -> Seen:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    found = _TICKET.search(mail["Message-ID"])
    assert found
    return Seen(int(found[1]), mail["Message-ID"], mail["Reply-To"] or "", mail["To"], raw)
