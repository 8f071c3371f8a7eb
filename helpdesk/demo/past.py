"""What has happened to one ticket, as plain values that become rows later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from helpdesk.demo import story as play
from helpdesk.demo.pace import Pace
from helpdesk.demo.setting import Setting
from helpdesk.demo.stops import SKIPPED_SHARE, Stop, Stops
from helpdesk.demo.ticking import Ticking
from tickets.models import (
    Alternative,
    Callback,
    Clock,
    Event,
    Message,
    OutgoingMail,
    Promise,
    Proposal,
)
from tickets.models.ticket import Status
from tickets.rules.windows import Window

DELIVERED_SHARE = 0.85
State = OutgoingMail.State


@dataclass
class Said:
    """A message, and the mail that carried it if it is ours. An automatic one without words has usual ones."""

    kind: str
    at: dt.datetime
    words: str
    agent_id: int | None = None
    mail: str = ""
    delivery: str = ""
    delivered_at: dt.datetime | None = None
    error: str = ""


@dataclass
class Happened:
    """An event. `about` names what it is about, by place in the lists of the past: {"promise": 0}."""

    kind: str
    at: dt.datetime
    by: int | None = None
    about: Mapping[str, int] = field(default_factory=dict)
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Offered:
    said: int
    at: dt.datetime
    closes_at: dt.datetime
    state: str = Proposal.State.OFFERED
    reminded_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    reason: str = ""


@dataclass
class Optioned:
    """A way to settle it that a proposal offered."""

    offer: int
    alternative: Alternative
    words: str
    value: Decimal | None
    is_chosen: bool = False


@dataclass
class Called:
    """What a customer asked for who wants to be called, and what became of it."""

    number: str
    about: str
    window: Window
    asked_at: dt.datetime
    state: str = Callback.State.OPEN
    settled_at: dt.datetime | None = None
    attempts: int = 0


@dataclass
class Promised:
    """A date that a message of ours gave. `done_at`: when the agent says that it is done, unless settled before."""

    said: int
    kind: str
    words: str
    made_at: dt.datetime
    due_at: dt.datetime
    agent_id: int | None = None
    done_at: dt.datetime | None = None
    state: str = Promise.State.OPEN
    settled_at: dt.datetime | None = None
    delay_at: dt.datetime | None = None
    renewed_by: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state == Promise.State.OPEN


@dataclass
class Rated:
    score: int
    comment: str
    at: dt.datetime
    may_publish: bool = False
    published_at: dt.datetime | None = None


class Past:
    """The record of a matter. Whoever acts (`Course`) writes here and nowhere else."""

    def __init__(
        self, story: play.Story, setting: Setting, opened_at: dt.datetime, *, pace: Pace
    ) -> None:
        self.story, self.setting, self.opened_at, self.pace = story, setting, opened_at, pace
        self.at, self.now = opened_at, setting.now
        self.status: str = Status.NEW
        self.close_reason, self.close_note = "", ""
        self.closed_at: dt.datetime | None = None
        self.assignee_id: int | None = None
        self.said: list[Said] = []
        self.events: list[Happened] = []
        self.offers: list[Offered] = []
        self.options: list[Optioned] = []
        self.calls: list[Called] = []
        self.promises: list[Promised] = []
        self.clocks: list[Ticking] = []
        self.rating: Rated | None = None
        self.stops = Stops(setting, story, skips=not setting.stands and pace.chance(SKIPPED_SHARE))

    @property
    def next_due_at(self) -> dt.datetime | None:
        """The earliest of what we owe; a date that is owed on a closed ticket calls nobody."""
        due = [clock.due_at for clock in self.every_clock() if clock.is_running]
        due += [call.window.end for call in self.calls if call.state == Callback.State.OPEN]
        if self.status != Status.CLOSED:
            due += [promise.due_at for promise in self.promises if promise.is_open]
        return min(due, default=None)

    def every_clock(self) -> list[Ticking]:
        clock = self.step_clock()
        return [*self.clocks, clock] if clock else self.clocks

    def step_clock(self) -> Ticking | None:
        """That of the stop where it stands, if it is ours; it rests while the customer is to answer."""
        stop = self.stops.current
        if not stop or stop.step.awaits_customer or self.status == Status.CLOSED:
            return None
        assert stop.began_at
        calendar, kind = self.setting.desk.calendar, Clock.Kind.STEP
        clock = Ticking.started(
            kind, calendar=calendar, target_seconds=stop.seconds, at=stop.began_at
        )
        for moved in self.events:
            if moved.kind == Event.Kind.STATUS and moved.at >= stop.began_at:
                if moved.data["after"] in (Status.WAITING, Status.PROPOSED):
                    clock.pause(moved.at)
                else:
                    clock.resume(moved.at)
        return clock

    @property
    def last_customer_words(self) -> str:
        heard = [said.words for said in self.said if said.kind == Message.Kind.CUSTOMER]
        return heard[-1]

    @property
    def last_message_at(self) -> dt.datetime:
        spoken = (Message.Kind.CUSTOMER, Message.Kind.AGENT, Message.Kind.PHONE)
        return max(said.at for said in self.said if said.kind in spoken)

    def record(
        self,
        kind: str,
        at: dt.datetime,
        *,
        by: int | None = None,
        about: Mapping[str, int] | None = None,
        **data: object,
    ) -> None:
        self.events.append(Happened(kind, at, by, about or {}, data))

    def record_said(self, kind: str, *, by: int | None = None) -> None:
        """An event about the newest message."""
        self.record(kind, self.said[-1].at, by=by, about={"message": len(self.said) - 1})

    def record_offer(
        self, kind: str, at: dt.datetime, *, by: int | None = None, **more: int
    ) -> None:
        self.record(kind, at, by=by, about={"proposal": len(self.offers) - 1, **more})

    def record_mail(self, kind: str, at: dt.datetime, **data: object) -> None:
        """An event about the mail of the newest message."""
        self.events.append(Happened(kind, at, about={"mail": len(self.said) - 1}, data=data))

    def hear(self, words: str) -> None:
        self.said.append(Said(Message.Kind.CUSTOMER, self.at, words))
        self.record_said(Event.Kind.RECEIVED)

    def write(self, kind: str, words: str, at: dt.datetime, *, mail: str) -> Said:
        """A message of ours, accepted by the customer's server some seconds later."""
        by = self.setting.agent_id if kind == Message.Kind.AGENT else None
        said = Said(kind, at, words, by, mail=mail, delivery=State.ACCEPTED)
        undo = dt.timedelta(seconds=10 if by else 0)
        said.delivered_at = self.pace.shortly(at + undo, seconds=6)
        if self.pace.chance(DELIVERED_SHARE):
            said.delivery = State.DELIVERED
        self.said.append(said)
        return said

    def start(self, kind: str) -> None:
        if not self.running(kind):
            desk = self.setting.desk
            self.clocks.append(
                Ticking.started(
                    kind, calendar=desk.calendar, target_seconds=desk.targets[kind], at=self.at
                )
            )

    def running(self, kind: str) -> Ticking | None:
        clocks = (clock for clock in self.clocks if clock.kind == kind and not clock.stopped_at)
        return next(clocks, None)

    def move(self, status: str) -> None:
        if status != self.status:
            before, self.status = self.status, status
            self.record(Event.Kind.STATUS, self.at, before=str(before), after=str(status))

    def reach(self, stop: int, at: dt.datetime, *, by: int | None) -> None:
        for ended in self.stops.reach(stop, at, by=by):
            self._record_stop(ended)

    def _record_stop(self, stop: Stop) -> None:
        assert stop.ended_at is not None
        is_done = not stop.reason
        kind = Event.Kind.STEP_DONE if is_done else Event.Kind.STEP_SKIPPED
        self.record(kind, stop.ended_at, by=stop.ended_by, step=stop.step.pk, reason=stop.reason)
