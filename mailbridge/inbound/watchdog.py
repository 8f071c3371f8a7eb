"""The watchdog of RELIABILITY.md 6.1: does each mail on the server have its row, and each row its mail?

It counts over a connection of its own and changes nothing but the counts, so that a fault in fetching
cannot hide itself. One difference may be a mail that came or went this moment; only what a second
count, minutes later, finds to be the same is a fault.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.session import Session
from mailbridge.inbound.trouble import CannotConnect
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
    # Rows before and after the list: what others add or take away meanwhile is no difference.
    expected = _expected(mailbox, session)
    server = session.all_uids()
    seen = _rows(mailbox, session).exclude(outcome=InboundMail.Outcome.VANISHED)
    known = set(seen.values_list("uid", flat=True))
    still_expected = _expected(mailbox, session)
    stray = list(_older(mailbox, session).values_list("pk", flat=True))
    without_row = sorted(server - known)
    missed = {key for key, uid in expected.items() if uid not in server}
    without_mail = [*sorted(missed & still_expected.keys()), *stray]
    mailbox.on_server = len(server)
    mailbox.in_ledger = len(still_expected) + len(stray)
    mailbox.without_row, mailbox.without_mail = len(without_row), len(without_mail)
    uids = [f"uid {session.uidvalidity}/{uid}" for uid in without_row[:REMEMBERED]]
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


def _expected(mailbox: Mailbox, session: Session) -> dict[int, int]:
    """The UIDs that the server should have, by the key of their row."""
    rows = _rows(mailbox, session).filter(source__in=_ON_SERVER)
    return dict(rows.values_list("pk", "uid"))


def _rows(mailbox: Mailbox, session: Session) -> QuerySet[InboundMail]:
    return InboundMail.objects.filter(
        mailbox=mailbox, folder=mailbox.folder, uidvalidity=session.uidvalidity
    )


def _older(mailbox: Mailbox, session: Session) -> QuerySet[InboundMail]:
    """Rows that speak of mail under a UIDVALIDITY that the server no longer has."""
    rows = InboundMail.objects.filter(mailbox=mailbox, folder=mailbox.folder, source__in=_ON_SERVER)
    return rows.exclude(uidvalidity=session.uidvalidity)
