"""Send what leaves once or not at all: mail to our own people, links that customers asked for."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from mailbridge.models import Sender
from mailbridge.outbound.claim import LeaseLost
from mailbridge.outbound.compose import (
    LOOP_HEADER,
    CannotCompose,
    ComposedMail,
    named,
    one_line,
    wire_address,
)
from mailbridge.outbound.outcomes import Accepted
from tickets.letters import Letter
from tickets.models import Channel
from tickets.models.mailed_once import MOST_ATTEMPTS, MailedOnce

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=5)  # and so long a failed attempt rests
Deliver = Callable[[Channel, ComposedMail, Callable[[], None]], Accepted]
Row = TypeVar("Row", bound=MailedOnce)


def send_all(
    unmailed: QuerySet[Row],
    compose: Callable[[Row], ComposedMail],
    deliver: Deliver,
    *,
    until: float,
) -> None:
    """Mail what is due, oldest first, until this moment of the monotonic clock."""
    while time.monotonic() < until and (row := claim(unmailed)):
        try:
            deliver(row.sent_from, compose(row), lambda: begin(row))
        except CannotCompose as error:
            _note(row, str(error), attempts=MOST_ATTEMPTS)
        except LeaseLost as lost:
            log.warning("Not sent from here: %s", lost)
        except (
            Exception
        ) as error:  # transports have many of their own; it rests until its lease ends
            log.warning("%s %s: %s", type(row).__name__, row.pk, error)
            _note(row, str(error))
            return


def message_id(row: MailedOnce, kind: str) -> str:
    """The same at every attempt, so that a mail that went out twice is one to whoever reads it."""
    return f"<{kind}.{row.pk}.{row.at:%Y%m%d%H%M%S}@{row.sent_from.mail_domain}>"


def composed(letter: Letter, channel: Channel, *, to: str) -> ComposedMail:
    """A mail that a machine wrote, and that none should answer. Raises CannotCompose."""
    mail = ComposedMail(
        subject=one_line(letter.subject),
        body=letter.text,
        from_email=named(channel.name, channel.address),
        to=[wire_address(to)],
        headers={
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            LOOP_HEADER: one_line(settings.INSTANCE_ID),
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    mail.envelope_senders = (wire_address(channel.address),)
    mail.refused, mail.metadata = {}, {}
    return mail


def claim(unmailed: QuerySet[Row]) -> Row | None:
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    with transaction.atomic():
        at_rest = Sender.at_rest().filter(mailbox__channel=OuterRef(unmailed.model.CHANNEL))
        due = unmailed.filter(~Exists(at_rest), free).order_by("at", "pk")
        row = due.select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        mine = type(row)._base_manager.filter(pk=row.pk)
        mine.update(lease_until=Now() + LEASE, attempts=F("attempts") + 1)
    return unmailed.model._base_manager.select_related(unmailed.model.CHANNEL).get(pk=row.pk)


def begin(row: Row) -> None:
    """From here on it may be out. Raises LeaseLost when it is no longer ours to send."""
    if not _held(row).filter(mailed_at=None).update(mailed_at=Now()):
        raise LeaseLost(f"{type(row).__name__} {row.pk} is no longer ours")


def _note(row: Row, error: str, *, attempts: int | None = None) -> None:
    _held(row).update(error=error[:500], attempts=attempts or row.attempts)


def _held(row: Row) -> QuerySet[Row]:
    """The row, as long as the claim that `row` stands for is the last one."""
    return type(row)._base_manager.filter(pk=row.pk, attempts=row.attempts)
