"""The watchdog of RELIABILITY.md 6.1: does each mail on the server have its row, and each row its mail?

It counts over a connection of its own and changes nothing but the counts, so that a fault in fetching
cannot hide itself. One difference may be a mail that came or went this moment; only what a second
count, minutes later, finds to be the same is a fault.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.server.session import Session
from mailbridge.inbound.server.trouble import CannotConnect
from mailbridge.models import InboundMail, Mailbox

log = logging.getLogger(__name__)
EVERY = dt.timedelta(hours=1)
# Where the last count found a difference: by then a visit has compared everything, and mended what it can.
AGAIN_AFTER = dt.timedelta(minutes=7)
REMEMBERED = 500  # of each kind: enough to know them again
_ON_SERVER = (InboundMail.Source.PRESENT, InboundMail.Source.MARKED)


def due_mailboxes() -> list[int]:
    """The active mailboxes whose count is an hour old, or minutes where it differed."""
    rested = Q(retry_at=None) | Q(retry_at__lte=Now())
    rested &= Q(sent_of=None) | Q(sent_of__retry_at=None) | Q(sent_of__retry_at__lte=Now())
    is_old = Q(counted_at=None) | Q(counted_at__lt=Now() - EVERY)
    is_doubtful = Q(differs_since__isnull=False, counted_at__lt=Now() - AGAIN_AFTER)
    mailboxes = Mailbox.objects.filter(rested, is_old | is_doubtful, is_active=True)
    return list(mailboxes.values_list("pk", flat=True))


def count(mailbox: Mailbox) -> bool:
    """Compare and write the result on the mailbox's row; False when the server could not be asked."""
    try:
        session = Session(mailbox)
    except CannotConnect as trouble:
        log.warning("%s was not counted: %s", mailbox, trouble)
        return False
    try:
        _compare(mailbox, session)
    except (IMAPClientError, OSError) as error:
        log.warning("%s was not counted: %s", mailbox, error)
        return False
    finally:
        session.close()
    return True


def _compare(mailbox: Mailbox, session: Session) -> None:
    # A row that is written while the server lists its mail may speak of mail that came after the list.
    newest = _rows(mailbox).aggregate(newest=Max("pk"))["newest"] or 0
    without_row = session.all_uids()
    mailbox.on_server, mailbox.in_ledger, without_mail = len(without_row), 0, []
    for pk, uidvalidity, uid, source, outcome in _rows(mailbox).order_by("pk").iterator():
        is_there = uidvalidity == session.uidvalidity and uid in without_row
        if is_there and outcome != InboundMail.Outcome.VANISHED:
            without_row.discard(uid)  # no other row speaks of it
        if source in _ON_SERVER:
            mailbox.in_ledger += 1
            if not is_there and pk <= newest:
                without_mail.append(pk)
    mailbox.without_row, mailbox.without_mail = len(without_row), len(without_mail)
    uids = [f"uid {session.uidvalidity}/{uid}" for uid in sorted(without_row)[:REMEMBERED]]
    _write(mailbox, [*uids, *(f"row {key}" for key in without_mail[:REMEMBERED])])


def _write(mailbox: Mailbox, differing: list[str]) -> None:
    """In a busy mailbox something always comes or goes: only what differs twice has differed for long."""
    is_the_same = not set(differing).isdisjoint(mailbox.differing)
    now = timezone.now()
    mailbox.differs_since = (mailbox.differs_since if is_the_same else now) if differing else None
    mailbox.differing, mailbox.counted_at = differing, now
    mailbox.save(
        update_fields=[
            "counted_at", "on_server", "in_ledger", "without_row", "without_mail",
            "differs_since", "differing",
        ]
    )  # fmt: skip
    if differing:
        log.warning("%s: the count differs: %s", mailbox, ", ".join(differing[:10]))


def _rows(mailbox: Mailbox) -> QuerySet[InboundMail, tuple[int, int, int, str, str]]:
    """Those of its folder, also under a UIDVALIDITY that the server no longer has; never all in memory."""
    rows = InboundMail.objects.filter(mailbox=mailbox, folder=mailbox.folder)
    return rows.values_list("pk", "uidvalidity", "uid", "source", "outcome")
