"""An SLA clock: one row an episode, the engine of due times and the facts table of every report.

Durations are whole seconds. Business seconds follow the channel's calendar, calendar seconds the wall;
both leave paused time out. `due_at` moves when a pause ends, and is never rewritten by a policy change.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.rules.worktime import WorkCalendar


class Clock(models.Model):
    class Kind(models.TextChoices):
        FIRST_RESPONSE = "first_response", _("First response")
        NEXT_RESPONSE = "next_response", _("Next response")
        RESOLUTION = "resolution", _("Resolution")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    calendar = models.ForeignKey("tickets.BusinessCalendar", on_delete=models.PROTECT)
    target_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
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

    def work_calendar(self) -> WorkCalendar:
        return self.calendar.work_calendar()

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
            self.paused_at = at
            self.save(update_fields=["paused_at"])

    def resume(self, at: dt.datetime) -> None:
        """Count on from `at`; the due time moves by the business time that the pause took."""
        if self.stopped_at or not self.paused_at:
            return
        calendar = self.work_calendar()
        self.paused_business_seconds += calendar.seconds_between(self.paused_at, at)
        self.paused_calendar_seconds += max(0, int((at - self.paused_at).total_seconds()))
        self.paused_at = None
        self.due_at = calendar.add(
            self.started_at, seconds=self.target_seconds + self.paused_business_seconds
        )
        self.save()

    def stop(self, at: dt.datetime, *, agent_id: int | None = None) -> None:
        if self.stopped_at:
            return
        if self.paused_at:
            self.resume(at)
        self.stopped_at = at
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
