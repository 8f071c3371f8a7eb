"""Who may read a stored mail, and what becomes of it where that fails (RELIABILITY.md 6.1 step 8).

The attempt is committed before the bytes are touched, so a mail that kills its reader is counted; the
third failure quarantines it, and still makes a ticket.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from mailbridge.failpoints import failpoint
from mailbridge.inbound.standing_in import stand_in
from mailbridge.models import InboundMail, Mailbox
from tickets.reasons import because

State = InboundMail.State
ATTEMPTS = 3
LEASE = dt.timedelta(seconds=60)
AGAIN_AFTER = dt.timedelta(seconds=20)  # times the number of attempts
# A fault of ours may meet every mail: leave time to mend it before they are all quarantined.
AFTER_OUR_FAULT = dt.timedelta(minutes=3)
# The visit that stored a mail reads it at once; the sweep looks after what was left behind.
LEFT_BEHIND = dt.timedelta(seconds=10)


def stored_keys(limit: int = 200) -> list[int]:
    """What waits to be read and was left behind, oldest first."""
    left = Q(state=State.STORED, seen_at__lt=timezone.now() - LEFT_BEHIND)
    waiting = InboundMail.objects.filter(left & _is_due() | _was_dropped())
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def take(keys: Sequence[int], **narrowed: Any) -> dict[int, InboundMail]:
    """Commit 2, by key: without what another process has, or had."""
    with transaction.atomic():
        due = InboundMail.objects.filter(_is_due() | _was_dropped(), pk__in=keys, **narrowed)
        rows = {row.pk: row for row in due.order_by("pk").select_for_update(skip_locked=True)}
        InboundMail.objects.filter(pk__in=rows).update(
            state=State.PARSING,
            attempts=F("attempts") + 1,
            lease_until=Now() + LEASE,
            retry_at=None,
        )
    failpoint("after-claim")
    # One object a mailbox, so that what its tickets need of the channel is loaded once.
    whole = Mailbox.objects.select_related("channel__policy", "channel__calendar")
    mailboxes = whole.in_bulk({row.mailbox_id for row in rows.values()})
    for row in rows.values():
        row.mailbox, row.attempts = mailboxes[row.mailbox_id], row.attempts + 1
    return {key: rows[key] for key in keys if key in rows}


def tried_before(keys: Sequence[int]) -> list[int]:
    """Those of them that wait for another try."""
    again = InboundMail.objects.filter(_is_due() | _was_dropped(), pk__in=keys, attempts__gt=0)
    return list(again.order_by("pk").values_list("pk", flat=True))


def failed(row: InboundMail, reason: str, *, again_after: dt.timedelta = AGAIN_AFTER) -> None:
    if row.attempts >= ATTEMPTS:
        quarantine(row, reason)
    else:
        _put_back(row, reason, again_after=again_after)


def _put_back(row: InboundMail, reason: str, *, again_after: dt.timedelta) -> None:
    """Back to stored, with a pause that grows; a later owner of the claim is not disturbed."""
    _owned(row).update(
        state=State.STORED,
        reason=reason,
        lease_until=None,
        retry_at=Now() + row.attempts * again_after,
    )


def renew(rows: Sequence[InboundMail]) -> None:
    """Some mails take their time; the others of the batch are still ours."""
    InboundMail.objects.filter(pk__in=[row.pk for row in rows], state=State.PARSING).update(
        lease_until=Now() + LEASE
    )


def put_off(row: InboundMail) -> None:
    """Nobody looked at it, so the attempt does not count: it is no fault of the mail's."""
    _owned(row).update(
        state=State.STORED,
        attempts=row.attempts - 1,
        reason=because("reader_away"),
        lease_until=None,
        retry_at=Now() + AGAIN_AFTER,
    )


def quarantine(row: InboundMail, reason: str) -> None:
    """Keep it for a person to look at; the customer gets a ticket all the same."""
    with transaction.atomic():
        if _owned(row).select_for_update().first() is None:
            return
        ticket, message = stand_in(row)
        _owned(row).update(
            state=State.QUARANTINED,
            outcome=InboundMail.Outcome.UNREADABLE,
            reason=reason,
            lease_until=None,
            ticket=ticket,
            message=message,
        )
    failpoint("after-quarantine")


def _owned(row: InboundMail) -> QuerySet[InboundMail]:
    """The row while this claim holds: the number of the attempt is its fencing number (F25)."""
    return InboundMail.objects.filter(pk=row.pk, state=State.PARSING, attempts=row.attempts)


def _is_due() -> Q:
    return Q(state=State.STORED) & (Q(retry_at=None) | Q(retry_at__lte=Now()))


def _was_dropped() -> Q:
    """Claimed by a process that died."""
    return Q(state=State.PARSING, lease_until__lt=Now())
