from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.event import Event
from tickets.models.procedure import ProcedureVersion
from tickets.models.ticket.guided import Guided, State
from tickets.models.ticket_step import TicketStep
from tickets.rules import procedures

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Reroutable(Guided):
    """When the procedure does not simply go on: back to an earlier step, or over to a newer version."""

    class Meta:
        abstract = True

    def steps_to_go_back_to(self) -> list[TicketStep]:
        """The steps passed that the running version still has, newest first."""
        if not self.procedure_version:
            return []
        keys = {stop.key for stop in self.procedure_version.stops()}
        return [row for row in self._passed().reverse() if row.step.key in keys]

    def go_back(self, to: TicketStep, *, by: Agent, reason: str) -> bool:
        """Take up an earlier step again, with the reason on record: it and what came after count no more.

        False if it is not one to go back to, or no longer.
        """
        if not reason.strip():
            raise ValueError("One goes back with a reason.")
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            version = self.procedure_version
            if not version or to not in self.steps_to_go_back_to():
                return False
            undone = self._steps().filter(position__gte=to.position)
            self._leave(undone.exclude(state=State.AHEAD), by=by, at=now, reason=reason[:300])
            given = self._given()
            again = version.steps.get(key=to.step.key)
            self._lay_ahead([again, *version.steps_ahead(after=again.key, given=given)])
            self._steps().filter(step=again, state=State.AHEAD).update(
                ticked=to.ticked, noted=to.noted
            )
            self.record(Event.Kind.WENT_BACK, by=by, at=now, step=again.pk, reason=reason[:300])
            self._call_back_step_mail()
            self._enter_next(now, tells=False)
        return True

    def landing_in(self, version: ProcedureVersion) -> str:
        """The key of the step at which this ticket would go on in another version; "" behind the last."""
        line = self._steps().select_related("step__version")
        return landing_of(list(line), version.procedure_id, version.stops())

    def move_to_version(self, version: ProcedureVersion, *, by: Agent) -> bool:
        """Go on by another published version of the same procedure; what was done stays as it was.

        At the same step its time runs on; at another one it begins. False when there is nothing to move.
        """
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            before = self.procedure_version
            if version.is_draft or before == version or self.procedure != version.procedure:
                return False
            current, key, given = self.current_step(), self.landing_in(version), self._given()
            self.procedure_version = version
            self.save(update_fields=["procedure_version"])
            landed = version.steps.filter(key=key).first()
            ahead = version.steps_ahead(after=key, given=given) if landed else []
            stays = current and landed and current.step.key == key
            if current and stays:
                TicketStep.objects.filter(pk=current.pk).update(step=landed)
            else:
                self._leave(self._steps().filter(state=State.CURRENT), by=by, at=now)
            self._lay_ahead([landed, *ahead] if landed and not stays else ahead)
            self.record(
                Event.Kind.PROCEDURE_MOVED,
                by=by,
                at=now,
                before=before.number if before else None,
                after=version.number,
                step=landed.pk if landed else None,
            )
            if stays:
                self._count_steps()
            else:
                self._enter_next(now, tells=False)
        return True

    def _call_back_step_mail(self) -> None:
        raise NotImplementedError  # delivering.py


def landing_of(
    line: Sequence[TicketStep], procedure_id: int, stops: Sequence[procedures.Stop]
) -> str:
    """The key of the stop at which a ticket of this line goes on; "" behind the last. Without any query, for
    many tickets at once: each step comes with its version.
    """
    own = [row for row in line if row.step.version.procedure_id == procedure_id]
    passed = [row for row in own if row.is_passed]
    return procedures.landing(
        stops,
        current=next((row.step.key for row in own if row.state == State.CURRENT), ""),
        passed={row.step.key for row in passed},
        given={row.token for row in passed if row.token},
    )
