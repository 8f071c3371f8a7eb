from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tickets.models.event import Event
from tickets.models.procedure import Procedure, Step
from tickets.models.ticket.recorded import Recorded
from tickets.models.ticket_step import TicketStep

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.category import Category


class Guided(Recorded):
    """The procedure of this ticket (R7): which step it is at, what comes next, and by when."""

    class Meta:
        abstract = True

    def current_step(self) -> TicketStep | None:
        return self._steps().filter(state=TicketStep.State.CURRENT).first()

    def next_step(self) -> TicketStep | None:
        return self._steps().filter(state=TicketStep.State.AHEAD).first()

    def line_of_stops(self) -> list[TicketStep]:
        return list(self._steps())

    def begin_procedure(
        self, procedure: Procedure, *, by: Agent | None = None, at: dt.datetime | None = None
    ) -> None:
        """Run this procedure from its first step; what was done of an earlier one stays on the line."""
        if self.procedure_id == procedure.pk:
            return
        now = at or timezone.now()
        with transaction.atomic():
            self._lock()
            ended = (TicketStep.State.DONE, TicketStep.State.SKIPPED)
            self._steps().exclude(state__in=ended).delete()
            last = self._steps().last()
            position = last.position + 1 if last else 0
            TicketStep.objects.bulk_create(self._new_stops(procedure.live_steps(), position))
            self.procedure = procedure
            self.save(update_fields=["procedure"])
            self._enter_next(now)
            self.record(Event.Kind.PROCEDURE_BEGUN, by=by, at=now, procedure=procedure.pk)

    def complete_step(
        self, step: TicketStep, *, by: Agent | None = None, at: dt.datetime | None = None
    ) -> bool:
        """Mark the current step done and enter the next. False if it is no longer the current one."""
        return self._end(step, state=TicketStep.State.DONE, by=by, at=at)

    def skip_step(self, step: TicketStep, *, by: Agent, reason: str) -> bool:
        """Leave the current step out, with the reason on record. False if it is no longer current."""
        if not reason.strip():
            raise ValueError("A step is skipped with a reason.")
        return self._end(step, state=TicketStep.State.SKIPPED, by=by, reason=reason.strip()[:300])

    def set_category(self, category: Category, *, by: Agent | None = None) -> None:
        """Sort the ticket under this type of problem, with its procedure and its team."""
        if self.category_id == category.pk:
            return
        with transaction.atomic():
            self._lock()
            before = self.category.pk if self.category else None
            self.category = category
            changed = ["category"]
            if category.team:
                self.team = category.team
                changed.append("team")
            self.save(update_fields=changed)
            self.record(Event.Kind.CATEGORY, by=by, before=before, after=category.pk)
            self.retarget(by=by)
            if category.procedure:
                self.begin_procedure(category.procedure, by=by)

    def _end(
        self,
        step: TicketStep,
        *,
        state: str,
        by: Agent | None,
        at: dt.datetime | None = None,
        reason: str = "",
    ) -> bool:
        now = at or timezone.now()
        with transaction.atomic():
            self._lock()
            ended = self._steps().filter(pk=step.pk, state=TicketStep.State.CURRENT)
            if not ended.update(state=state, ended_at=now, ended_by=by, reason=reason):
                return False
            is_done = state == TicketStep.State.DONE
            kind = Event.Kind.STEP_DONE if is_done else Event.Kind.STEP_SKIPPED
            self.record(kind, by=by, at=now, step=step.step_id, reason=reason)
            self._enter_next(now)
        return True

    def _enter_next(self, now: dt.datetime) -> None:
        following = self.next_step()
        if following:
            self._enter(following, now)
            following.save()
        states = list(self._steps().values_list("state", flat=True))
        ended = (TicketStep.State.DONE, TicketStep.State.SKIPPED)
        self.steps_total = len(states)
        self.steps_done = sum(state in ended for state in states)
        self.save(update_fields=["steps_total", "steps_done", "team"])

    def _new_stops(self, steps: Iterable[Step], position: int = 0) -> list[TicketStep]:
        """Not saved yet."""
        return [
            TicketStep(ticket_id=self.pk, step=step, position=place)
            for place, step in enumerate(steps, start=position)
        ]

    def _enter(self, stop: TicketStep, now: dt.datetime) -> None:
        """Stand at this stop; nothing is saved."""
        calendar = self.channel.calendar.work_calendar()
        stop.state, stop.began_at = TicketStep.State.CURRENT, now
        stop.due_at = calendar.add(now, seconds=stop.step.expected_minutes * 60)
        self.team_id = stop.step.team_id or self.team_id

    def _steps(self) -> QuerySet[TicketStep]:
        return TicketStep.objects.filter(ticket_id=self.pk).select_related("step")

    def retarget(self, *, by: Agent | None = None) -> None:
        raise NotImplementedError  # clocked.py
