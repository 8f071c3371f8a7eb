"""The watch over the calls that customers wait for: warns whoever has the ticket before the window ends (R10)."""

from __future__ import annotations

import datetime as dt

from tickets.models.callback import Callback
from tickets.models.notice import Notice
from tickets.models.roster import Roster
from tickets.rules import alarms

WARNED_BEFORE = 30 * 60  # seconds of their working time


class CallWatch:
    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self._roster = Roster()

    def look(self) -> None:
        """A second look at the same moment finds nothing left to do."""
        calls = Callback.objects.open().filter(begins_at__lte=self.now, ends_at__gt=self.now)
        waiting = calls.filter(ticket__is_spam=False)
        for callback in waiting.select_related("ticket__channel__calendar", "ticket__customer"):
            self._warn(callback)

    def _warn(self, callback: Callback) -> None:
        ticket = callback.ticket
        for agent in self._roster.concerned(ticket.assignee_id, ticket):
            hours = self._roster.hours(agent, ticket)
            if alarms.nears(self.now, due=callback.ends_at, seconds=WARNED_BEFORE, hours=hours):
                key = f"{callback.notice_key}{callback.window.key}:{agent.pk}"
                Notice.tell(agent, "call_due", key=key, ticket=ticket, callback=callback)
