from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from tickets.models.callback import Callback
from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.policy_book import PolicyBook
from tickets.models.sla import SLAPolicy
from tickets.models.ticket.fields import CloseReason, Status
from tickets.models.ticket.flaggable import Flaggable
from tickets.models.ticket.promising import Promising
from tickets.models.ticket.queryset import TicketQuerySet

if TYPE_CHECKING:
    from tickets.models.agent import Agent

# What does not count while we wait for the customer.
RESTING = (Clock.Kind.RESOLUTION, Clock.Kind.STEP)


class Clocked(Flaggable, Promising):
    """SLA clocks: which are running, and by when something is due. Every verb is idempotent."""

    class Meta:
        abstract = True

    def running_clock(self, kind: str) -> Clock | None:
        return Clock.objects.filter(ticket_id=self.pk, kind=kind, stopped_at=None).first()

    def policy(self) -> SLAPolicy:
        """What we promise on this ticket as it stands now; for many tickets ask one `PolicyBook`."""
        return PolicyBook.read().policy_of(self)

    def start_clock(self, kind: str, at: dt.datetime) -> Clock:
        """Start a clock, or return the one that is already running."""
        running = self.running_clock(kind)
        if running:
            return running
        clock = Clock.of(self, kind, at, policy=self.policy())
        clock.save()
        self.refresh_due()
        return clock

    def retarget(self, *, by: Agent | None = None) -> None:
        """The ticket changed in what decides its policy: its clocks count against the targets of the new one."""
        # A step keeps what it began with: its duration is the procedure's word, not the policy's.
        running = Clock.objects.filter(ticket_id=self.pk, stopped_at=None).exclude(
            kind=Clock.Kind.STEP
        )
        with transaction.atomic():
            self._lock()
            policy = self.policy()
            changed = [
                clock for clock in running.select_related("calendar") if clock.retarget(policy)
            ]
            if changed:
                self.refresh_due()
                self.record(Event.Kind.RETARGETED, by=by, policy=policy.name)

    def pause_resolution(self, at: dt.datetime) -> None:
        for clock in self._resting_clocks():
            clock.pause(at)
        self.refresh_due()

    def resume_resolution(self, at: dt.datetime) -> None:
        for clock in self._resting_clocks():
            clock.resume(at)
        self.refresh_due()

    def stop_resolution(self, at: dt.datetime, *, agent_id: int | None = None) -> None:
        clock = self.running_clock(Clock.Kind.RESOLUTION)
        if clock:
            clock.stop(at, agent_id=agent_id)
        self.refresh_due()

    def restart_resolution(self, at: dt.datetime) -> None:
        """The resolution did not hold: its clock goes on as if it had never stopped."""
        clock = Clock.objects.filter(ticket_id=self.pk, kind=Clock.Kind.RESOLUTION).last()
        if clock and clock.stopped_at:
            clock.restart()
        self.refresh_due()

    def answer_left(self, message: Message, *, at: dt.datetime) -> None:
        """An answer was handed over to the mail server, or spoken: the customer no longer waits for one.

        Only a person's answer counts; the automatic acknowledgement does not (DESIGN.md).
        """
        if message.kind not in Message.ANSWERS:
            return
        for clock in self._response_clocks().filter(stopped_at=None, started_at__lte=at):
            clock.stop(at, agent_id=message.agent_id)
        self._keep_promises_by(message, at=at)
        self.refresh_due()

    def answer_failed(self, message: Message, *, at: dt.datetime, why: str) -> None:
        """An answer that did not arrive does not stop a clock, and reopens its ticket (R4)."""
        if message.kind != Message.Kind.AGENT:
            return
        later = Message.objects.filter(
            ticket_id=self.pk, kind=Message.Kind.AGENT, pk__gt=message.pk, taken_back_at=None
        )
        if later.exists() or self.status == Status.CLOSED:
            return
        clock = self._response_clocks().exclude(stopped_at=None).order_by("stopped_at").last()
        if clock and not self._response_clocks().filter(kind=clock.kind, stopped_at=None).exists():
            clock.restart()
        self._unkeep_promises_by(message)
        if self.status in (Status.WAITING, Status.PROPOSED):
            self.move_to(Status.OPEN, at=at, why=why)
        self.refresh_due()

    def move_to(self, status: str, *, at: dt.datetime, why: str = "") -> None:
        """Change the status and what follows from it for the resolution clock."""
        if status == self.status:
            return
        before, self.status = self.status, status
        self.save(update_fields=["status"])
        if status in (Status.NEW, Status.OPEN):
            self.resume_resolution(at)
        elif status in (Status.WAITING, Status.PROPOSED):
            self.pause_resolution(at)
        elif status == Status.CLOSED:
            self._keep_promises_at_close(at=at, is_agreed=self.close_reason == CloseReason.AGREED)
            self._end_calls(at=at)
            self._settle_flags(at=at)
        self.record(Event.Kind.STATUS, at=at, before=before, after=status, why=why)

    def refresh_due(self) -> None:
        """Keep `next_due_at`, by which lists are sorted, equal to the earliest of what we owe."""
        TicketQuerySet(type(self)).filter(pk=self.pk).refresh_due()
        self.refresh_from_db(fields=["next_due_at"])

    def _end_calls(self, *, at: dt.datetime) -> None:
        for callback in Callback.objects.open().filter(ticket_id=self.pk):
            callback.settle(Callback.State.CANCELLED, at=at)
            self.record(Event.Kind.CALL_CANCELLED, at=at, callback=callback.pk)

    def _resting_clocks(self) -> QuerySet[Clock]:
        return Clock.objects.filter(ticket_id=self.pk, kind__in=RESTING, stopped_at=None)

    def _response_clocks(self) -> QuerySet[Clock]:
        return Clock.objects.filter(
            ticket_id=self.pk, kind__in=(Clock.Kind.FIRST_RESPONSE, Clock.Kind.NEXT_RESPONSE)
        )
