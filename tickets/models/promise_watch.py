"""The watch over what we promised: warns in time whoever has the ticket, tells the customer before a date is missed,
and writes down what was missed.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import cached_property

from django.db.models import Exists, OuterRef

from tickets.models.agent import Agent
from tickets.models.alarm import Alarm
from tickets.models.clock import Clock
from tickets.models.notice import Notice
from tickets.models.promise import Promise, PromiseQuerySet
from tickets.models.roster import Roster
from tickets.models.usual_wait import RESPONSES
from tickets.rules import alarms

# Of their working time: a matter that was promised takes longer than an answer.
WARNED_BEFORE, WARNED_BEFORE_AN_ANSWER = 2 * 3600, 30 * 60
# Weekends and holidays lie between a warning and what is due; further ahead nobody need look.
FURTHEST = dt.timedelta(days=7)

log = logging.getLogger(__name__)


class PromiseWatch:
    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self._roster = Roster()

    def look(self) -> None:
        """A second look at the same moment finds nothing left to do."""
        promises = Promise.objects.select_related("ticket__channel__calendar", "ticket__customer")
        for promise in promises.overdue(self.now):
            promise.ticket.miss_promise(promise)
        near = promises.open().filter(due_at__lt=self.now + FURTHEST, ticket__is_spam=False)
        for promise in _not_rung_by_clocks(near):
            self._safely(self._warn, promise)
        for promise in near.may_be_delayed().filter(ticket__channel__delay_seconds__gt=0):
            self._safely(self._tell_delay, promise)

    def _safely(self, verb: Callable[[Promise], None], promise: Promise) -> None:
        try:
            verb(promise)
        except Exception:  # one ticket that cannot be told of must not silence the others
            log.exception("Nobody was told of promise %s", promise.pk)

    def _warn(self, promise: Promise) -> None:
        for agent in self._concerned(promise):
            key = f"{promise.notice_key}{agent.pk}"
            if key not in self._told and self._nears(promise, agent):
                Notice.tell(agent, "promise_due", key=key, ticket=promise.ticket, promise=promise)

    def _tell_delay(self, promise: Promise) -> None:
        if alarms.is_last_call(
            self.now,
            made=promise.made_at,
            due=promise.due_at,
            seconds=promise.ticket.channel.delay_seconds,
            hours=self._roster.channel_hours(promise.ticket),
        ):
            agents = self._concerned(promise)
            promise.ticket.tell_delay(promise, now=self.now, agents=agents)

    def _concerned(self, promise: Promise) -> list[Agent]:
        """Whoever has the ticket, else gave the date, else leads."""
        agent_id = promise.ticket.assignee_id or promise.agent_id
        return self._roster.concerned(agent_id, promise.ticket)

    def _nears(self, promise: Promise, agent: Agent) -> bool:
        """Never more than half of the time that was given is left: an early warning says nothing."""
        hours = self._roster.hours(agent, promise.ticket)
        usual = WARNED_BEFORE_AN_ANSWER if promise.is_of_an_answer else WARNED_BEFORE
        given = self._roster.channel_hours(promise.ticket).seconds_between(
            promise.made_at, promise.due_at
        )
        seconds = min(usual, given // 2) if given else usual
        return alarms.nears(self.now, due=promise.due_at, seconds=seconds, hours=hours)

    @cached_property
    def _told(self) -> set[str]:
        told = Notice.objects.filter(key__startswith="promise:", ticket__promises__state="open")
        return set(told.values_list("key", flat=True))


def _not_rung_by_clocks(promises: PromiseQuerySet) -> PromiseQuerySet:
    """Where a running clock is due at the very moment, its policy says who is warned when."""
    before = (Alarm.When.SHARE_LEFT, Alarm.When.BEFORE)
    rings = Clock.objects.running().filter(
        ticket=OuterRef("ticket"),
        due_at=OuterRef("due_at"),
        kind__in=RESPONSES,
        policy__alarms__when__in=before,
    )
    return promises.exclude(Exists(rings))
