"""The watch over what we promised: warns in time whoever has the ticket, and writes down what was missed."""

from __future__ import annotations

import datetime as dt

from tickets.models.agent import Agent
from tickets.models.notice import Notice
from tickets.models.promise import Promise
from tickets.rules import alarms

WARNED_BEFORE = 2 * 3600  # seconds of their working time


class PromiseWatch:
    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def look(self) -> None:
        """A second look at the same moment finds nothing left to do."""
        promises = Promise.objects.select_related("ticket__channel__calendar", "agent__calendar")
        for promise in promises.overdue(self.now):
            promise.ticket.miss_promise(promise)
        near = promises.open().filter(due_at__lt=self.now + _FURTHEST)
        for promise in near.select_related("ticket__assignee__calendar", "ticket__customer"):
            self._warn(promise)

    def _warn(self, promise: Promise) -> None:
        agent = promise.ticket.assignee or promise.agent
        if agent and self._nears(promise, agent):
            Notice.tell(
                agent,
                "promise_due",
                key=f"{promise.notice_key}{agent.pk}",
                ticket=promise.ticket,
                promise=promise,
            )

    def _nears(self, promise: Promise, agent: Agent) -> bool:
        calendar = agent.calendar or promise.ticket.channel.calendar
        hours = calendar.work_calendar()
        return alarms.nears(self.now, due=promise.due_at, seconds=WARNED_BEFORE, hours=hours)


# Weekends and holidays lie between a warning and what is due; further ahead nobody need look.
_FURTHEST = dt.timedelta(days=7)
