from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.notice import Notice
from tickets.models.ticket.flaggable import Flaggable

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.alarm import Alarm


class Alarming(Flaggable):
    """What the watch over the clocks does to a ticket; each once, however often it looks."""

    class Meta:
        abstract = True

    def ring(
        self, alarm: Alarm, clock: Clock, agents: Iterable[Agent], *, now: dt.datetime
    ) -> None:
        """Tell these people that the target nears, or that it was missed, unless they know or it is settled."""
        with transaction.atomic():
            self._lock()
            if not Clock.objects.running().filter(pk=clock.pk, due_at=clock.due_at).exists():
                return
            told = [agent.pk for agent in agents if self._tell(alarm, clock, agent)]
            if not told:
                return
            if not alarm.is_escalation:
                Clock.objects.filter(pk=clock.pk, warned_at=None).update(warned_at=now)
            kind = Event.Kind.ESCALATED if alarm.is_escalation else Event.Kind.DUE_SOON
            self.record(kind, at=now, clock=clock.pk, clock_kind=clock.kind, told=told)

    def note_breach(self, clock: Clock) -> None:
        with transaction.atomic():
            self._lock()
            missed = Clock.objects.running().filter(pk=clock.pk, breached_at=None)
            if missed.filter(due_at=clock.due_at).update(breached_at=clock.due_at):
                self.record(Event.Kind.BREACHED, clock=clock.pk, clock_kind=clock.kind)
                self.look_for_signs()  # a wait that has grown too long is one

    def _tell(self, alarm: Alarm, clock: Clock, agent: Agent) -> bool:
        return Notice.tell(
            agent,
            "alarm",
            key=alarm.key_for(clock.pk, agent.pk),
            ticket=self,
            clock=clock,
            alarm=alarm,
        )
