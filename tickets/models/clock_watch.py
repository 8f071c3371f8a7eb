"""The watch over the running clocks: one look finds what is missed and who has to be told.

A look reads the small tables whole and each running clock once, and writes only what is new; a second look at
the same moment finds nothing left to do.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from tickets.models.agent import Agent
from tickets.models.alarm import Alarm
from tickets.models.clock import Clock
from tickets.models.notice import Notice
from tickets.models.roster import Roster
from tickets.models.ticket import Ticket
from tickets.rules import alarms

log = logging.getLogger(__name__)


class ClockWatch:
    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self._roster = Roster()

    def look(self) -> None:
        missed = Clock.objects.running().filter(due_at__lt=self.now, breached_at=None)
        for clock in missed.select_related("ticket"):
            clock.ticket.note_breach(clock)
        for clock, alarm, agents in list(self._due()):
            try:
                self._ring(alarm, clock, agents)
            except Exception:  # one ticket that cannot be told of must not silence the others
                log.exception("Nobody was told of clock %s", clock.pk)

    def _due(self) -> Iterator[tuple[Clock, Alarm, list[Agent]]]:
        clocks = Clock.objects.running().filter(policy__in=self._alarms)
        columns = ("kind", "policy", "target_seconds", "due_at", "ticket__assignee", "ticket__team")
        few = clocks.select_related("ticket__channel").only(*columns, "ticket__channel__calendar")
        for clock in few.iterator():
            for alarm in self._alarms[clock.policy_id or 0]:
                agents = [
                    agent
                    for agent in self._concerned(alarm, clock.ticket)
                    if alarm.key_for(clock.pk, agent.pk) not in self._told
                    and self._is_time(alarm, clock, agent)
                ]
                if agents:
                    yield clock, alarm, agents

    def _ring(self, alarm: Alarm, clock: Clock, agents: list[Agent]) -> None:
        tickets = Ticket.objects.select_related("channel__calendar", "customer", "assignee")
        tickets.get(pk=clock.ticket_id).ring(alarm, clock, agents, now=self.now)

    def _is_time(self, alarm: Alarm, clock: Clock, agent: Agent) -> bool:
        is_time = alarms.is_late if alarm.is_escalation else alarms.nears
        return is_time(
            self.now,
            due=clock.due_at,
            seconds=alarm.seconds(clock.target_seconds),
            hours=self._roster.hours(agent, clock.ticket),
        )

    def _concerned(self, alarm: Alarm, ticket: Ticket) -> list[Agent]:
        """Whom the alarm means."""
        whom = {
            Alarm.Whom.ASSIGNEE: ticket.assignee_id,
            Alarm.Whom.PERSON: alarm.person_id,
            Alarm.Whom.LEADS: None,
        }[Alarm.Whom(alarm.whom)]
        return self._roster.concerned(whom, ticket)

    @cached_property
    def _alarms(self) -> dict[int, list[Alarm]]:
        found: dict[int, list[Alarm]] = defaultdict(list)
        for alarm in Alarm.objects.select_related("policy"):
            found[alarm.policy_id].append(alarm)
        return found

    @cached_property
    def _told(self) -> set[str]:
        return set(Notice.objects.filter(clock__stopped_at=None).values_list("key", flat=True))
