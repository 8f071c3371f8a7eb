"""An SLA clock: one row an episode, the engine of due times and the facts table of every report.

Moments and durations are whole seconds, so that a clock that was paused many times is still right to the
second. Business seconds follow the channel's calendar, calendar seconds the wall; both leave paused time out.
`due_at` moves when a pause ends or the ticket gets another policy, and never because a policy was edited.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.rules.worktime import WorkCalendar

if TYPE_CHECKING:
    from tickets.models.sla import SLAPolicy
    from tickets.models.ticket.fields import TicketFields


class ClockQuerySet(models.QuerySet["Clock"]):
    def running(self) -> ClockQuerySet:
        """Neither stopped nor paused, and somebody waits for them."""
        return self.filter(stopped_at=None, paused_at=None, ticket__is_spam=False)

    def reckon_anew(self, now: dt.datetime) -> list[Clock]:
        """Move what is yet to fall due, since the opening hours changed; what was missed stays missed."""
        changed = []
        for clock in self.filter(stopped_at=None, due_at__gt=now).select_related("calendar"):
            if (due := clock.reckoned_due()) != clock.due_at:
                clock.due_at = due
                changed.append(clock)
        self.bulk_update(changed, ["due_at"], batch_size=1000)
        return changed


class Clock(models.Model):
    class Kind(models.TextChoices):
        FIRST_RESPONSE = "first_response", _("First response")
        NEXT_RESPONSE = "next_response", _("Next response")
        RESOLUTION = "resolution", _("Resolution")
        STEP = "step", _("Step")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    calendar = models.ForeignKey("tickets.BusinessCalendar", on_delete=models.PROTECT)
    # Whose alarms it rings; the target is the one that the policy had when the clock began.
    policy = models.ForeignKey("tickets.SLAPolicy", on_delete=models.SET_NULL, null=True)
    target_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    # [[from, until], …] in seconds since 1970, in order; the sums below are what reports ask for.
    pauses = models.JSONField(default=list, db_default=[])
    paused_business_seconds = models.PositiveIntegerField(default=0)
    paused_calendar_seconds = models.PositiveIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    business_seconds = models.PositiveIntegerField(null=True)
    calendar_seconds = models.PositiveIntegerField(null=True)
    warned_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    # Whom and what it counts for, as it was when the clock stopped.
    channel = models.ForeignKey("tickets.Channel", on_delete=models.PROTECT)
    team = models.ForeignKey("tickets.Team", on_delete=models.SET_NULL, null=True)
    category = models.ForeignKey("tickets.Category", on_delete=models.SET_NULL, null=True)
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ticket", "kind"),
                condition=models.Q(stopped_at=None),
                name="one_running_clock_a_kind",
            ),
        )
        indexes = (
            models.Index(fields=("kind", "started_at"), name="clock_kind_started"),
            models.Index(
                fields=("due_at",), condition=models.Q(stopped_at=None), name="clock_running_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of ticket {self.ticket_id}"

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None and self.paused_at is None

    @classmethod
    def of(
        cls,
        ticket: TicketFields,
        kind: str,
        at: dt.datetime,
        *,
        policy: SLAPolicy,
        seconds: int | None = None,
    ) -> Self:
        """A clock of this ticket that begins at this moment, not yet saved. `seconds` of business time: its
        target, if not the policy's.
        """
        clock = cls(
            ticket_id=ticket.pk,
            kind=kind,
            calendar=ticket.channel.calendar,
            policy_id=policy.pk,
            target_seconds=policy.target_seconds(kind) if seconds is None else seconds,
            started_at=at.replace(microsecond=0),
            channel_id=ticket.channel_id,
            team_id=ticket.team_id,
            category_id=ticket.category_id,
        )
        clock.due_at = clock.reckoned_due()
        return clock

    def work_calendar(self) -> WorkCalendar:
        return self.calendar.work_calendar()

    def reckoned_due(self) -> dt.datetime:
        """The moment at which the target is used up: the one place where it is reckoned."""
        pauses = ([dt.datetime.fromtimestamp(at, dt.UTC) for at in pause] for pause in self.pauses)
        return self.work_calendar().add_apart_from(
            ((begin, end) for begin, end in pauses), self.started_at, seconds=self.target_seconds
        )

    def elapsed(self, now: dt.datetime) -> tuple[int, int]:
        """(business seconds, calendar seconds) counted until `now`, pauses left out."""
        end = self.stopped_at or self.paused_at or now
        business = self.work_calendar().seconds_between(self.started_at, end)
        calendar = int((end - self.started_at).total_seconds())
        return (
            max(0, business - self.paused_business_seconds),
            max(0, calendar - self.paused_calendar_seconds),
        )

    def pause(self, at: dt.datetime) -> None:
        if self.is_running:
            self.paused_at = max(at.replace(microsecond=0), self.started_at)
            self.save(update_fields=["paused_at"])

    def resume(self, at: dt.datetime) -> None:
        """Count on from `at`; what was not yet due falls due later by the business time of the pause."""
        if self.stopped_at or not self.paused_at:
            return
        end = max(at.replace(microsecond=0), self.paused_at)
        self.paused_business_seconds += self.work_calendar().seconds_between(self.paused_at, end)
        self.paused_calendar_seconds += int((end - self.paused_at).total_seconds())
        self.pauses = [*self.pauses, [int(self.paused_at.timestamp()), int(end.timestamp())]]
        self.paused_at = None
        self.due_at = self.reckoned_due()
        self.save()

    def retarget(self, policy: SLAPolicy) -> bool:
        """Count against this policy's target, from the start of the clock. False when it does so already.

        A target that is no longer missed takes its breach back; what was told stays in the history.
        """
        if self.stopped_at or self.policy_id == policy.pk:
            return False
        self.policy_id, self.target_seconds = policy.pk, policy.target_seconds(self.kind)
        self.due_at = self.reckoned_due()
        self.warned_at = None
        if self.breached_at and self.due_at > self.breached_at:
            self.breached_at = None
        self.save()
        return True

    def hold_until(self, at: dt.datetime) -> None:
        """The customer knows a later date (R2): the target moves there. A target missed before stays missed."""
        if self.is_running and at > self.due_at:
            business = self.work_calendar().seconds_between(self.started_at, at)
            self.target_seconds = max(0, business - self.paused_business_seconds)
            self.due_at, self.warned_at = at, None
            self.save(update_fields=["target_seconds", "due_at", "warned_at"])

    def begin_at(self, at: dt.datetime) -> None:
        """Count from another moment: the wait turned out to have begun there."""
        self.started_at = at.replace(microsecond=0)
        self.due_at = self.reckoned_due()
        self.save(update_fields=["started_at", "due_at"])

    def stop(self, at: dt.datetime, *, agent_id: int | None = None) -> None:
        if self.stopped_at:
            return
        if self.paused_at:
            self.resume(at)
        self.stopped_at = at = max(at.replace(microsecond=0), self.started_at)
        self.business_seconds, self.calendar_seconds = self.elapsed(at)
        if at > self.due_at and not self.breached_at:
            self.breached_at = self.due_at
        self.agent_id = agent_id or self.ticket.assignee_id
        self.team_id, self.category_id = self.ticket.team_id, self.ticket.category_id
        self.save()

    def restart(self) -> None:
        """Take a stop back: what it was stopped for did not hold (a bounced answer, a declined proposal)."""
        self.stopped_at = self.business_seconds = self.calendar_seconds = None
        self.save()
