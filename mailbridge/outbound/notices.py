"""Mail to our own people: what they were told in the desk, once more in their mailbox.

Customers' mail goes first. `attempts` is the fencing number, as in the outbox; `mailed_at` is committed before
the step after which a notice may be out, and from there on it is never sent again.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from mailbridge.models import Mailbox, Sender
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
from tickets.models import Notice, Ticket
from tickets.models.notice import MOST_ATTEMPTS
from tickets.models.ticket import reference_key
from tickets.rules import references

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=5)  # and so long a failed attempt rests
Deliver = Callable[[Ticket, ComposedMail, Callable[[], None]], Accepted]


def send_due(deliver: Deliver, *, until: float) -> None:
    """Mail what is due, oldest first, until this moment of the monotonic clock."""
    while time.monotonic() < until and (notice := claim()):
        try:
            deliver(notice.ticket, compose(notice), lambda: _begin(notice))
        except CannotCompose as error:
            _note(notice, str(error), attempts=MOST_ATTEMPTS)
        except LeaseLost as lost:
            log.warning("Not sent from here: %s", lost)
        except (
            Exception
        ) as error:  # transports have many of their own; it rests until its lease ends
            log.warning("Notice %s: %s", notice.pk, error)
            _note(notice, str(error))
            return


def claim() -> Notice | None:
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    with transaction.atomic():
        at_rest = Sender.at_rest().filter(mailbox__channel=OuterRef("ticket__channel"))
        due = Notice.objects.unmailed().filter(~Exists(at_rest), free).order_by("at", "pk")
        notice = due.select_for_update(skip_locked=True, of=("self",)).first()
        if notice is None:
            return None
        mine = Notice.objects.filter(pk=notice.pk)
        mine.update(lease_until=Now() + LEASE, attempts=F("attempts") + 1)
    return Notice.objects.select_related("agent", "ticket__channel").get(pk=notice.pk)


def compose(notice: Notice) -> ComposedMail:
    """Raises CannotCompose. Its Message-ID is the same at every attempt; notices of a ticket are a thread."""
    channel = notice.ticket.channel
    place = f"{notice.at:%Y%m%d%H%M%S}@{channel.mail_domain}"
    composed = ComposedMail(
        subject=one_line(notice.subject),
        body=notice.text,
        from_email=named(channel.name, channel.address),
        to=[wire_address(notice.agent.email)],
        headers={
            "Message-ID": f"<notice.{notice.pk}.{place}>",
            "References": f"<notices.{notice.ticket_id}@{channel.mail_domain}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            LOOP_HEADER: one_line(settings.INSTANCE_ID),
        },
    )
    if notice.may_be_answered:
        _name_the_agent(composed, notice)
    composed.attach_alternative(notice.html, "text/html")
    composed.envelope_senders = (wire_address(channel.address),)
    composed.refused, composed.metadata = {}, {}
    return composed


def _name_the_agent(composed: ComposedMail, notice: Notice) -> None:
    """Of an answer that carries one of these, and whose sender is confirmed, we know who wrote it (A14)."""
    channel, key = notice.ticket.channel, reference_key()
    one = {"ticket_number": notice.ticket_id, "agent_id": notice.agent_id}
    composed.extra_headers["Message-ID"] = references.notice_message_id(
        **one, notice_id=notice.pk, domain=channel.mail_domain, key=key
    )
    mailbox = Mailbox.objects.filter(channel=channel, sent_of=None).first()
    if mailbox and mailbox.has_plus_addresses:
        address = references.agent_address(channel.address, **one, key=key)
        composed.reply_to = [wire_address(address)]


def _begin(notice: Notice) -> None:
    if not _held(notice).filter(mailed_at=None).update(mailed_at=Now()):
        raise LeaseLost(f"notice {notice.pk} is no longer ours")


def _note(notice: Notice, error: str, *, attempts: int | None = None) -> None:
    _held(notice).update(error=error[:500], attempts=attempts or notice.attempts)


def _held(notice: Notice) -> QuerySet[Notice]:
    """The row, as long as the claim that `notice` stands for is the last one."""
    return Notice.objects.filter(pk=notice.pk, attempts=notice.attempts)
