"""The outbox (RELIABILITY.md 6.2): a mail frozen in its author's transaction, sent later, exactly as it was.

queued -> sending (lease) -> handing_over -> accepted -> delivered | bounced | complained;
side exits: deferred (next time), failed, ambiguous, cancelled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.event import Event
from tickets.models.reason_field import ReasonField
from tickets.models.suppression import Suppression
from tickets.signals import mail_queued

AT_ONCE = dt.timedelta()


class OutgoingMail(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("sending")
        HANDING_OVER = "handing_over", _("handing over")
        ACCEPTED = "accepted", _("sent")
        DELIVERED = "delivered", _("delivered")
        DEFERRED = "deferred", _("trying again later")
        BOUNCED = "bounced", _("came back")
        COMPLAINED = "complained", _("reported as spam")
        FAILED = "failed", _("not sent")
        AMBIGUOUS = "ambiguous", _("may have been sent")
        CANCELLED = "cancelled", _("taken back")

    class Kind(models.TextChoices):
        ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
        REPLY = "reply", _("Reply")
        PROPOSAL = "proposal", _("Proposal")
        REMINDER = "reminder", _("Reminder")
        HOLDING = "holding", _("Holding reply")
        CLOSED = "closed", _("Closing note")
        STEP = "step", _("News of a step")
        CALLBACK = "callback", _("News of a call")
        COMPLAINT = "complaint", _("Receipt of a complaint")
        DELAY = "delay", _("News of a delay")

    AUTOMATIC_KINDS = (
        Kind.ACKNOWLEDGEMENT, Kind.REMINDER, Kind.CLOSED, Kind.STEP, Kind.CALLBACK, Kind.COMPLAINT,
        Kind.DELAY,
    )  # fmt: skip
    # Neither with the mail server nor given up.
    ON_THE_WAY = (
        State.QUEUED, State.DEFERRED, State.SENDING, State.HANDING_OVER, State.AMBIGUOUS,
    )  # fmt: skip
    FAILURES = (State.FAILED, State.BOUNCED, State.COMPLAINED)
    # What a person may have sent again by hand; whoever complained does not want it again.
    REPEATABLE = (State.FAILED, State.BOUNCED, State.AMBIGUOUS)
    # A webhook may come late or doubled; a state only moves to one of a higher rank (F41).
    RANK: ClassVar = {
        State.QUEUED: 0, State.DEFERRED: 0, State.SENDING: 1, State.HANDING_OVER: 2,
        State.AMBIGUOUS: 3, State.ACCEPTED: 4, State.DELIVERED: 5, State.FAILED: 6,
        State.BOUNCED: 6, State.COMPLAINED: 7, State.CANCELLED: 8,
    }  # fmt: skip

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="outbox")
    message = models.OneToOneField(
        "tickets.Message", on_delete=models.CASCADE, related_name="outgoing"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    bcc = models.JSONField(default=list)
    from_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id_header = models.CharField(max_length=250, unique=True)
    references = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    # The undo window, or the back-off after a refusal, by the clock that all machines share (F36).
    not_before = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When a person last had it sent again, and how often it had been tried until then.
    again_at = models.DateTimeField(null=True)
    earlier_attempts = models.PositiveSmallIntegerField(default=0)
    state_at = models.DateTimeField(default=timezone.now)
    provider_id = models.CharField(max_length=250, blank=True, db_index=True)
    error = ReasonField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=models.Q(kind="acknowledgement"),
                name="one_acknowledgement_a_ticket",
            ),
            models.UniqueConstraint(
                fields=("ticket",),
                condition=models.Q(state__in=("sending", "handing_over")),
                name="one_mail_in_flight_a_ticket",
            ),
        )
        indexes = (
            models.Index(
                fields=("not_before",),
                condition=models.Q(state__in=("queued", "deferred")),
                name="outbox_due",
            ),
            models.Index(
                fields=("created_at",),
                condition=models.Q(kind="acknowledgement"),
                name="outbox_acknowledged",
            ),
            models.Index(
                fields=("lease_until",),
                condition=models.Q(state__in=("sending", "handing_over", "ambiguous")),
                name="outbox_leases",
            ),
            models.Index(
                fields=("ticket",),
                condition=models.Q(state__in=("failed", "bounced", "complained")),
                name="outbox_failures",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {', '.join(self.to)} ({self.get_state_display()})"

    @property
    def is_automatic(self) -> bool:
        return self.kind in self.AUTOMATIC_KINDS

    @property
    def has_failed(self) -> bool:
        return self.state in self.FAILURES

    @property
    def may_be_taken_back(self) -> bool:
        return self.state == self.State.QUEUED

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in self.REPEATABLE

    @property
    def tries(self) -> int:
        """How often it was claimed since a person last wanted it sent."""
        return self.attempts - self.earlier_attempts

    @classmethod
    def nudge(cls, mails: Sequence[OutgoingMail], *, wait: dt.timedelta = AT_ONCE) -> None:
        """Wake the sender after commit and the undo window; the sweep would find the rows anyway."""
        if not mails:
            return
        told = {"mail_ids": [mail.pk for mail in mails], "wait": wait}
        transaction.on_commit(lambda: mail_queued.send(cls, **told), robust=True)

    def cancel(self) -> bool:
        """Take it back while it is queued. False when it has already left (or is leaving)."""
        changed = type(self).objects.filter(pk=self.pk, state=self.State.QUEUED)
        return changed.update(state=self.State.CANCELLED, state_at=timezone.now()) == 1

    def requeue(self) -> bool:
        """Once more from the start, with the same Message-ID and a full count of attempts.

        False when someone else sends it by now. Deferred, not queued: what may have been out already cannot
        be taken back. `attempts` goes on counting, since it keeps an older sender from changing this one.
        """
        mine = type(self).objects.filter(pk=self.pk, state__in=self.REPEATABLE)
        changed = mine.update(
            state=self.State.DEFERRED,
            state_at=timezone.now(),
            not_before=Now(),
            again_at=timezone.now(),
            lease_until=None,
            error="",
            earlier_attempts=models.F("attempts"),
        )
        self.refresh_from_db()
        if changed:
            self.nudge([self])
        return bool(changed)

    def suppress(self, addresses: Iterable[str], *, reason: str, why: str) -> None:
        """Nothing automatic goes to these recipients of this mail any more, until an agent lifts it.

        A report that names nobody means the recipient only where there was but one.
        """
        known = {address.lower() for address in (*self.to, *self.cc, *self.bcc)}
        named = {address.lower() for address in addresses} or (known if len(known) == 1 else set())
        concerned = sorted(known & named)
        Suppression.note(concerned, reason=reason, why=why, mail=self)

    def move_to(
        self, state: str, *, at: dt.datetime, provider_id: str = "", error: str = ""
    ) -> bool:
        """Move the delivery forward, never back; tells the ticket what it means. True if it moved.

        Accepted stops the response clocks (the answer left); bounced, complained and failed answers
        reopen the ticket, since an answer that did not arrive does not stop a clock (R4).
        """
        with transaction.atomic():
            # The ticket first, as every verb of a ticket does: two orders would deadlock.
            ticket = type(self.ticket)._base_manager.select_for_update().get(pk=self.ticket_id)
            mail = type(self).objects.select_for_update().get(pk=self.pk)
            if self.RANK[self.State(state)] <= self.RANK[self.State(mail.state)]:
                return False
            if (
                state in self.FAILURES
                and mail.again_at
                and at < mail.again_at.replace(microsecond=0)
            ):
                return False  # of the time before it was sent again
            mail.state, mail.state_at, mail.lease_until = state, at, None
            mail.provider_id = provider_id or mail.provider_id
            mail.error = error
            mail.save()
            if state in (self.State.ACCEPTED, self.State.DELIVERED):
                ticket.heir.answer_left(mail.message, at=at)
            elif state in self.FAILURES:
                ticket.heir.answer_failed(mail.message, at=at, why=mail.error)
            ticket.record(Event.Kind.DELIVERY, at=at, mail=mail.pk, state=state, error=mail.error)
        self.refresh_from_db()
        return True
