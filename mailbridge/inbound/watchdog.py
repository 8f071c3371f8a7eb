"""The watchdog of RELIABILITY.md 6.1: does each mail on the server have its row, and each row its mail?

It counts over a connection of its own and changes nothing but the counts, so that a fault in fetching
cannot hide itself. One difference may be a mail that came or went this moment; only what a second
count finds again, minutes later, is a fault.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Now
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.session import Session
from mailbridge.inbound.trouble import CannotConnect
from mailbridge.models import InboundMail, Mailbox

log = logging.getLogger(__name__)
EVERY = dt.timedelta(hours=1)
# Where the last count found a difference: by then a visit has compared everything, and mended what it can.
AGAIN_AFTER = dt.timedelta(minutes=7)
_ON_SERVER = (InboundMail.Source.PRESENT, InboundMail.Source.MARKED)


def due_mailboxes() -> list[int]:
    """The active mailboxes whose count is an hour old, or minutes where it differed."""
    rested = Q(retry_at=None) | Q(retry_at__lte=Now())
    is_old = Q(counted_at=None) | Q(counted_at__lt=Now() - EVERY)
    is_doubtful = Q(differs_since__isnull=False, counted_at__lt=Now() - AGAIN_AFTER)
    mailboxes = Mailbox.objects.filter(rested, is_old | is_doubtful, is_active=True)
    return list(mailboxes.values_list("pk", flat=True))


def count(mailbox: Mailbox) -> bool:
    """Compare and write the result on the mailbox's row; False when the server could not be asked."""
    try:
        session = Session(mailbox)
    except CannotConnect as trouble:
        log.warning("%s was not counted: %s", mailbox, trouble.reason)
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
    known = set(_rows(mailbox, session).exclude(sha256="").values_list("uid", flat=True))
    still_expected = _expected(mailbox, session)
    stray = _older(mailbox, session).count()
    without_row = len(server - known)
    without_mail = len((expected & still_expected) - server) + stray
    differs = bool(without_row or without_mail)
    Mailbox.objects.filter(pk=mailbox.pk).update(
        counted_at=Now(),
        on_server=len(server),
        in_ledger=len(still_expected) + stray,
        without_row=without_row,
        without_mail=without_mail,
        differs_since=Coalesce("differs_since", Now()) if differs else None,
    )
    if differs:
        log.warning(
            "%s: %s mails without a row, %s rows without their mail",
            mailbox, without_row, without_mail,
        )  # fmt: skip


def _expected(mailbox: Mailbox, session: Session) -> set[int]:
    rows = _rows(mailbox, session).filter(source__in=_ON_SERVER)
    return set(rows.values_list("uid", flat=True))


def _rows(mailbox: Mailbox, session: Session) -> QuerySet[InboundMail]:
    return InboundMail.objects.filter(
        mailbox=mailbox, folder=mailbox.folder, uidvalidity=session.uidvalidity
    )


def _older(mailbox: Mailbox, session: Session) -> QuerySet[InboundMail]:
    """Rows that speak of mail under a UIDVALIDITY that the server no longer has."""
    rows = InboundMail.objects.filter(mailbox=mailbox, folder=mailbox.folder, source__in=_ON_SERVER)
    return rows.exclude(uidvalidity=session.uidvalidity)
