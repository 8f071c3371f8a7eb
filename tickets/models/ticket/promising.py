from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.promise import LONGEST_WORDS, Promise
from tickets.models.ticket.recorded import Recorded
from tickets.rules.promised import PromisedDate, promised_dates

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Promising(Recorded):
    """The dates that we gave the customer (R5). Every verb is idempotent."""

    class Meta:
        abstract = True

    def promises_in(self, text: str) -> tuple[PromisedDate, ...]:
        """The dates to which we should bind ourselves by sending this text now."""
        return promised_dates(
            text,
            language=self.language,
            now=timezone.now(),
            calendar=self.channel.calendar.work_calendar(),
        )

    def promise(
        self,
        message: Message,
        words: str,
        due_at: dt.datetime,
        *,
        kind: str = Promise.Kind.WRITTEN,
    ) -> Promise:
        """Keep on record that this message of ours gives a date."""
        with transaction.atomic():
            promise, is_new = Promise.objects.get_or_create(
                message=message,
                due_at=due_at,
                defaults={
                    "ticket_id": self.pk,
                    "agent": message.agent,
                    "kind": kind,
                    "words": " ".join(words.split())[:LONGEST_WORDS],
                    "made_at": message.at,
                },
            )
            if is_new:
                self.record(Event.Kind.PROMISED, by=message.agent, promise=promise.pk)
                self.refresh_due()
        return promise

    def keep_promise(self, promise: Promise, *, by: Agent) -> bool:
        """What was promised is done, though no mail says so. False when it was settled before, or is an answer:
        only answering keeps that.
        """
        if promise.is_of_an_answer:
            return False
        return self._settle(promise, Promise.State.KEPT, by=by, at=timezone.now())

    def withdraw_promise(self, promise: Promise, *, by: Agent) -> bool:
        """It was none: the machine had read a date wrongly. False when it was settled before, or no machine
        read it: the customer was told that date in so many words.
        """
        if promise.is_of_an_answer:
            return False
        return self._settle(promise, Promise.State.WITHDRAWN, by=by, at=timezone.now())

    def miss_promise(self, promise: Promise) -> bool:
        return self._settle(promise, Promise.State.MISSED, at=promise.due_at)

    def _renew(self, promise: Promise, later: Promise) -> None:
        """The customer was told a new date before the old one was missed."""
        if self._settle(promise, Promise.State.RENEWED, at=later.made_at):
            Promise.objects.filter(pk=promise.pk).update(renewed_by=later)

    def _keep_promises_by(self, message: Message, *, at: dt.datetime) -> None:
        """A person wrote to the customer, or spoke: what was promised before is kept, unless it was late."""
        for promise in Promise.objects.open().filter(ticket_id=self.pk, message__lt=message.pk):
            self._keep(promise, at=at, by=message)

    def _keep_promises_at_close(self, *, at: dt.datetime, is_agreed: bool) -> None:
        """The matter is settled. Whoever was promised an answer still waits for it, unless they said yes."""
        for promise in Promise.objects.open().filter(ticket_id=self.pk):
            if is_agreed or not promise.is_of_an_answer:
                self._keep(promise, at=at)

    def _keep(self, promise: Promise, *, at: dt.datetime, by: Message | None = None) -> None:
        if at <= promise.due_at:
            facts: dict[str, Any] = {"message": by.pk} if by else {}
            self._settle(promise, Promise.State.KEPT, at=at, **facts)
        else:
            self._settle(promise, Promise.State.MISSED, at=promise.due_at)

    def _unkeep_promises_by(self, message: Message) -> None:
        """That answer did not arrive: what it had kept is still to be kept (R4)."""
        events = Event.objects.filter(ticket_id=self.pk, kind=Event.Kind.PROMISE_KEPT)
        for key in events.filter(data__message=message.pk).values_list("data__promise", flat=True):
            kept = Promise.objects.filter(pk=key, state=Promise.State.KEPT)
            if kept.update(state=Promise.State.OPEN, settled_at=None):
                self.record(Event.Kind.PROMISE_UNKEPT, promise=key)

    def _withdraw_promises_of(self, message: Message) -> None:
        for promise in Promise.objects.open().filter(message=message):
            self._settle(promise, Promise.State.WITHDRAWN, at=timezone.now())

    def _settle(
        self,
        promise: Promise,
        state: str,
        *,
        at: dt.datetime,
        by: Agent | None = None,
        **facts: Any,
    ) -> bool:
        with transaction.atomic():
            if not promise.settle(state, at=at):
                return False
            Notice.settle(promise.notice_key, at=at)
            self.record(_EVENTS[Promise.State(state)], by=by, promise=promise.pk, **facts)
            self.refresh_due()
        return True

    def refresh_due(self) -> None:
        raise NotImplementedError  # clocked.py


_EVENTS = {
    Promise.State.KEPT: Event.Kind.PROMISE_KEPT,
    Promise.State.MISSED: Event.Kind.PROMISE_MISSED,
    Promise.State.RENEWED: Event.Kind.PROMISE_RENEWED,
    Promise.State.WITHDRAWN: Event.Kind.PROMISE_WITHDRAWN,
}
