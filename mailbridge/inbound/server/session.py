"""A selected folder over a signed-in connection, and those that a worker keeps between its tasks."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.server import imap
from mailbridge.inbound.server.trouble import trouble
from mailbridge.models import Mailbox

KEYWORD = b"$Ventanilla"
WINDOW = 50_000  # messages of which the UIDs fit into one answer line
LONGEST_HEADER = 256 * 1024
# A server may drop a client that was silent for 30 minutes (RFC 3501 5.4).
LONGEST_SILENCE = 20 * 60


@dataclass(frozen=True)
class Spotted:
    """A mail as the server announces it. `received_at` is INTERNALDATE, never later than now."""

    uid: int
    size: int
    received_at: dt.datetime


class Session:
    """One connection with one folder selected. Methods raise IMAPClientError or OSError.

    Mail is named by UID only, never by its place in the folder, and looking at it changes nothing.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        """Raises CannotConnect."""
        self.identity = identity(mailbox)
        self.client = imap.connect(mailbox.account)
        try:
            self.select(mailbox)
            self.capabilities = frozenset(self.client.capabilities())
        except (IMAPClientError, OSError) as error:
            self.close()
            raise trouble(error, mailbox) from error
        except BaseException:
            self.close()
            raise
        # Everything is compared once on a new connection, after any error, and then every few minutes.
        self.needs_reconcile = True
        self.used_at = time.monotonic()

    def select(self, mailbox: Mailbox) -> None:
        """Open the folder, or open it again: it may be another one of that name (F17). Raises CannotConnect."""
        chosen = imap.select(self.client, mailbox)
        self.uidvalidity = int(chosen[b"UIDVALIDITY"])
        self.is_writable = b"READ-ONLY" not in chosen and not self.client._imap.is_readonly
        self._exists = int(chosen.get(b"EXISTS", 0))

    def look_again(self) -> None:
        """Let the server tell what is new; raises when the connection is dead."""
        _, said = self.client.noop()
        for item in said:
            if len(item) > 1 and item[1] == b"EXISTS":
                self._exists = int(item[0])
        self.used_at = time.monotonic()

    def uids_above(self, uid: int) -> list[int]:
        # A search sees the folder as it was at the last command; only NOOP lets news in.
        self.look_again()
        # "n:*" names the last mail even when its UID is lower (RELIABILITY.md 2.4).
        return sorted(found for found in self.client.search(["UID", f"{uid + 1}:*"]) if found > uid)

    def all_uids(self) -> set[int]:
        return self.search(["ALL"])

    def search(self, criteria: list[Any]) -> set[int]:
        """The UIDs of what fits, asked for in windows that each fit into one answer line."""
        if self._exists <= WINDOW:
            return set(self.client.search(criteria))
        uids: set[int] = set()
        for first in range(1, self._exists + 1, WINDOW):
            last = first + WINDOW - 1
            # The last window is open: what came since the count was taken must not seem gone.
            end = last if last < self._exists else "*"
            uids.update(self.client.search([f"{first}:{end}", *criteria]))
        return uids

    def since(self, moment: dt.datetime | None) -> set[int]:
        """What arrived at that moment or up to two days before, since servers search by days of their own
        zone; all where there is no moment.
        """
        if moment is None:
            return self.all_uids()
        return self.search(["SINCE", (moment - dt.timedelta(days=1)).date()])

    def spot(self, uids: Sequence[int]) -> dict[int, Spotted]:
        """Sizes and arrival of those that are still there."""
        now, asked = dt.datetime.now(dt.UTC), set(uids)
        found = self.client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
        return {
            uid: Spotted(uid, int(said[b"RFC822.SIZE"]), min(said.get(b"INTERNALDATE") or now, now))
            for uid, said in found.items()
            if uid in asked and b"RFC822.SIZE" in said
        }

    def from_fields(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Who claims to have written each, as the field From says it."""
        key = b"BODY[HEADER.FIELDS (FROM)]"
        said = self.client.fetch(uids, ["BODY.PEEK[HEADER.FIELDS (FROM)]"])
        return {uid: parts.get(key) or b"" for uid, parts in said.items()}

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Those whole mails that the server hands out with one command, none marked read."""
        try:
            said = self.client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
        except self.client.AbortError:
            raise
        except IMAPClientError:
            return {}  # one of them: each is asked for alone
        asked = set(uids)
        bodies = {uid: parts.get(b"BODY[]") for uid, parts in said.items() if uid in asked}
        return {uid: body for uid, body in bodies.items() if isinstance(body, bytes)}

    def body(self, uid: int) -> bytes | None:
        """The whole mail, without marking it read; None when it is gone."""
        return self._literal(uid, "BODY.PEEK[]", b"BODY[]")

    def header(self, uid: int) -> bytes | None:
        """The first bytes of the header; None when the mail is gone."""
        part = f"BODY.PEEK[HEADER]<0.{LONGEST_HEADER}>"
        return self._literal(uid, part, b"BODY[HEADER]<0>")

    def mark(self, uids: Sequence[int]) -> set[int]:
        """Set our keyword; returns the UIDs on which the server shows it. An OK proves nothing (2.6)."""
        if not uids or not self.is_writable:
            return set()
        try:
            flags = self.client.add_flags(uids, [KEYWORD])
        except self.client.AbortError:
            raise
        except IMAPClientError:
            return set()  # refused; rows tell what is known, never flags
        return {uid for uid, shown in flags.items() if KEYWORD in shown}

    def has(self, uid: int) -> bool:
        return uid in self.client.search(["UID", str(uid)])

    def close(self) -> None:
        imap.hang_up(self.client)

    def _literal(self, uid: int, part: str, key: bytes) -> bytes | None:
        said: Any = self.client.fetch([uid], [part]).get(uid, {}).get(key)
        return said if isinstance(said, bytes) else None


# A worker runs one task at a time; the watcher, when it has to read by itself, several in threads.
_kept: dict[tuple[int, int], Session] = {}


def session_for(mailbox: Mailbox) -> Session:
    """The connection that this thread has kept, if it still lives, else a new one. Raises CannotConnect."""
    place = (mailbox.pk, threading.get_ident())
    kept = _kept.pop(place, None)
    if (
        kept
        and kept.identity == identity(mailbox)
        and time.monotonic() - kept.used_at < LONGEST_SILENCE
    ):
        try:
            kept.look_again()
        except (IMAPClientError, OSError):
            kept.close()  # it was dropped while nobody looked; a new one decides whether there is trouble
        else:
            return kept
    elif kept:
        kept.close()
    return Session(mailbox)


def keep(mailbox: Mailbox, session: Session) -> None:
    """Keep the connection for this thread's next visit."""
    session.used_at = time.monotonic()
    _kept[mailbox.pk, threading.get_ident()] = session


def close_all() -> None:
    """Hang up what is kept."""
    for place in list(_kept):
        _kept.pop(place).close()


def identity(mailbox: Mailbox) -> tuple[object, ...]:
    """What makes a kept connection the wrong one once an administrator changed it."""
    account = mailbox.account
    return (
        account.host,
        account.port,
        account.security,
        account.sign_in,
        account.username,
        account.sealed_secret,
        mailbox.folder,
    )
