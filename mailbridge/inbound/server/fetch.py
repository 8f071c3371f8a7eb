"""Steps 4 to 7 of RELIABILITY.md 6.1: each mail becomes a blob, then a row, and only then is marked.

Killed anywhere in between, the next pass finds the UID without a row and fetches it again; the blob is
named by its content and the row is unique, so nothing doubles.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbridge.failpoints import failpoint
from mailbridge.inbound.batch import batches
from mailbridge.inbound.server.keeping import Fetched, keep
from mailbridge.inbound.server.session import Session, Spotted
from mailbridge.models import InboundMail, Mailbox
from mailbridge.problems.problem import Problem
from tickets.reasons import because

log = logging.getLogger(__name__)
PORTION_BYTES = 8 * 1024 * 1024
State, Source, Outcome = InboundMail.State, InboundMail.Source, InboundMail.Outcome
Offer = Callable[[list[int]], None]  # asks others to read stored mail, by its keys


def keep_to_oneself(keys: list[int]) -> None:
    """The offer of a process that is alone."""


@dataclass(frozen=True)
class Visit:
    """One visit at a mailbox: what every step needs to know."""

    mailbox: Mailbox
    session: Session
    offer: Offer = keep_to_oneself
    # Rows of an older UIDVALIDITY wait to be found again under new UIDs.
    has_older_epochs: bool = False
    # What the server would not hand out, in its own words; tried again at the next full reconcile.
    refused: dict[int, str] = field(default_factory=dict)
    # UIDs of done mail that the server would not move or delete.
    kept: list[int] = field(default_factory=list)

    @property
    def problem(self) -> Problem | None:
        """What the server refused; mail comes in all the same."""
        if self.refused:
            return Problem("withheld", {"number": len(self.refused)})
        return Problem("kept") if self.kept else None

    @property
    def place(self) -> dict[str, object]:
        return {
            "mailbox": self.mailbox,
            "folder": self.mailbox.folder,
            "uidvalidity": self.session.uidvalidity,
        }


def store(visit: Visit, uids: Sequence[int]) -> Iterator[list[int]]:
    """Fetch these mails, some at a time. Yields the keys of rows that wait to be read, in the order of the
    UIDs; those that were stored before the line broke are yielded before the error is raised.
    """
    for some in batches(uids):
        stored: list[int] = []
        try:
            _store(visit, some, stored)
        except Exception:
            yield stored
            raise
        yield stored


def _store(visit: Visit, uids: Sequence[int], stored: list[int]) -> None:
    spotted = visit.session.spot(uids)
    _note_left(visit, [each for each in spotted.values() if _stays(visit, each)])
    wanted = [uid for uid in uids if uid not in spotted or not _stays(visit, spotted[uid])]
    rows: list[InboundMail] = []
    for some in _portions(wanted, spotted):
        kept = keep(visit, _fetched(visit, some, spotted))
        stored += [row.pk for row in kept if row.state == State.STORED]
        rows += kept
    marked = visit.session.mark([row.uid for row in rows if row.source == Source.PRESENT])
    if marked:
        keys = [row.pk for row in rows if row.uid in marked]
        InboundMail.objects.filter(pk__in=keys, source=Source.PRESENT).update(source=Source.MARKED)
    failpoint("after-mark")


def _stays(visit: Visit, found: Spotted) -> bool:
    return visit.mailbox.leaves(found.received_at)


def _portions(uids: Sequence[int], spotted: Mapping[int, Spotted]) -> Iterator[list[int]]:
    """So many bytes as may be held at once; a mail that is too large is asked for its header only."""
    some: list[int] = []
    size = 0
    for uid in uids:
        if some and size > PORTION_BYTES:
            yield some
            some, size = [], 0
        some.append(uid)
        found = spotted.get(uid)
        size += found.size if found and not _is_too_large(found) else 0
    if some:
        yield some


def _is_too_large(found: Spotted) -> bool:
    return found.size > settings.MAIL_SIZE_LIMIT


def _fetched(visit: Visit, uids: Sequence[int], spotted: Mapping[int, Spotted]) -> list[Fetched]:
    """In one command; what its answer lacks is asked for alone, and then refused, gone, or here after all."""
    whole = [uid for uid in uids if uid in spotted and not _is_too_large(spotted[uid])]
    bodies = visit.session.bodies(whole)
    fetched = []
    for uid in uids:
        content = bodies.get(uid)
        if content is None:
            content = _fetched_alone(visit, uid, spotted.get(uid))
        if content is not None:
            fetched.append(Fetched(spotted[uid], content, _is_too_large(spotted[uid])))
    failpoint("after-fetch")
    return fetched


def _fetched_alone(visit: Visit, uid: int, found: Spotted | None) -> bytes | None:
    part = visit.session.header if found and _is_too_large(found) else visit.session.body
    try:
        content = part(uid) if found else None
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        # One mail that the server cannot hand out must not hide the ones behind it.
        log.warning("UID %s of %s was refused: %s", uid, visit.mailbox, error)
        visit.refused[uid] = str(error)
        return None
    if content is None:
        _note_vanished(visit, uid)
    return content


def _note_left(visit: Visit, left: Sequence[Spotted]) -> None:
    """Old mail that nobody wants here (F37)."""
    _note(
        _nothing_held(
            visit,
            uid=found.uid,
            size=found.size,
            received_at=found.received_at,
            outcome=Outcome.LEFT,
            reason=because("left"),
        )
        for found in left
    )


def _note_vanished(visit: Visit, uid: int) -> None:
    """Somebody moved or deleted the mail between our look and our fetch: the ledger says so (F19)."""
    gone = _nothing_held(
        visit,
        uid=uid,
        received_at=timezone.now(),
        source=Source.VANISHED,
        outcome=Outcome.VANISHED,
        reason=because("gone_before"),
    )
    _note([gone])


def _nothing_held(visit: Visit, **facts: Any) -> InboundMail:
    """A row for a mail of which we hold nothing."""
    return InboundMail(**visit.place, state=State.DONE, done_at=timezone.now(), **facts)


def _note(rows: Iterable[InboundMail]) -> None:
    InboundMail.objects.bulk_create(rows, ignore_conflicts=True)
