"""Step 8 of RELIABILITY.md 6.1: claim a stored mail, read it in a child process, hand it to delivery.

The attempt is committed before the bytes are touched, so a mail that kills its reader is counted; the
third failure quarantines it, and still makes a ticket.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.urls import get_resolver
from django.utils import timezone

from mailbridge.failpoints import failpoint
from mailbridge.inbound import deliver, sent
from mailbridge.inbound.child import CannotStart, ParserChild
from mailbridge.inbound.parsed import ParsedMail, Unreadable
from mailbridge.inbound.standing_in import stand_in
from mailbridge.models import InboundMail
from tickets.models import blob
from tickets.models.attachment import IncomingFile

log = logging.getLogger(__name__)
State = InboundMail.State
ATTEMPTS = 3
LEASE = dt.timedelta(seconds=60)
AGAIN_AFTER = dt.timedelta(seconds=20)  # times the number of attempts
# A fault of ours may meet every mail: leave time to mend it before they are all quarantined.
AFTER_OUR_FAULT = dt.timedelta(minutes=3)
LONGEST_SWEEP = 120  # seconds
# The visit that stored a mail reads it at once; the sweep looks after what was left behind.
LEFT_BEHIND = dt.timedelta(seconds=10)

_child = ParserChild()


def read(keys: Iterable[int]) -> int:
    """Read these mails, in this order; returns how many were claimed. One bad mail never stops the next.

    Raises CannotStart: then no mail can be read for now, and none has lost an attempt.
    """
    return sum(_read(key) for key in keys)


def warm_up() -> None:
    """Load parser, language models and addresses of pages now, not while the first mail waits."""
    with tempfile.NamedTemporaryFile(suffix=".eml") as file:
        file.write("\r\nBuenos días, quisiera saber cuándo llega mi pedido.\r\n".encode())
        file.flush()
        _child.parse(file.name)
    assert get_resolver().url_patterns


def stored_keys(limit: int = 200) -> list[int]:
    """What waits to be read and was left behind, oldest first."""
    left = Q(state=State.STORED, seen_at__lt=timezone.now() - LEFT_BEHIND)
    waiting = InboundMail.objects.filter(left & _is_due() | _was_dropped())
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def sweep() -> None:
    """Read what was left behind, as far as one task's time allows."""
    sent.look_again()
    ends_at = time.monotonic() + LONGEST_SWEEP
    for key in stored_keys():
        if time.monotonic() > ends_at:
            return
        try:
            read([key])
        except CannotStart as error:
            log.error("Reading mail pauses: its process does not start (%s)", error)
            return


def _is_due() -> Q:
    return Q(state=State.STORED) & (Q(retry_at=None) | Q(retry_at__lte=Now()))


def _was_dropped() -> Q:
    """Claimed by a process that died."""
    return Q(state=State.PARSING, lease_until__lt=Now())


def _read(key: int) -> bool:
    row = _claim(key)
    if row is None:
        return False
    try:
        _deliver(row)
    except CannotStart:
        _put_off(row)
        raise
    except (
        DatabaseError
    ) as error:  # a deadlock, or two copies at the same moment: the next try decides
        log.warning("Mail %s is not delivered yet: %s", row.pk, error)
        _failed(row, "The database refused it.")
    except Exception:  # a fault of ours must cost one mail a delay, not all mails their delivery
        log.exception("Mail %s could not be delivered", row.pk)
        reason = "The program met an error of its own; the log of the worker has it."
        _failed(row, reason, again_after=AFTER_OUR_FAULT)
    return True


def _claim(key: int) -> InboundMail | None:
    """Commit 2. None when another process has it, or had it."""
    mine = InboundMail.objects.filter(_is_due() | _was_dropped(), pk=key).update(
        state=State.PARSING,
        attempts=F("attempts") + 1,
        lease_until=Now() + LEASE,
        retry_at=None,
    )
    failpoint("after-claim")
    if not mine:
        return None
    return InboundMail.objects.select_related("mailbox__channel", "ticket").get(pk=key)


def _deliver(row: InboundMail) -> None:
    if row.attempts > ATTEMPTS:
        _quarantine(row, f"Reading it ended the program {ATTEMPTS} times.")
        return
    try:
        with _file(row.sha256) as path, tempfile.TemporaryDirectory() as folder:
            mail = _child.parse(
                path, attachments_to=folder, authserv_ids=frozenset(settings.AUTHSERV_IDS)
            )
            failpoint("after-parse")
            files = _files(mail, Path(folder)) if isinstance(mail, ParsedMail) else ()
    except blob.BlobDamaged as error:
        _failed(row, f"The stored copy is damaged: {error}.")
        return
    if isinstance(mail, Unreadable):
        _failed(row, mail.reason)
    else:
        deliver.deliver(row, mail, files)


@contextlib.contextmanager
def _file(sha256: str) -> Iterator[Path]:
    """The raw mail as a file of this machine, its hash checked. Raises BlobDamaged."""
    content = blob.read(sha256)
    try:
        path = blob.local_path(sha256)
    except NotImplementedError:  # object storage
        path = None
    if path:
        yield path
    else:
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            yield Path(file.name)


def _files(mail: ParsedMail, folder: Path) -> tuple[IncomingFile, ...]:
    """Attachments become blobs before any row names them."""
    files = []
    for part in mail.attachments:
        content = (folder / part.sha256).read_bytes()
        files.append(
            IncomingFile(
                name=part.name,
                content_type=part.type,
                size=len(content),
                sha256=blob.put(content),
                is_inline=part.inline,
                content_id=part.cid,
            )
        )
    return tuple(files)


def _failed(row: InboundMail, reason: str, *, again_after: dt.timedelta = AGAIN_AFTER) -> None:
    if row.attempts >= ATTEMPTS:
        _quarantine(row, reason)
    else:
        _put_back(row, reason, again_after=again_after)


def _put_back(row: InboundMail, reason: str, *, again_after: dt.timedelta) -> None:
    """Back to stored, with a pause that grows; a later owner of the claim is not disturbed."""
    _owned(row).update(
        state=State.STORED,
        reason=reason[:500],
        lease_until=None,
        retry_at=Now() + row.attempts * again_after,
    )


def _put_off(row: InboundMail) -> None:
    """Nobody looked at it, so the attempt does not count: it is no fault of the mail's."""
    _owned(row).update(
        state=State.STORED,
        attempts=row.attempts - 1,
        reason="The program that reads mail does not start on this machine.",
        lease_until=None,
        retry_at=Now() + AGAIN_AFTER,
    )


def _quarantine(row: InboundMail, reason: str) -> None:
    """Keep it for a person to look at; the customer gets a ticket all the same."""
    with transaction.atomic():
        if _owned(row).select_for_update().first() is None:
            return
        ticket, message = stand_in(row)
        _owned(row).update(
            state=State.QUARANTINED,
            outcome=InboundMail.Outcome.UNREADABLE,
            reason=reason[:500],
            lease_until=None,
            ticket=ticket,
            message=message,
        )
    failpoint("after-quarantine")


def _owned(row: InboundMail) -> QuerySet[InboundMail]:
    """The row while this claim holds: the number of the attempt is its fencing number (F25)."""
    return InboundMail.objects.filter(pk=row.pk, state=State.PARSING, attempts=row.attempts)
