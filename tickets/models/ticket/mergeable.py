from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.promise import Promise
from tickets.models.ticket.fields import CloseReason, Status
from tickets.models.ticket.phoning import Phoning

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.ticket import Ticket


class Obstacle(models.TextChoices):
    """Why two tickets cannot become one."""

    SAME = "same", _("A ticket cannot be merged into itself.")
    NOT_OPEN = "not_open", _("Only open tickets are merged, and no spam: open both first.")
    CHANNEL = "channel", _("They came in through different mailboxes, which are kept apart.")


class Mergeable(Phoning):
    """Two tickets about one matter become one. Messages stay where they are, so it can be undone."""

    class Meta:
        abstract = True

    def merge_into(self, other: Ticket, *, by: Agent) -> Obstacle | None:
        """End this ticket and go on in the other; None when that is so, now or already."""
        with transaction.atomic():
            self._lock()
            other._lock()
            self.refresh_from_db()
            target = type(other)._base_manager.get(pk=other.pk).heir
            if self.merged_into_id == target.pk:
                return None
            if obstacle := self._obstacle(target):
                return obstacle
            now, before = timezone.now(), self.status
            self._withdraw_open_proposal()
            merged_here = type(other)._base_manager.filter(merged_into=self.pk)
            brought = list(merged_here.values_list("pk", flat=True))
            merged_here.update(merged_into=target)
            self.merged_into = target
            self.save(update_fields=["merged_into"])
            # Closing keeps promises; these are still to be kept, there.
            Promise.objects.open().filter(ticket=self.pk).update(ticket=target)
            self._hand_over_call(target)
            self._hand_over_flags(target)
            self._close(CloseReason.MERGED, at=now, by=by, note=f"#{target.number}")
            taken = target._take_over_wait(self, at=now)
            facts = {"ticket": self.pk, "before": before, "brought": brought, **taken}
            target.refresh_due()
            target.record(Event.Kind.MERGED, by=by, at=now, **facts)
        return None

    def unmerge(self, *, by: Agent) -> bool:
        """Take the merge back: this ticket is as it was. False when it is not, or no longer, merged."""
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            target = self.merged_into
            if target is None:
                return False
            target._lock()
            facts = target._how_merged(self)
            target._give_back_wait(facts)
            Promise.objects.filter(ticket=target, message__ticket=self.pk).update(ticket=self.pk)
            target.refresh_due()
            brought = type(target)._base_manager.filter(pk__in=facts.get("brought", ()))
            brought.update(merged_into=self.pk)
            self._rise(facts.get("before", Status.OPEN))
            self._take_back_flags(target)
            self.record(Event.Kind.UNMERGED, by=by, ticket=target.pk)
            target.record(Event.Kind.UNMERGED, by=by, ticket=self.pk)
        return True

    def take_back_closing(self) -> bool:
        """An agent's closing was a slip. False when the ticket is not closed that way, or not any more."""
        with transaction.atomic():
            self._lock_fresh()
            if self.close_reason != CloseReason.AGENT:
                return False
            noted = Event.objects.filter(
                ticket_id=self.pk, kind=Event.Kind.STATUS, data__after=Status.CLOSED
            )
            closing = noted.last()
            self.restart_resolution(timezone.now())
            self._rise(closing.data["before"] if closing else Status.OPEN)
        return True

    def _obstacle(self, target: Ticket) -> Obstacle | None:
        if target.pk == self.pk:
            return Obstacle.SAME
        if self.channel_id != target.channel_id:
            return Obstacle.CHANNEL
        if self.is_closed or target.is_closed or self.is_spam or target.is_spam:
            return Obstacle.NOT_OPEN
        return None

    def _rise(self, before: str) -> None:
        """As if it had never been closed: unlike a reopening, this counts against nobody."""
        merged_at = self.closed_at or timezone.now()
        self.merged_into, self.closed_at, self.close_reason, self.close_note = None, None, "", ""
        self.save(update_fields=["merged_into", "closed_at", "close_reason", "close_note"])
        rested = Clock.objects.filter(ticket_id=self.pk, stopped_at=None)
        rested.filter(paused_at__gte=merged_at.replace(microsecond=0)).update(paused_at=None)
        # The proposal was withdrawn by the merge.
        self.move_to(Status.OPEN if before == Status.PROPOSED else before, at=timezone.now())
        self.refresh_due()

    def _how_merged(self, merged: Ticket | Mergeable) -> dict[str, Any]:
        """What was noted when that ticket was merged into this one."""
        noted = Event.objects.filter(
            ticket_id=self.pk, kind=Event.Kind.MERGED, data__ticket=merged.pk
        )
        newest = noted.last()
        return newest.data if newest else {}

    def _take_over_wait(self, merged: Ticket | Mergeable, *, at: dt.datetime) -> dict[str, Any]:
        """The customer has waited since they first wrote, on whichever ticket: merging improves no figure."""
        theirs = merged._waiting_clock()
        if theirs is None:
            return {}
        ours = self._waiting_clock()
        if ours is None:
            status = self.status
            if status in (Status.WAITING, Status.PROPOSED):
                self.move_to(Status.OPEN, at=at)
                self.restart_resolution(at)
            started = self.start_clock(Clock.Kind.NEXT_RESPONSE, theirs.started_at)
            return {"clock": started.pk, "status": status}
        if ours.started_at <= theirs.started_at:
            return {}
        facts = {"clock": ours.pk, "started": ours.started_at.isoformat()}
        ours.begin_at(theirs.started_at)
        self.refresh_due()
        return facts

    def _give_back_wait(self, facts: dict[str, Any]) -> None:
        """Unless it was answered meanwhile."""
        clock = Clock.objects.filter(pk=facts.get("clock", 0), stopped_at=None).first()
        if clock is None:
            return
        started = parse_datetime(facts.get("started", ""))
        if started:
            clock.begin_at(started)
        else:
            clock.delete()
            if facts.get("status") == Status.WAITING and self.status == Status.OPEN:
                self.move_to(Status.WAITING, at=timezone.now())
        self.refresh_due()

    def _waiting_clock(self) -> Clock | None:
        """Of the customer's oldest unanswered message."""
        return self._response_clocks().filter(stopped_at=None).order_by("started_at").first()
