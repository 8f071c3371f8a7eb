from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.promise import Promise
from tickets.models.ticket.fields import Status
from tickets.models.ticket.holding import Holding

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Delaying(Holding):
    """A date is about to be missed: the customer hears it from us before, with a new one (R5).

    Unlike a holding reply, which a person decides on, it moves no target: the machine improves no figure.
    """

    class Meta:
        abstract = True

    def tell_delay(
        self, promise: Promise, *, now: dt.datetime, agents: Iterable[Agent] = ()
    ) -> Promise | None:
        """Mail the customer a new date in the place of this one, and let these agents know. Once for each.

        None when it was settled or put off before, when an answer is on its way, or where no mail may go.
        """
        with transaction.atomic():
            self._lock_fresh()
            owed = Promise.objects.may_be_delayed().filter(pk=promise.pk, due_at__gt=now)
            if self._answers_on_their_way(promise).exists() or not owed.update(delay_at=now):
                return None
            if self._is_deaf_to(promise):
                return None
            until = self.holding_until(after=promise.due_at)
            facts = {"before": promise.due_at, "until": until}
            mail = self._send_automatic("delay", kind=OutgoingMail.Kind.DELAY, **facts)
            if mail is None:
                return None
            later = self._put_off(promise, until, message=mail.message)
            for agent in agents:
                key = f"{later.notice_key}told:{agent.pk}"
                Notice.tell(agent, "delay_told", key=key, ticket=self, promise=promise, later=later)
        return later

    def _put_off(self, promise: Promise, until: dt.datetime, *, message: Message) -> Promise:
        """Other answers that were to come before the new date come by then, too."""
        owed = Promise.objects.may_be_delayed().of_an_answer().filter(ticket_id=self.pk)
        others = list(owed.filter(due_at__lt=until).exclude(pk=promise.pk))
        kind = Promise.Kind.DELAYED
        later = self._bind(message, until, kind=kind, instead_of=[promise, *others])
        self.record(Event.Kind.DELAY_TOLD, message=message.pk, promise=later.pk)
        return later

    def _answers_on_their_way(self, promise: Promise) -> QuerySet[OutgoingMail]:
        """What a person wrote since; once it is with the mail server, it keeps the promise."""
        since = self.conversation().filter(kind=Message.Kind.AGENT, pk__gt=promise.message_id)
        return OutgoingMail.objects.filter(message__in=since, state__in=OutgoingMail.ON_THE_WAY)

    def _is_deaf_to(self, promise: Promise) -> bool:
        """Nobody is there who waits for this: the matter is closed, a robot wrote, or another customer was
        given the date before their ticket was merged into this one.
        """
        if self.is_spam or self.status == Status.CLOSED:
            return True
        if promise.message.ticket.customer_id != self.customer_id:
            return True
        kinds = (Event.Kind.ACKNOWLEDGED, Event.Kind.NOT_ACKNOWLEDGED)
        last = Event.objects.filter(ticket_id=self.pk, kind__in=kinds).order_by("pk").last()
        return last is not None and last.kind == Event.Kind.NOT_ACKNOWLEDGED
