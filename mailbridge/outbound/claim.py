"""Who sends which mail, and when: leases over rows of the outbox, in database time (RELIABILITY.md 6.2).

`attempts` counts claims and is the fencing number too: whoever holds an older one changes nothing
any more (F25).
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from mailbridge.models import Sender
from tickets.models import Event, OutgoingMail
from tickets.reasons import because, together

State = OutgoingMail.State

# Longer than a send may take (smtp.SEND_SECONDS), so that no lease ends under a living sender.
LEASE = dt.timedelta(minutes=5)
# How long an ambiguous mail waits for the provider's word before anything else is done about it.
WAIT_FOR_WORD = dt.timedelta(minutes=10)
BACK_OFF_MINUTES = (1, 3, 10, 30, 60, 120, 240)
MOST_ATTEMPTS = 12  # somewhat over a day
IN_FLIGHT = (State.SENDING, State.HANDING_OVER)
MAY_BE_TWICE = because("may_be_twice")


class LeaseLost(Exception):
    """Someone else has this mail by now; nothing of it may go out from here."""


def claim(mail_id: int | None = None) -> OutgoingMail | None:
    """Take the oldest mail that is due (or this one, if it is), for LEASE; None when there is none."""
    due = _due() if mail_id is None else _due().filter(pk=mail_id)
    try:
        with transaction.atomic():
            mail = due.select_for_update(skip_locked=True, of=("self",)).first()
            if mail is None:
                return None
            mine = OutgoingMail.objects.filter(pk=mail.pk)
            mine.update(
                state=State.SENDING,
                state_at=timezone.now(),
                attempts=F("attempts") + 1,
                lease_until=Now() + LEASE,
            )
    except IntegrityError:  # another mail of this ticket took off in between: its turn first
        return None
    mail.refresh_from_db()
    return mail


def mark_handing_over(mail: OutgoingMail) -> None:
    """From here on the mail may be out. Raises LeaseLost when it is no longer ours to send."""
    ours = _held(mail).filter(state=State.SENDING)
    now = timezone.now()
    if not ours.update(state=State.HANDING_OVER, state_at=now, lease_until=Now() + LEASE):
        raise LeaseLost(f"outgoing mail {mail.pk} is no longer ours")


def put_off(mail: OutgoingMail, *, why: str) -> None:
    """Try again later, with a jittered back-off; after MOST_ATTEMPTS it has failed, for everyone to see."""
    if mail.tries >= MOST_ATTEMPTS:
        give_up(mail, why=together(because("given_up", number=mail.tries), why))
        return
    with transaction.atomic():
        changed = _held(mail).update(
            state=State.DEFERRED,
            state_at=timezone.now(),
            not_before=Now() + _back_off(mail.tries),
            lease_until=None,
            error=why,
        )
        if changed and mail.tries == 1:
            mail.ticket.record(
                Event.Kind.DELIVERY, mail=mail.pk, state=str(State.DEFERRED), error=why
            )


def give_up(mail: OutgoingMail, *, why: str) -> None:
    """It was refused for good. The agent sees why; nothing is retried by itself."""
    with transaction.atomic():
        if _held(mail).select_for_update().exists():
            mail.move_to(State.FAILED, at=timezone.now(), error=why)


def leave_open(mail: OutgoingMail, *, why: str) -> None:
    """Nobody knows whether it left: say so, and wait for the provider's word."""
    with transaction.atomic():
        if mail.move_to(State.AMBIGUOUS, at=timezone.now(), error=why):
            mine = OutgoingMail.objects.filter(pk=mail.pk, state=State.AMBIGUOUS)
            mine.update(lease_until=Now() + WAIT_FOR_WORD)


def recover() -> None:
    """Find what a dead sender left: before the hand-over nothing was out, after it nobody knows."""
    expired = OutgoingMail.objects.filter(lease_until__lt=Now())
    tired = expired.filter(state=State.SENDING, attempts__gte=F("earlier_attempts") + MOST_ATTEMPTS)
    for mail in tired:
        give_up(mail, why=because("interrupted", number=mail.tries))
    expired.filter(state=State.SENDING).update(
        state=State.QUEUED, state_at=timezone.now(), lease_until=None
    )
    for mail in expired.filter(state=State.HANDING_OVER).order_by("pk"):
        leave_open(mail, why=because("interrupted_last"))
    for mail in expired.filter(state=State.AMBIGUOUS).order_by("pk"):
        _settle(mail)


def _settle(mail: OutgoingMail) -> None:
    """No word came. A person's mail is sent once more, with the same Message-ID; an automatic one never."""
    still_open = OutgoingMail.objects.filter(
        pk=mail.pk, state=State.AMBIGUOUS, lease_until__lt=Now()
    )
    if mail.is_automatic or times_ambiguous(mail) > 1:
        still_open.update(lease_until=None)
        return
    still_open.update(
        state=State.DEFERRED,  # not "queued": what may be out already cannot be taken back
        state_at=timezone.now(),
        not_before=Now(),
        lease_until=None,
        error=MAY_BE_TWICE,
    )


def times_ambiguous(mail: OutgoingMail) -> int:
    """How often nobody knew whether it had left. The ticket's history keeps count."""
    return Event.objects.filter(
        ticket_id=mail.ticket_id,
        kind=Event.Kind.DELIVERY,
        data__mail=mail.pk,
        data__state=State.AMBIGUOUS,
    ).count()


def _due() -> QuerySet[OutgoingMail]:
    """Due mails, oldest first, that neither an earlier mail of their ticket nor a resting sender holds back."""
    at_rest = Sender.at_rest().filter(mailbox__channel=OuterRef("ticket__channel"))
    same_ticket = OutgoingMail.objects.filter(ticket=OuterRef("ticket"))
    earlier = same_ticket.filter(
        pk__lt=OuterRef("pk"), state__in=(State.QUEUED, State.DEFERRED, *IN_FLIGHT)
    )
    in_flight = same_ticket.filter(state__in=IN_FLIGHT)
    return (
        OutgoingMail.objects.filter(
            ~Exists(earlier),
            ~Exists(in_flight),
            ~Exists(at_rest),
            state__in=(State.QUEUED, State.DEFERRED),
            not_before__lte=Now(),
        )
        .select_related("ticket__channel")
        .order_by("not_before", "pk")
    )


def _held(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    """The row, as long as the claim that `mail` stands for is the last one."""
    return OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts, state__in=IN_FLIGHT)


def _back_off(attempts: int) -> dt.timedelta:
    """The step for this attempt, half to one and a half times as long, so that a crowd spreads out."""
    step = BACK_OFF_MINUTES[min(attempts, len(BACK_OFF_MINUTES)) - 1]
    return dt.timedelta(seconds=step * 60 * (50 + secrets.randbelow(101)) / 100)
