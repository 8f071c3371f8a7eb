"""The dates that were given to the customer of one matter: kept, missed, or told again in time.

The watch over promises looks every minute; here, time is walked over from one turn to the next.
"""

from __future__ import annotations

import datetime as dt

from helpdesk.demo import wording
from helpdesk.demo.past import Past, Promised
from tickets.models import Clock, Event, Message, OutgoingMail, Promise
from tickets.models.ticket import Status
from tickets.rules import moments
from tickets.rules.promised import promised_dates

DONE_SHARE = 0.85
State, Kind = Promise.State, Promise.Kind
SETTLED: dict[str, str] = {
    State.KEPT: Event.Kind.PROMISE_KEPT,
    State.MISSED: Event.Kind.PROMISE_MISSED,
    State.RENEWED: Event.Kind.PROMISE_RENEWED,
}


class Promises(Past):
    """What is given in matters that are played in full; measuring needs none."""

    def promise_answer(self, kind: str, due_at: dt.datetime, *, by: int | None = None) -> int:
        """The newest message says when a person answers. Returns its place."""
        self._promise(kind, self._in_words(due_at, now=self.said[-1].at), due_at, by=by)
        return len(self.promises) - 1

    def owe_an_answer(self) -> None:
        """To the newest message; the customer's page says by when it comes."""
        if not self.running(Clock.Kind.NEXT_RESPONSE):
            self.start(Clock.Kind.NEXT_RESPONSE)
            if self.setting.acknowledges:
                self.promise_answer(Kind.SHOWN, self.clocks[-1].due_at)

    def promise_as_written(self, words: str) -> None:
        """The agent's newest message binds us by its words. What was promised mostly happens."""
        if not self.setting.acknowledges:
            return
        language, calendar = self.story.language, self.setting.desk.calendar
        dates = promised_dates(words, language=language, now=self.at, calendar=calendar)
        for date in {date.at: date for date in dates}.values():
            promise = self._promise(Kind.WRITTEN, date.words, date.at, by=self.setting.agent_id)
            if self.pace.chance(DONE_SHARE):
                share = self.pace.rng.uniform(0.4, 0.9)
                promise.done_at = self.at + (date.at - self.at) * share

    def hold(self) -> None:
        """The agent asks for time, and says until when (R2)."""
        calendar = self.setting.desk.calendar
        until = calendar.add(self.at, seconds=self.setting.desk.targets[Clock.Kind.NEXT_RESPONSE])
        for clock in self.clocks:
            if clock.kind in (Clock.Kind.FIRST_RESPONSE, Clock.Kind.NEXT_RESPONSE):
                clock.hold_until(until)
        agent = self.setting.agent_id
        words = wording.HOLDING[self.story.language].format(
            until=self._in_words(until, now=self.at)
        )
        said = self.write(Message.Kind.AUTOMATIC, words, self.at, mail=OutgoingMail.Kind.HOLDING)
        said.agent_id = agent
        earlier = [promise for promise in self.promises if promise.is_open]
        later = self.promise_answer(Kind.HELD, until, by=agent)
        for promise in earlier:
            self._renew(promise, later)
        self.record_said(Event.Kind.HELD, by=agent)

    def pass_promises(self, until: dt.datetime) -> None:
        """What became of the dates by then."""
        for promise in self.promises:  # grows by those that are told again
            if not promise.is_open:
                continue
            told_at = self._last_call(promise)
            if promise.done_at and promise.done_at <= until:
                self._settle(promise, State.KEPT, promise.done_at, by=promise.agent_id)
            elif told_at and told_at <= until:
                self._tell_delay(promise, told_at)
            elif promise.due_at <= until:
                self._settle(promise, State.MISSED, promise.due_at)

    def keep_promises_by(self, place: int, at: dt.datetime) -> None:
        """This message of a person left: what was promised before it is kept."""
        for promise in self.promises:
            if promise.is_open and promise.said < place:
                self._settle(promise, State.KEPT, at, about={"message": place})

    def keep_promises_at_close(self, *, is_agreed: bool) -> None:
        for promise in self.promises:
            if promise.is_open and (is_agreed or promise.kind == Kind.WRITTEN):
                self._settle(promise, State.KEPT, self.at)

    def _last_call(self, promise: Promised) -> dt.datetime | None:
        """When the customer is told of a delay; None where nobody tells them, or their mailbox is gone."""
        seconds = self.setting.desk.channel.delay_seconds
        if promise.kind == Kind.DELAYED or self.status == Status.CLOSED:
            return None
        if not seconds or self.setting.bounces:
            return None
        calendar = self.setting.desk.calendar
        given = calendar.seconds_between(promise.made_at, promise.due_at)
        return calendar.add(promise.made_at, seconds=given - min(seconds, given // 4))

    def _tell_delay(self, promise: Promised, at: dt.datetime) -> None:
        desk = self.setting.desk
        until = desk.calendar.add(promise.due_at, seconds=desk.targets[Clock.Kind.NEXT_RESPONSE])
        words = wording.DELAY[self.story.language].format(
            before=self._in_words(promise.due_at, now=at), until=self._in_words(until, now=at)
        )
        promise.delay_at = at
        self.write(Message.Kind.AUTOMATIC, words, at, mail=OutgoingMail.Kind.DELAY)
        later = self.promise_answer(Kind.DELAYED, until)
        self._renew(promise, later)
        about = {"message": len(self.said) - 1, "promise": later}
        self.record(Event.Kind.DELAY_TOLD, at, about=about)

    def _promise(self, kind: str, words: str, due_at: dt.datetime, *, by: int | None) -> Promised:
        said = self.said[-1]
        promise = Promised(len(self.said) - 1, kind, words, said.at, due_at, by)
        self.promises.append(promise)
        about = {"promise": len(self.promises) - 1}
        self.record(Event.Kind.PROMISED, said.at, by=by, about=about)
        return promise

    def _renew(self, promise: Promised, later: int) -> None:
        self._settle(promise, State.RENEWED, self.promises[later].made_at)
        promise.renewed_by = later

    def _settle(
        self,
        promise: Promised,
        state: str,
        at: dt.datetime,
        *,
        by: int | None = None,
        about: dict[str, int] | None = None,
    ) -> None:
        promise.state, promise.settled_at = state, at
        place = self.promises.index(promise)
        self.record(SETTLED[state], at, by=by, about={"promise": place, **(about or {})})

    def _in_words(self, at: dt.datetime, *, now: dt.datetime) -> str:
        zone = self.setting.desk.calendar.timezone
        return moments.in_words(at, language=self.story.language, timezone=zone, now=now)
