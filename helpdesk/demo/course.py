"""The course of one matter: a story played through time, up to now.

What a reply, a proposal or a yes means for status and clocks is the room's to say (`tickets.models.ticket`);
its verbs write one row at a time and at today's time, so it is told here once more over plain values.
What would lie in the future has not happened yet, so the newest matters are open by themselves.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Self

from helpdesk.demo import story as play
from helpdesk.demo import wording
from helpdesk.demo.calling import Calls
from helpdesk.demo.past import Offered, Optioned, Said
from helpdesk.demo.rating import Ratings
from tickets.models import Clock, Event, Message, OutgoingMail, Promise, Proposal
from tickets.models.ticket import CloseReason, Status

SILENT_SHARE, CLOSED_BY_AGENT_SHARE = 0.13, 0.03
NO_SUCH_BOX = "550 5.1.1 The mailbox does not exist."
Kind, Mail = Message.Kind, OutgoingMail.Kind


class Course(Calls, Ratings):
    """`Course(story, setting, opened_at, pace=pace).run()`; then read the record."""

    taken = 1  # how many turns of the story have happened

    def run(self) -> Self:
        self._open()
        turns = self.story.turns
        for index, turn in enumerate(turns[1:], start=1):
            if turn.mark == play.RATING or not self._take(turn):
                break
            self.taken = index + 1
            after = turns[index + 1] if index + 1 < len(turns) else None
            is_last = not after or after.mark == play.RATING
            if turn.mark == play.PROPOSAL and is_last and not self.setting.stands:
                self._conclude(after.words if after else "")
        self.pass_promises(self.now)
        self._miss_targets()
        self.events.sort(key=lambda event: event.at)
        return self

    def _open(self) -> None:
        self.start(Clock.Kind.FIRST_RESPONSE)
        self.start(Clock.Kind.RESOLUTION)
        self.record(Event.Kind.OPENED, self.at)
        self.stops.begin(self.at)
        self.hear(self.story.turns[0].words)
        if self.setting.acknowledges:
            self.write(Kind.AUTOMATIC, "", self.at, mail=Mail.ACKNOWLEDGEMENT)
            self.record_mail(Event.Kind.ACKNOWLEDGED, self.at)
            self.promise_answer(Promise.Kind.ACKNOWLEDGED, self.clocks[0].due_at)
        if len(self.story.turns) == 1 and self.setting.is_claimed:
            self._claim()

    def _take(self, turn: play.Turn) -> bool:
        """Let it happen; False when that would be after now."""
        at = self._moment_of(turn)
        if at > self.now:
            return False
        self.pass_promises(at)
        self.at = at
        if turn.mark == play.CUSTOMER:
            self._customer_writes(turn.words)
        elif turn.mark == play.NOTE:
            self.said.append(Said(Kind.NOTE, at, turn.words, self.setting.agent_id))
            self.record_said(Event.Kind.NOTED, by=self.setting.agent_id)
        elif turn.mark == play.AGENT:
            self._reply(turn.words)
        elif turn.mark == play.PROPOSAL:
            self._propose(turn)
        elif turn.mark == play.HOLDING:
            self.hold()
        elif turn.mark == play.CALL_ASKED:
            self.ask_call(turn.words, stands=self.setting.stands)
        elif turn.mark == play.CALLED:
            self._log_call(turn.words)
        else:
            self._decline(turn.words)
        return True

    def _moment_of(self, turn: play.Turn) -> dt.datetime:
        if turn.mark in (play.CUSTOMER, play.DECLINE, play.CALL_ASKED):
            return self.pace.leisure(self.at, hours=4)
        if turn.mark == play.CALLED:
            return self.moment_of_call()
        desk = self.setting.desk
        if turn.mark == play.NOTE:
            return self.pace.working(desk.calendar, self.at, minutes=15)
        begin = self._claim() if self.assignee_id is None else self.at
        share = 0.55 if len(self.offers) == 0 and self.status == Status.NEW else 1.2
        return self.pace.working(desk.calendar, begin, minutes=desk.usual_minutes * share)

    def _claim(self) -> dt.datetime:
        """When an agent takes the ticket, which also ends the first stop; not before now, no claim."""
        desk = self.setting.desk
        at = self.pace.working(desk.calendar, self.at, minutes=desk.usual_minutes * 0.4)
        if at <= self.now:
            self.assignee_id = self.setting.agent_id
            self.record(Event.Kind.ASSIGNED, at, by=self.assignee_id, to=self.assignee_id)
            self.reach(1, at, by=self.assignee_id)
        return at

    def _customer_writes(self, words: str) -> None:
        self.hear(words)
        self.take_up_again()
        if not self.running(Clock.Kind.FIRST_RESPONSE):
            self.owe_an_answer()

    def _reply(self, words: str) -> None:
        if self.setting.bounces and self.status == Status.NEW:
            self._lose(words)
            return
        self._answer(words, Event.Kind.REPLIED, mail=Mail.REPLY)
        self.move(Status.WAITING)
        self.clocks[1].pause(self.at)

    def _propose(self, turn: play.Turn) -> None:
        closes_at = self.at + dt.timedelta(days=self.setting.desk.silence_days)
        self.offers.append(Offered(len(self.said), self.at, closes_at))
        self.options += [self._option(each) for each in turn.options]
        self._answer(turn.words, Event.Kind.PROPOSED, mail=Mail.PROPOSAL)
        self.move(Status.PROPOSED)
        self.clocks[1].stop(self.at, agent_id=self.setting.agent_id)

    def _option(self, told: str) -> Optioned:
        key, _, value = told.partition(" ")
        way = self.setting.matter.alternatives[key]
        words = way.text_in("words", self.story.language)
        return Optioned(len(self.offers) - 1, way, words, Decimal(value) if value else None)

    def _answer(self, words: str, event: str, *, mail: str) -> None:
        """What an agent wrote left: nobody waits for a response any more, and the procedure goes on."""
        said = self.write(Kind.AGENT, words, self.at, mail=mail)
        agent = self.setting.agent_id
        if mail == Mail.PROPOSAL:
            self.record_offer(event, self.at, by=agent)
        else:
            self.record_said(event, by=agent)
        self.promise_as_written(words)
        assert said.delivered_at is not None
        self.answered(said.delivered_at)
        self.reach(self.stops.answered(), self.at, by=agent)

    def _log_call(self, words: str) -> None:
        begin = self.at
        outcome, _, note = words.partition(" ")
        if self.assignee_id is None:
            self.assignee_id = self.setting.agent_id
            self.record(Event.Kind.ASSIGNED, begin, by=self.assignee_id, to=self.assignee_id)
        self.log_call(outcome, note)

    def _lose(self, words: str) -> None:
        """An answer that came back stops no clock and opens the ticket again (R4)."""
        said = self.write(Kind.AGENT, words, self.at, mail=Mail.REPLY)
        said.delivery, said.error = OutgoingMail.State.BOUNCED, NO_SUCH_BOX
        self.record_said(Event.Kind.REPLIED, by=self.setting.agent_id)
        assert said.delivered_at is not None
        self.record_mail(
            Event.Kind.DELIVERY, said.delivered_at, state=str(said.delivery), error=said.error
        )
        self.move(Status.OPEN)

    def _decline(self, words: str) -> None:
        self._settle_offer(Proposal.State.DECLINED, reason=words)
        self.record_offer(Event.Kind.DECLINED, self.at)
        self.hear(words)
        self.move(Status.OPEN)
        self.clocks[1].restart()
        self.owe_an_answer()

    def _conclude(self, rating: str) -> None:
        """The customer agrees or stays silent; now and then an agent closes for a reason."""
        offer = self.offers[-1]
        agreed_at = self.pace.leisure(offer.at, hours=9)
        if self.pace.chance(SILENT_SHARE) or agreed_at >= offer.closes_at:
            self._stay_silent(offer)
        elif agreed_at <= self.now:
            self.at = agreed_at
            if self.pace.chance(CLOSED_BY_AGENT_SHARE):
                self._settle_offer(Proposal.State.WITHDRAWN)
                self.clocks[1].restart()
                self.clocks[1].stop(self.at, agent_id=self.setting.agent_id)
                self._close(CloseReason.AGENT, note=self.setting.closing_note)
                return
            self._agree()
            self.rate(rating)

    def _agree(self) -> None:
        """To one of the options, where there are some; the customer has that in writing."""
        self._settle_offer(Proposal.State.ACCEPTED)
        offered = [each for each in self.options if each.offer == len(self.offers) - 1]
        chosen = self.pace.rng.choice(offered) if offered else None
        about = {"option": self.options.index(chosen)} if chosen else {}
        self.record_offer(Event.Kind.ACCEPTED, self.at, **about)
        self.reach(len(self.stops.line), self.at, by=None)
        self._close(CloseReason.AGREED)
        if chosen:
            chosen.is_chosen = True
            words = wording.AGREED[self.story.language].format(words=chosen.words)
            self.write(Kind.AUTOMATIC, words, self.at, mail=Mail.CLOSED)

    def _stay_silent(self, offer: Offered) -> None:
        half = offer.at + (offer.closes_at - offer.at) / 2
        if half <= self.now:
            offer.reminded_at = half
            if self.setting.acknowledges:
                self.write(Kind.AUTOMATIC, "", half, mail=Mail.REMINDER)
        if offer.closes_at <= self.now:
            self.at = offer.closes_at
            self._settle_offer(Proposal.State.LAPSED)
            self._close(CloseReason.SILENCE)
            if self.setting.acknowledges:
                self.write(Kind.AUTOMATIC, "", self.at, mail=Mail.CLOSED)

    def _settle_offer(self, state: str, *, reason: str = "") -> None:
        offer = self.offers[-1]
        offer.state, offer.answered_at, offer.reason = state, self.at, reason

    def _close(self, reason: str, *, note: str = "") -> None:
        self.pass_promises(self.at)
        self.keep_promises_at_close(is_agreed=reason == CloseReason.AGREED)
        self.closed_at, self.close_reason, self.close_note = self.at, reason, note
        for clock in self.clocks:
            clock.pause(self.at)
        self.move(Status.CLOSED)
        by = self.setting.agent_id if reason == CloseReason.AGENT else None
        self.record(Event.Kind.CLOSED, self.at, by=by, reason=str(reason), note=note)

    def _miss_targets(self) -> None:
        for clock in self.clocks:
            if missed := clock.breached_at(self.now):
                self.record(Event.Kind.BREACHED, missed, clock_kind=str(clock.kind))
