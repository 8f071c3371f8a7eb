"""Step 8 of RELIABILITY.md 6.1: claim stored mail, read it in a child process, hand it to delivery.

In two halves, so that the child parses what was begun while something else is done. Many mails go
together; where that fails, each goes alone.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.urls import get_resolver

from mailbridge.failpoints import failpoint
from mailbridge.inbound import claim, deliver, sent
from mailbridge.inbound.batch import batches
from mailbridge.inbound.child import CannotStart, ParserChild
from mailbridge.inbound.parsed import ParsedMail, Unreadable
from mailbridge.inbound.placing import Reading
from mailbridge.models import Home, InboundMail
from tickets.models import blob
from tickets.models.attachment import IncomingFile
from tickets.reasons import because

log = logging.getLogger(__name__)
LONGEST_SWEEP = 20  # seconds: a worker that is told to end does so in 30 (F35)

_child = ParserChild()


@dataclass
class Begun:
    """Mails that this process has claimed and the child is parsing."""

    orders: list[tuple[InboundMail, int]] = field(default_factory=list)  # row, number of its order
    # Tried before: read alone, so that one which kills its reader does so at its own cost only.
    alone: list[int] = field(default_factory=list)
    files: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)


def read(keys: Iterable[int]) -> None:
    """Read these mails, in this order. One bad mail never stops the next.

    Raises CannotStart: then no mail can be read for now, and none has lost an attempt.
    """
    for some in batches(keys):
        finish(begin(some))


def read_waiting(keys: Iterable[int]) -> bool:
    """Read those with which nobody has begun. False when no mail can be read for now."""
    if not Home.is_here():
        return False
    try:
        read(keys)
    except CannotStart as error:
        log.error("Reading mail pauses: its process does not start (%s)", error)
        return False
    return True


def read_each(batches: Iterable[Sequence[int]]) -> Generator[None, None, None]:
    """Read batch after batch: while one is fetched and one delivered, the child parses. Raises CannotStart.

    What was begun is finished even when fetching fails or the caller stops.
    """
    begun = Begun()
    try:
        for keys in batches:
            before, begun = begun, begin(keys)
            finish(before)
            yield
    finally:
        finish(begun)


def begin(keys: Sequence[int]) -> Begun:
    """Claim these mails, one batch, and have the child begin. Raises CannotStart before it claims any."""
    begun = Begun()
    if keys:
        _child.wake()
        rows = claim.take(keys, attempts=0)
        begun.alone = claim.tried_before(keys) if len(rows) < len(keys) else []
        begun.orders = [each for row in rows.values() if (each := _ordered(row, begun))]
    return begun


def finish(begun: Begun) -> None:
    """Deliver what was begun. Raises CannotStart."""
    with begun.files as folder:
        if mails := list(_parsed(begun)):
            _deliver(mails, Path(folder))
    for key in begun.alone:
        again = Begun()
        again.orders = [
            each for row in claim.take([key]).values() if (each := _ordered(row, again))
        ]
        finish(again)


def warm_up() -> None:
    """Load parser, language models and addresses of pages now, not while the first mail waits."""
    with tempfile.NamedTemporaryFile(suffix=".eml") as file:
        file.write("\r\nBuenos días, quisiera saber cuándo llega mi pedido.\r\n".encode())
        file.flush()
        _child.parse(file.name)
    assert get_resolver().url_patterns


def sweep() -> None:
    """Read what was left behind, as far as one task's time allows."""
    if not Home.is_here():
        return
    sent.look_again()
    ends_at = time.monotonic() + LONGEST_SWEEP
    for some in batches(claim.stored_keys()):
        if time.monotonic() > ends_at or not read_waiting(some):
            return


def _ordered(row: InboundMail, begun: Begun) -> tuple[InboundMail, int] | None:
    """The row with the number of its order; None for one that is not to be parsed."""
    if row.attempts > claim.ATTEMPTS:
        claim.quarantine(row, because("reader_ended", number=claim.ATTEMPTS))
        return None
    try:
        path = _path(row, begun)
    except blob.BlobDamaged as error:
        claim.failed(row, because("copy_damaged", said=str(error)[:300]))
        return None
    ids = frozenset(settings.AUTHSERV_IDS)
    return row, _child.order(path, attachments_to=begun.files.name, authserv_ids=ids)


def _path(row: InboundMail, begun: Begun) -> Path:
    """The raw mail as a file of this machine, its hash checked. Raises BlobDamaged."""
    content = blob.read(row.sha256)
    try:
        return blob.local_path(row.sha256)
    except NotImplementedError:  # object storage
        copy = Path(begun.files.name, f"raw-{row.sha256}")
        copy.write_bytes(content)
        return copy


def _parsed(begun: Begun) -> Iterator[tuple[InboundMail, ParsedMail]]:
    """What could be read, in order. Raises CannotStart."""
    rows = [row for row, _ in begun.orders]
    renewed_at = time.monotonic()
    for row, number in begun.orders:
        try:
            mail = _child.take(number)
        except CannotStart:
            for each in rows:
                claim.put_off(each)
            raise
        failpoint("after-parse")
        if time.monotonic() - renewed_at > claim.LEASE.total_seconds() / 3:
            claim.renew(rows)
            renewed_at = time.monotonic()
        if isinstance(mail, Unreadable):
            claim.failed(row, mail.reason)
        else:
            yield row, mail


def _deliver(mails: Sequence[tuple[InboundMail, ParsedMail]], folder: Path) -> None:
    """Together, and where that fails one by one, so that each failure is only of the mail that caused it."""
    try:
        # Attachments become blobs before any row names them.
        blob.put_all(
            (folder / part.sha256).read_bytes() for _, mail in mails for part in mail.attachments
        )
        deliver.deliver([Reading(row, mail, _files(mail)) for row, mail in mails])
    except Exception as error:
        if len(mails) > 1:
            for each in mails:
                _deliver([each], folder)
        else:
            _not_delivered(mails[0][0], error)


def _not_delivered(row: InboundMail, error: Exception) -> None:
    if isinstance(error, DatabaseError):  # two copies at the same moment: the next try decides
        log.warning("Mail %s is not delivered yet: %s", row.pk, error)
        claim.failed(row, because("database_refused"))
    else:  # a fault of ours must cost one mail a delay, not all mails their delivery
        log.error("Mail %s could not be delivered", row.pk, exc_info=error)
        claim.failed(row, because("our_fault"), again_after=claim.AFTER_OUR_FAULT)


def _files(mail: ParsedMail) -> tuple[IncomingFile, ...]:
    return tuple(
        IncomingFile(
            name=part.name,
            content_type=part.type,
            size=part.size,
            sha256=part.sha256,
            is_inline=part.inline,
            content_id=part.cid,
        )
        for part in mail.attachments
    )
