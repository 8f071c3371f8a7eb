"""A clock of the past: `tickets.models.Clock` without its row, so that thousands can run at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tickets.rules.worktime import WorkCalendar


@dataclass
class Ticking:
    kind: str
    calendar: WorkCalendar
    target_seconds: int
    started_at: dt.datetime
    due_at: dt.datetime
    paused_at: dt.datetime | None = None
    pauses: list[list[int]] = field(default_factory=list)
    paused_business_seconds: int = 0
    paused_calendar_seconds: int = 0
    stopped_at: dt.datetime | None = None
    business_seconds: int | None = None
    calendar_seconds: int | None = None
    agent_id: int | None = None

    @classmethod
    def started(
        cls, kind: str, *, calendar: WorkCalendar, target_seconds: int, at: dt.datetime
    ) -> Ticking:
        due = calendar.add(at, seconds=target_seconds)
        return cls(kind, calendar, target_seconds, at, due)

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None and self.paused_at is None

    def pause(self, at: dt.datetime) -> None:
        if self.is_running:
            self.paused_at = at

    def resume(self, at: dt.datetime) -> None:
        if self.stopped_at or not self.paused_at:
            return
        self.paused_business_seconds += self.calendar.seconds_between(self.paused_at, at)
        self.paused_calendar_seconds += int((at - self.paused_at).total_seconds())
        self.pauses.append([int(self.paused_at.timestamp()), int(at.timestamp())])
        self.paused_at = None
        work = self.target_seconds + self.paused_business_seconds
        self.due_at = self.calendar.add(self.started_at, seconds=work)

    def stop(self, at: dt.datetime, *, agent_id: int | None = None) -> None:
        if self.stopped_at:
            return
        self.resume(at)
        self.stopped_at, self.agent_id = at, agent_id
        worked = self.calendar.seconds_between(self.started_at, at)
        self.business_seconds = max(0, worked - self.paused_business_seconds)
        passed = int((at - self.started_at).total_seconds())
        self.calendar_seconds = max(0, passed - self.paused_calendar_seconds)

    def restart(self) -> None:
        self.stopped_at = self.business_seconds = self.calendar_seconds = self.agent_id = None

    def hold_until(self, at: dt.datetime) -> None:
        """The customer knows a later date; a target missed before stays missed."""
        if self.is_running and at > self.due_at:
            worked = self.calendar.seconds_between(self.started_at, at)
            self.target_seconds = worked - self.paused_business_seconds
            self.due_at = self.calendar.add(self.started_at, seconds=worked)

    def breached_at(self, now: dt.datetime) -> dt.datetime | None:
        """When its target was missed; None when it was kept, or can still be."""
        end = self.stopped_at or self.paused_at or now
        return self.due_at if end > self.due_at else None
