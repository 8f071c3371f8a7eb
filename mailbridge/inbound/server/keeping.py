"""Steps 5 and 6 of RELIABILITY.md 6.1: fetched bytes become blobs, and then rows of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from mailbridge.failpoints import failpoint
from mailbridge.inbound.server.session import Spotted
from mailbridge.models import InboundMail
from tickets.models import blob
from tickets.reasons import because

if TYPE_CHECKING:
    from mailbridge.inbound.server.fetch import Visit

State, Source, Outcome = InboundMail.State, InboundMail.Source, InboundMail.Outcome


class Fetched(NamedTuple):
    found: Spotted
    content: bytes
    is_header_only: bool


def keep(visit: Visit, fetched: Sequence[Fetched]) -> list[InboundMail]:
    """Blobs first, then commit 1: together where all are plainly new, else one by one."""
    digests = blob.put_all(each.content for each in fetched)
    failpoint("after-blob")
    rows = [
        InboundMail(
            **visit.place,
            uid=each.found.uid,
            sha256=digest,
            size=each.found.size,
            received_at=each.found.received_at,
            is_header_only=each.is_header_only,
        )
        for each, digest in zip(fetched, digests, strict=True)
    ]
    if not _inserted(visit, rows):
        rows = [kept for row in rows if (kept := _adopt(visit, row) or _insert(row))]
    failpoint("after-commit-1")
    return rows


def _inserted(visit: Visit, rows: Sequence[InboundMail]) -> bool:
    """False when one of them may be known already."""
    # Asked one after the other: for both at once PostgreSQL reads the whole ledger.
    here = InboundMail.objects.filter(**visit.place, uid__in=[row.uid for row in rows])
    anywhere = InboundMail.objects.filter(sha256__in=[row.sha256 for row in rows])
    if visit.has_older_epochs or here.exists() or anywhere.exists():
        return False
    try:
        with transaction.atomic():
            InboundMail.objects.bulk_create(rows)
    except IntegrityError:  # another process was quicker
        return False
    return True


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
        row.reason = because("same_mail", uid=original.uid, folder=original.folder)
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
