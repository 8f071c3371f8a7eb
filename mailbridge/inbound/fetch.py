"""Steps 4 to 7 of RELIABILITY.md 6.1: each mail alone becomes a blob, then a row, and only then is marked.

Killed anywhere in between, the next pass finds the UID without a row and fetches it again; the blob is
named by its content and the row is unique, so nothing doubles.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbridge.failpoints import failpoint
from mailbridge.inbound.session import Session, Spotted
from mailbridge.models import InboundMail, Mailbox
from mailbridge.problem import Problem
from tickets.models import blob

log = logging.getLogger(__name__)
State, Source, Outcome = InboundMail.State, InboundMail.Source, InboundMail.Outcome


@dataclass(frozen=True)
class Visit:
    """One visit at a mailbox: what every step needs to know."""

    mailbox: Mailbox
    session: Session
    # Rows of an older UIDVALIDITY wait to be found again under new UIDs.
    has_older_epochs: bool = False
    # What the server would not hand out, in its own words; tried again at the next full reconcile.
    refused: dict[int, str] = field(default_factory=dict)
    # UIDs of done mail that the server would not move or delete.
    kept: list[int] = field(default_factory=list)
    # Keys of rows that wait to be read, in the order of their UIDs.
    stored: list[int] = field(default_factory=list)

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


def store(visit: Visit, uids: Sequence[int]) -> None:
    """Fetch these mails; what waits to be read then stands in `visit.stored`, even when the line breaks."""
    rows: dict[int, InboundMail] = {}
    for uid, row in _fetched(visit, uids):
        rows[uid] = row
        if row.state == State.STORED:
            visit.stored.append(row.pk)
    marked = visit.session.mark([uid for uid, row in rows.items() if row.source == Source.PRESENT])
    if marked:
        keys = [row.pk for uid, row in rows.items() if uid in marked]
        InboundMail.objects.filter(pk__in=keys, source=Source.PRESENT).update(source=Source.MARKED)
    failpoint("after-mark")


def _fetched(visit: Visit, uids: Sequence[int]) -> Iterator[tuple[int, InboundMail]]:
    spotted = visit.session.spot(uids)
    for uid in uids:
        try:
            row = _fetch(visit, uid, spotted.get(uid))
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            # One mail that the server cannot hand out must not hide the ones behind it.
            log.warning("UID %s of %s was refused: %s", uid, visit.mailbox, error)
            visit.refused[uid] = str(error)
            continue
        if row:
            yield uid, row


def _fetch(visit: Visit, uid: int, found: Spotted | None) -> InboundMail | None:
    if found and visit.mailbox.leaves(found.received_at):
        _note_left(visit, found)
        return None
    is_too_large = bool(found and found.size > settings.MAIL_SIZE_LIMIT)
    part = visit.session.header if is_too_large else visit.session.body
    content = part(uid) if found else None
    failpoint("after-fetch")
    if found is None or content is None:
        _note_vanished(visit, uid)
        return None
    row = InboundMail(
        **visit.place,
        uid=uid,
        sha256=blob.put(content),
        size=found.size,
        received_at=found.received_at,
        is_header_only=is_too_large,
    )
    failpoint("after-blob")
    kept = _adopt(visit, row) or _insert(row)  # commit 1
    failpoint("after-commit-1")
    return kept


def _adopt(visit: Visit, row: InboundMail) -> InboundMail | None:
    """After a change of UIDVALIDITY: the row of the same content moves to the new UID (F16).

    Each copy on the server takes one row; a copy more than there are rows becomes a row of its own.
    """
    if not visit.has_older_epochs:
        return None
    with transaction.atomic():
        older = (
            InboundMail.objects.select_for_update()
            .filter(mailbox=row.mailbox_id, folder=row.folder, sha256=row.sha256)
            .filter(source__in=(Source.PRESENT, Source.MARKED))
            .exclude(uidvalidity=row.uidvalidity)
            .order_by("pk")
            .first()
        )
        if older is None or _known(row):
            return None
        older.uidvalidity, older.uid, older.source = row.uidvalidity, row.uid, Source.PRESENT
        try:
            with transaction.atomic():
                older.save(update_fields=["uidvalidity", "uid", "source"])
        except IntegrityError:  # another process was quicker with this UID
            return None
    return older


def _insert(row: InboundMail) -> InboundMail | None:
    """Insert the row; one that is there already stays as it is, except one that had lost its mail."""
    original = InboundMail.objects.filter(sha256=row.sha256).order_by("pk").first()
    if original and not _known(row):
        row.state, row.outcome, row.done_at = State.DONE, Outcome.DUPLICATE, timezone.now()
        row.duplicate_of = original.duplicate_of or original
        row.ticket_id, row.message_id = original.ticket_id, original.message_id
        row.reason = f"The same mail as UID {original.uid} of {original.folder}."
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = _known(row)
        if known is None or known.sha256:
            return known
        row.pk, row.seen_at = (
            known.pk,
            known.seen_at,
        )  # it had been called gone, and is here after all
        row.save(force_update=True)
    return row


def _known(row: InboundMail) -> InboundMail | None:
    return InboundMail.objects.filter(
        mailbox=row.mailbox_id, folder=row.folder, uidvalidity=row.uidvalidity, uid=row.uid
    ).first()


def _note_left(visit: Visit, found: Spotted) -> None:
    """Old mail that nobody wants here (F37)."""
    _note(
        visit,
        uid=found.uid,
        size=found.size,
        received_at=found.received_at,
        outcome=Outcome.LEFT,
        reason="It is from before this mailbox was read here, and stays on the server.",
    )


def _note_vanished(visit: Visit, uid: int) -> None:
    """Somebody moved or deleted the mail between our look and our fetch: the ledger says so (F19)."""
    _note(
        visit,
        uid=uid,
        received_at=timezone.now(),
        source=Source.VANISHED,
        outcome=Outcome.VANISHED,
        reason="It was moved or deleted on the server before it could be fetched.",
    )


def _note(visit: Visit, **facts: Any) -> None:
    """A row for a mail of which we hold nothing."""
    row = InboundMail(**visit.place, state=State.DONE, done_at=timezone.now(), **facts)
    InboundMail.objects.bulk_create([row], ignore_conflicts=True)
