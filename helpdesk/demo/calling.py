"""The calls of one matter: the customer asks for one, and we make it (R10)."""

from __future__ import annotations

import datetime as dt

from helpdesk.demo import cast, wording
from helpdesk.demo.past import Called, Said
from helpdesk.demo.promising import Promises
from tickets.models import Callback, Clock, Event, Message, OutgoingMail, phone_number
from tickets.models.ticket import Status
from tickets.rules import moments
from tickets.rules.windows import Window, call_windows

State = Callback.State


class Calls(Promises):
    def ask_call(self, about: str, *, stands: bool) -> None:
        """For the next time that we offer. Whose story stands there is still waiting for the call."""
        offered = call_windows(self.setting.desk.phone_hours, now=self.at)
        ahead = [each for each in offered if not stands or each.begin > self.now]
        window = (ahead or offered[-1:])[0]
        number = cast.phone_number(self.story.language, rng=self.pace.rng)
        self.calls.append(Called(number, about, window, self.at))
        place = len(self.calls) - 1
        self.record(Event.Kind.CALL_ASKED, self.at, about={"callback": place}, number=number)
        self.take_up_again()
        self._write_of_call(wording.CALL_BOOKED)

    def moment_of_call(self) -> dt.datetime:
        """Within the window, and never before what happened last."""
        window = self.calls[-1].window
        begin = max(window.begin, self.at)
        return begin + (window.end - begin) * self.pace.rng.uniform(0.05, 0.6)

    def log_call(self, outcome: str, note: str) -> None:
        """Those who were not reached are called again at the next time."""
        call, agent = self.calls[-1], self.setting.agent_id
        call.attempts += 1
        is_reached = outcome == State.REACHED
        if not is_reached:
            call.window = self._next_window(call.window)
        words = self._call_in_words(wording.REACHED if is_reached else wording.CALL_AGAIN)
        self.said.append(
            Said(Message.Kind.PHONE, self.at, f"{words}\n\n{note}" if note else words, agent)
        )
        place = len(self.said) - 1
        self.record(Event.Kind.CALLED, self.at, by=agent, about={"message": place}, outcome=outcome)
        if not is_reached:
            self._write_of_call(wording.CALL_AGAIN)
            return
        call.state, call.settled_at = State.REACHED, self.at
        self.answered(self.at)
        if self.status == Status.NEW:
            self.move(Status.OPEN)

    def answered(self, at: dt.datetime) -> None:
        """The newest message is a person's answer: nobody waits for a response any more."""
        for kind in (Clock.Kind.FIRST_RESPONSE, Clock.Kind.NEXT_RESPONSE):
            if clock := self.running(kind):
                clock.stop(at, agent_id=self.setting.agent_id)
        self.keep_promises_by(len(self.said) - 1, at)

    def take_up_again(self) -> None:
        """The customer has come back to us: it is our turn."""
        if self.status in (Status.WAITING, Status.PROPOSED):
            self.move(Status.OPEN)
            self.clocks[1].restart()
            self.clocks[1].resume(self.at)

    def _next_window(self, window: Window) -> Window:
        return call_windows(self.setting.desk.phone_hours, now=window.end)[0]

    def _write_of_call(self, text: dict[str, str]) -> None:
        kind = OutgoingMail.Kind.CALLBACK
        self.write(Message.Kind.AUTOMATIC, self._call_in_words(text), self.at, mail=kind)

    def _call_in_words(self, text: dict[str, str]) -> str:
        call, language = self.calls[-1], self.story.language
        when = moments.window_in_words(
            call.window.begin,
            call.window.end,
            language=language,
            timezone=self.setting.desk.phone_hours.timezone,
            now=self.at,
        )
        return text[language].format(number=phone_number.shown(call.number), when=when)
