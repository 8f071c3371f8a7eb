from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.procedure import Procedure
from tickets.models.ticket.clocked import Clocked
from tickets.models.ticket.fields import Status
from tickets.models.ticket_step import TicketStep

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.category import Category
    from tickets.models.outgoing_mail import OutgoingMail
    from tickets.models.sla import SLAPolicy
    from tickets.models.step import Step

State = TicketStep.State


class Guided(Clocked):
    """The procedure of this ticket (R7): which step it is at, what comes next, and by when.

    A ticket keeps the version of the procedure that it began with. Its line holds the steps that the answers
    given so far lead to.
    """

    class Meta:
        abstract = True

    @property
    def procedure(self) -> Procedure | None:
        return self.procedure_version.procedure if self.procedure_version else None

    def current_step(self) -> TicketStep | None:
        return self._steps().filter(state=State.CURRENT).first()

    def next_step(self) -> TicketStep | None:
        return self._steps().filter(state=State.AHEAD).first()

    def line_of_stops(self) -> list[TicketStep]:
        return list(self._steps())

    def begin_procedure(
        self, procedure: Procedure, *, by: Agent | None = None, at: dt.datetime | None = None
    ) -> bool:
        """Run this procedure from its first step; what was done of an earlier one stays on the line.

        False when it runs already, or was never published.
        """
        version = procedure.published
        if not version or self.procedure == procedure:
            return False
        now = at or timezone.now()
        with transaction.atomic():
            self._lock()
            self._leave(self._steps().filter(state=State.CURRENT), by=by, at=now)
            self.procedure_version = version
            self.save(update_fields=["procedure_version"])
            self._lay_ahead(version.steps_ahead(after="", given=()))
            self.record(Event.Kind.PROCEDURE_BEGUN, by=by, at=now, procedure=procedure.pk)
            self._enter_next(now, tells=by is not None)
        return True

    def complete_step(
        self,
        step: TicketStep,
        *,
        by: Agent | None = None,
        at: dt.datetime | None = None,
        answer: str = "",
        noted: Mapping[str, str] | None = None,
    ) -> bool:
        """Mark the current step done and enter the next, by the answer to its question if it asks one.

        False if it is no longer the current one. ValueError without the answer or a fact that it wants.
        """
        facts = dict(noted or {})
        if step.step.lacks(answer, facts):
            raise ValueError("A step is done with its question answered and its facts noted.")
        return self._end(step, by=by, at=at, state=State.DONE, answer=answer, noted=facts)

    def skip_step(self, step: TicketStep, *, by: Agent, reason: str) -> bool:
        """Leave the current step out, with the reason on record. False if it is no longer current.

        A question that is skipped leads to none of its answers.
        """
        if not reason.strip():
            raise ValueError("A step is skipped with a reason.")
        return self._end(step, by=by, state=State.SKIPPED, reason=reason.strip()[:300])

    def end_awaited_step(self, at: dt.datetime) -> None:
        """The customer has agreed; the step that waits for the customer, if we stand there, is done."""
        current = self.current_step()
        if current and current.step.awaits_customer and not current.step.lacks("", {}):
            self.complete_step(current, at=at)

    def tick(self, step: TicketStep, place: int, *, is_done: bool) -> None:
        """Tick a point of the current step's check-list, or take the tick back."""
        with transaction.atomic():
            self._lock()
            current = self._steps().filter(pk=step.pk, state=State.CURRENT).first()
            if current and 0 <= place < len(current.step.checklist):
                ticked = set(current.ticked) | {place} if is_done else set(current.ticked) - {place}
                current.ticked = sorted(ticked)
                current.save(update_fields=["ticked"])

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

    def resume_resolution(self, at: dt.datetime) -> None:
        super().resume_resolution(at)
        if clock := self.running_clock(Clock.Kind.STEP):
            self._steps().filter(state=State.CURRENT).update(due_at=clock.due_at)

    def _end(
        self, step: TicketStep, *, by: Agent | None, at: dt.datetime | None = None, **outcome: Any
    ) -> bool:
        now = at or timezone.now()
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            ended = self._steps().filter(pk=step.pk, state=State.CURRENT)
            if not ended.update(ended_at=now, ended_by=by, **outcome):
                return False
            is_done = outcome["state"] == State.DONE
            kind = Event.Kind.STEP_DONE if is_done else Event.Kind.STEP_SKIPPED
            told = {name: words for name, words in outcome.items() if name != "state" and words}
            self.record(kind, by=by, at=now, step=step.step_id, **told)
            if version := self.procedure_version if outcome.get("answer") else None:
                self._lay_ahead(version.steps_ahead(after=step.step.key, given=self._given()))
            self._enter_next(now, tells=True)
        return True

    def _lay_ahead(self, steps: Iterable[Step]) -> None:
        """Let these steps, and no others, lie ahead."""
        every = TicketStep.objects.filter(ticket_id=self.pk)
        every.filter(state=State.AHEAD).delete()
        last = every.aggregate(last=Max("position", default=-1))["last"]
        TicketStep.objects.bulk_create(self._new_stops(steps, last + 1))

    def _enter_next(self, now: dt.datetime, *, tells: bool) -> None:
        """Begin the next step: its team, its clock, what rests while it lasts, and a word to the customer."""
        if clock := self.running_clock(Clock.Kind.STEP):
            clock.stop(now)
        following = self.next_step()
        if following:
            self._run(following, now)
        self._count_steps()
        self.refresh_due()
        if following and following.step.tells_customer and tells and self._is_going_on():
            self._tell_step(following)

    def _new_stops(self, steps: Iterable[Step], position: int = 0) -> list[TicketStep]:
        """Not saved yet."""
        return [
            TicketStep(ticket_id=self.pk, step=step, position=place)
            for place, step in enumerate(steps, start=position)
        ]

    def _enter(self, stop: TicketStep, now: dt.datetime, policy: SLAPolicy) -> Clock | None:
        """Stand at this stop; returns its clock, if it is not the customer's. Nothing is saved."""
        stop.state, stop.began_at = State.CURRENT, now
        clock = stop.step.clock(self, now, policy=policy)
        stop.due_at = clock.due_at
        self.team_id = stop.step.team_id or self.team_id
        return None if stop.step.awaits_customer else clock

    def _run(self, stop: TicketStep, now: dt.datetime) -> None:
        """Begin this step, with what rests while it lasts."""
        clock = self._enter(stop, now, self.policy())
        stop.save()
        self.save(update_fields=["team"])
        if not self._is_going_on():
            return
        if clock:
            clock.save()
        if clock and self.awaits_us:
            self.resume_resolution(now)
        else:
            self.pause_resolution(now)

    def _leave(
        self, rows: QuerySet[TicketStep], *, by: Agent | None, at: dt.datetime, reason: str = ""
    ) -> None:
        """These steps count no more; they stay in the history."""
        rows.filter(state=State.CURRENT).update(ended_at=at, ended_by=by, reason=reason)
        rows.update(state=State.LEFT)

    def _count_steps(self) -> None:
        counted = self._steps().aggregate(
            total=Count("pk"), done=Count("pk", filter=Q(state__in=TicketStep.PASSED))
        )
        self.steps_total, self.steps_done = counted["total"], counted["done"]
        self.save(update_fields=["steps_total", "steps_done"])

    def _is_going_on(self) -> bool:
        return self.status != Status.CLOSED and not self.is_spam

    def _given(self) -> set[str]:
        """The answers that count, as `Step.only_after` names them."""
        return {row.token for row in self._passed() if row.token}

    def _passed(self) -> QuerySet[TicketStep]:
        """The steps done or skipped of the procedure that runs, in whichever of its versions."""
        return self._steps().filter(
            state__in=TicketStep.PASSED, step__version__procedure=self.procedure
        )

    def _steps(self) -> QuerySet[TicketStep]:
        rows = TicketStep.objects.filter(ticket_id=self.pk).exclude(state=State.LEFT)
        return rows.select_related("step")

    def _tell_step(self, stop: TicketStep) -> OutgoingMail | None:
        raise NotImplementedError  # delivering.py
