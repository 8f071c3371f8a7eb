from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tickets.models.clock import Clock
from tickets.models.promise import Promise
from tickets.models.share_link import ShareLink
from tickets.models.ticket.reroutable import Reroutable
from tickets.models.ticket.shareable import Shareable
from tickets.models.ticket_step import TicketStep
from tickets.models.usual_wait import UsualWaits
from tickets.rules import moments


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a matter stands, in the customer's words: foot of each mail, top of their page (R7, R10)."""

    number: int
    now: str  # what we are doing, one sentence; empty without a procedure
    next: str  # the name of the next step; empty after the last
    step: int
    steps: int
    answer_by: str  # by when a person answers, in words; empty when nobody waits for us
    step_by: str  # by when we expect to have done the current step, in words; empty where it is the customer's
    phone: str
    phone_hours: str
    link: str


@dataclass(frozen=True)
class Whereabouts:
    """The rows by which one can tell where a matter stands."""

    current: TicketStep | None
    following: TicketStep | None
    answer_due_at: dt.datetime | None
    link: ShareLink


class Standable(Reroutable, Shareable):
    class Meta:
        abstract = True

    def response_due_at(self) -> dt.datetime | None:
        """By when we tell the customer that we answer: what they were told already, else what is honest now.
        None when we owe no answer.
        """
        kinds = (Clock.Kind.FIRST_RESPONSE, Clock.Kind.NEXT_RESPONSE)
        clocks = Clock.objects.filter(
            ticket_id=self.pk, kind__in=kinds, stopped_at=None, paused_at=None
        )
        clock = clocks.select_related("calendar").order_by("due_at").first()
        if clock is None:
            return None
        told = Promise.objects.of_an_answer().filter(ticket_id=self.pk)
        missed = told.filter(state=Promise.State.MISSED, made_at__gte=clock.started_at)
        promise = told.open().first() or missed.last()
        return promise.due_at if promise else UsualWaits.read().honest(clock)

    def whereabouts(self) -> Whereabouts:
        return Whereabouts(
            self.current_step(), self.next_step(), self.response_due_at(), self.share_link()
        )

    def standing(self, language: str = "", at: Whereabouts | None = None) -> Standing:
        """`at` for a ticket whose rows are not all saved yet."""
        at = at or self.whereabouts()
        language = language or self.language
        zone = self.channel.calendar.timezone
        current, following = at.current, at.following
        now = timezone.now()

        def words(moment: dt.datetime | None) -> str:
            """A moment that has passed is no promise: the page and mail rather say nothing than that."""
            if not moment or moment < now:
                return ""
            return moments.in_words(moment, language=language, timezone=zone, now=now)

        return Standing(
            number=self.number,
            now=current.step.text_in("customer", language) if current else "",
            next=following.step.text_in("name", language) if following else "",
            step=self._place(current),
            steps=self.steps_total,
            answer_by=words(at.answer_due_at),
            step_by=words(current.due_at if current and not current.step.awaits_customer else None),
            phone=self.channel.phone,
            phone_hours=moments.opening_hours_in_words(self.channel.phone_hours(), language),
            link=at.link.url,
        )

    def _place(self, current: TicketStep | None) -> int:
        return min(self.steps_done + 1, self.steps_total) if current else self.steps_done
