"""Step 3 of RELIABILITY.md 6.1: which mails of the server have no row yet, and which rows no mail any more.

By UID within one UIDVALIDITY, never by \\Seen, \\Recent, dates or places in the folder: a person may
read, flag or move mail at any time (F18).
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

from django.db.models import Max, QuerySet
from django.utils import timezone

from mailbridge.inbound.server.fetch import Visit
from mailbridge.inbound.server.session import Session
from mailbridge.models import InboundMail, Mailbox

log = logging.getLogger(__name__)
RECONCILE_EVERY = dt.timedelta(minutes=5)
ROWS = 1000  # compared at a time
Row = tuple[int, int, str, str]  # key, UID, source, outcome
_ON_SERVER = (InboundMail.Source.PRESENT, InboundMail.Source.MARKED)


def unknown_uids(visit: Visit) -> list[int]:
    """The UIDs to fetch, lowest first: those above the highest known one, or all that a comparison finds."""
    if visit.session.needs_reconcile or is_due(visit.mailbox):
        return _compare(visit)
    return visit.session.uids_above(highest_known(visit))


def highest_known(visit: Visit) -> int:
    """The UID of the newest mail that has a row; 0 without one."""
    return _rows(visit).aggregate(highest=Max("uid"))["highest"] or 0


def is_due(mailbox: Mailbox) -> bool:
    """Whether everything must be compared again, whatever the connection told us (F14)."""
    reconciled = mailbox.reconciled_at
    return reconciled is None or timezone.now() - reconciled > RECONCILE_EVERY


def note_epoch(mailbox: Mailbox, session: Session) -> None:
    """A changed UIDVALIDITY makes old UIDs meaningless; say so once (F16)."""
    known, current = mailbox.uidvalidity, session.uidvalidity
    if known == current:
        return
    if known is not None:
        log.warning("UIDVALIDITY of %s changed from %s to %s", mailbox, known, current)
    Mailbox.objects.filter(pk=mailbox.pk).update(uidvalidity=current)
    mailbox.uidvalidity = current
    session.needs_reconcile = True


def has_older_epochs(mailbox: Mailbox, uidvalidity: int) -> bool:
    return _older(mailbox, uidvalidity).exists()


def end_older_epochs(visit: Visit) -> None:
    """Once everything on the server has a row: what was not found again is gone."""
    gone = _older(visit.mailbox, visit.session.uidvalidity)
    gone.update(source=InboundMail.Source.VANISHED)


def _compare(visit: Visit) -> list[int]:
    # Only rows from before the list: one that another process adds meanwhile must not look as if its mail
    # had gone. Its UID was known before its key was given, so an older key never stands for a newer mail.
    newest = _rows(visit).aggregate(newest=Max("pk"))["newest"] or 0
    unknown = visit.session.all_uids()
    found = len(unknown)
    for rows in _pages(_rows(visit).filter(pk__lte=newest)):
        gone: list[int] = []
        back: list[int] = []
        for key, uid, source, outcome in rows:
            was_seen = outcome != InboundMail.Outcome.VANISHED
            if source in _ON_SERVER and uid not in unknown:
                gone.append(key)
            elif source == InboundMail.Source.VANISHED and uid in unknown and was_seen:
                back.append(key)
            if was_seen:
                unknown.discard(uid)  # no other row of this folder has it
        _move(gone, InboundMail.Source.VANISHED)
        _move(back, InboundMail.Source.PRESENT)
    now = timezone.now()
    Mailbox.objects.filter(pk=visit.mailbox.pk).update(reconciled_at=now, found=found)
    visit.mailbox.reconciled_at = now
    visit.session.needs_reconcile = False
    return sorted(unknown)


def _pages(rows: QuerySet[InboundMail]) -> Iterator[list[Row]]:
    """Some rows at a time, by UID: a folder may have a million, and the worker little memory."""
    columns = rows.order_by("uid").values_list("pk", "uid", "source", "outcome")
    page = list(columns[:ROWS])
    while page:
        yield page
        page = list(columns.filter(uid__gt=page[-1][1])[:ROWS]) if len(page) == ROWS else []


def _move(keys: list[int], source: str) -> None:
    if keys:
        InboundMail.objects.filter(pk__in=keys).update(source=source)


def _rows(visit: Visit) -> QuerySet[InboundMail]:
    return InboundMail.objects.filter(
        mailbox=visit.mailbox,
        folder=visit.mailbox.folder,
        uidvalidity=visit.session.uidvalidity,
    )


def _older(mailbox: Mailbox, uidvalidity: int) -> QuerySet[InboundMail]:
    return InboundMail.objects.filter(
        mailbox=mailbox, folder=mailbox.folder, source__in=_ON_SERVER
    ).exclude(uidvalidity=uidvalidity)
