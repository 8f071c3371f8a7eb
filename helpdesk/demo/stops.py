"""The procedure of one matter of the past: which stop was reached when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from helpdesk.demo import story as play
from helpdesk.demo.setting import Setting
from tickets.models import Step, TicketStep
from tickets.rules.procedures import answer_token

SKIPPED_SHARE = 0.06
SKIP_REASONS = {
    "en": "Not needed here: the cause was clear at once.",
    "es": "No hace falta aquí: la causa estaba clara desde el principio.",
}
State = TicketStep.State


@dataclass
class Stop:
    step: Step
    state: str = State.AHEAD
    began_at: dt.datetime | None = None
    due_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    ended_by: int | None = None
    reason: str = ""

    @property
    def seconds(self) -> int:
        return self.step.expected_seconds or 0

    @property
    def answer(self) -> str:
        """The first one to its question, once it is done."""
        return self.step.choices()[0].key if self.step.asks and self.state == State.DONE else ""


class Stops:
    """The line of stops; each answer of an agent moves it on, so that the last one ends it."""

    def __init__(self, setting: Setting, story: play.Story, *, skips: bool) -> None:
        self._calendar = setting.desk.calendar
        self._language = story.language
        answers = sum(turn.mark in (play.AGENT, play.PROPOSAL) for turn in story.turns)
        self._answers = max(2, answers)  # one answer alone never leads to the last stop
        self._given = 0
        self._skips = skips
        self.line = [Stop(step) for step in setting.matter.steps]

    @property
    def done(self) -> int:
        return sum(stop.ended_at is not None for stop in self.line)

    def laid(self) -> list[Stop]:
        """The line as it is known by now: what a question decides is not there before its answer."""
        given = {answer_token(stop.step.key, stop.answer) for stop in self.line if stop.answer}
        return [
            stop
            for stop in self.line
            if stop.state != State.AHEAD or stop.step.stop().is_on_the_way(given)
        ]

    @property
    def current(self) -> Stop | None:
        return next((stop for stop in self.line if stop.state == State.CURRENT), None)

    def begin(self, at: dt.datetime) -> None:
        self._enter(0, at)

    def answered(self) -> int:
        """How many stops ought to be behind us after one more answer."""
        self._given += 1
        return max(1, round(self._given / self._answers * (len(self.line) - 1)))

    def reach(self, target: int, at: dt.datetime, *, by: int | None) -> list[Stop]:
        """End the stops before `target`, spread over the time since the last; returns those."""
        begun = self.done
        ended = self.line[begun:target]
        since = self.line[begun].began_at if ended else None
        for index, stop in enumerate(ended):
            assert since is not None
            moment = since + (at - since) * (index + 1) / len(ended)
            stop.ended_at, stop.ended_by, stop.state = moment, by, State.DONE
            if self._skips and begun + index == 2:
                stop.state, stop.reason = State.SKIPPED, SKIP_REASONS[self._language]
            self._enter(begun + index + 1, moment)
        return ended

    def _enter(self, index: int, at: dt.datetime) -> None:
        if index < len(self.line):
            stop = self.line[index]
            stop.state, stop.began_at = State.CURRENT, at
            stop.due_at = self._calendar.add(at, seconds=stop.seconds)
