from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.promise import Promise
from tickets.models.ticket.fields import Status
from tickets.models.ticket.rateable import Rateable
from tickets.models.usual_wait import UsualWaits
from tickets.rules import moments

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Holding(Rateable):
    """When the answer is not known yet: say that we have it, and how long it will take (R2)."""

    class Meta:
        abstract = True

    def holding_until(self, *, after: dt.datetime | None = None) -> dt.datetime:
        """By when we answer if we say so now (or only at the moment `after`): what the target of a next response
        allows, or what is usual.
        """
        kind = Clock.Kind.NEXT_RESPONSE
        usual = UsualWaits.read().of(kind, channel_id=self.channel_id, category_id=self.category_id)
        seconds = max(self.policy().target_seconds(kind), usual)
        calendar = self.channel.calendar.work_calendar()
        return calendar.add(after or timezone.now(), seconds=seconds)

    def hold(self, by: Agent, *, nonce: str) -> Promise | None:
        """Mail the customer that their answer comes by `holding_until()`, and bind ourselves to it.

        The date takes the place of those promised before, if these are not missed yet. The same nonce again is
        the same mail. None where no mail may go, or the matter is closed.
        """
        with transaction.atomic():
            self._lock_fresh()
            if known := Promise.objects.filter(message__nonce=nonce).first():
                return known
            if self.status == Status.CLOSED or self.is_spam or self._why_no_mail():
                return None
            until = self.holding_until()
            for clock in self._response_clocks().filter(stopped_at=None):
                clock.hold_until(until)
            mail = self._send_letter("holding", kind=OutgoingMail.Kind.HOLDING, until=until)
            mail.message.agent, mail.message.nonce = by, nonce
            mail.message.save(update_fields=["agent", "nonce"])
            earlier = list(Promise.objects.open().filter(ticket_id=self.pk))
            promise = self._bind(mail.message, until, kind=Promise.Kind.HELD, instead_of=earlier)
            self.record(Event.Kind.HELD, by=by, message=mail.message_id)
        return promise

    def _bind(
        self, message: Message, until: dt.datetime, *, kind: str, instead_of: Iterable[Promise]
    ) -> Promise:
        """Promise what the message says, in the place of what was promised before."""
        zone = self.channel.calendar.timezone
        words = moments.in_words(until, language=self.language, timezone=zone, now=message.at)
        promise = self.promise(message, words, until, kind=kind)
        for earlier in instead_of:
            self._renew(earlier, promise)
        return promise
