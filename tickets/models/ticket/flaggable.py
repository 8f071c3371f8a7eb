from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.flag import Flag
from tickets.models.flag_reason import FlagReason
from tickets.models.lookout import MOST_READ, Lookout, Raised
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.proposal import Proposal
from tickets.models.ticket.spoken import Spoken
from tickets.rules.signs import NEEDED, Found, Sign, in_a_row

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.ticket import Ticket

MOST_COUNTED = 100
WAITED_FOR = (Clock.Kind.FIRST_RESPONSE, Clock.Kind.NEXT_RESPONSE, Clock.Kind.RESOLUTION)


class Flaggable(Spoken):
    """By plain signs a ticket is seen to be upset or at risk, and moves up (R29). Every verb is idempotent."""

    class Meta:
        abstract = True

    def look_for_signs(self) -> None:
        """After a new message, or when something happened that counts. Raises flags, and takes none down."""
        if self.is_spam or self.is_closed:
            return
        with transaction.atomic():
            unanswered = self._unanswered()
            lookout = Lookout.over([self.customer])
            facts = self._what_happened(unanswered)
            for raised in lookout.raised(self, unanswered[:MOST_READ], facts):
                self._raise(raised)

    def dismiss_flag(self, flag: Flag, *, by: Agent) -> bool:
        """ "Not so": the same signs raise it no more on this ticket. False when it was down already."""
        with transaction.atomic():
            self._lock()
            now = timezone.now()
            if not flag.settle(Flag.State.NOT_SO, at=now, by_id=by.pk):
                return False
            self._forget_notices([flag], at=now)
            self.record(Event.Kind.FLAG_DISMISSED, by=by, at=now, flag=flag.pk, matter=flag.kind)
            self._refresh_flagged()
        return True

    def _settle_flags(self, *, at: dt.datetime) -> None:
        """With the ticket its flags are over; what comes after reopening is looked at anew."""
        up = list(Flag.objects.up().filter(ticket_id=self.pk))
        for flag in up:
            flag.settle(Flag.State.OVER, at=at)
        if up:
            self._forget_notices(up, at=at)
            self._refresh_flagged()

    def _hand_over_flags(self, target: Ticket) -> None:
        """On a merge the customer is no calmer: what was not up there is up there now."""
        known = list(Flag.objects.up().filter(ticket=target).values_list("kind", flat=True))
        ours = Flag.objects.up().filter(ticket_id=self.pk).exclude(kind__in=known)
        if ours.update(ticket=target):
            self._refresh_flagged()
            target._refresh_flagged()

    def _take_back_flags(self, target: Ticket) -> None:
        """The merge is undone: what the words of our messages raised is ours again."""
        theirs = Flag.objects.up().filter(ticket=target, reasons__message__ticket=self.pk)
        moved = Flag.objects.filter(pk__in=[each.pk for each in theirs.distinct()])
        if moved.update(ticket=self.pk):
            self._refresh_flagged()
            target._refresh_flagged()

    def _unanswered(self) -> list[Message]:
        """What the customer wrote since our last answer, newest first."""
        said = self.conversation().filter(taken_back_at=None, held_at=None)
        answer = said.filter(kind__in=Message.ANSWERS).order_by("at", "pk").last()
        theirs = said.filter(kind=Message.Kind.CUSTOMER).order_by("-at", "-pk")
        return list((theirs.filter(at__gt=answer.at) if answer else theirs)[:MOST_COUNTED])

    def _what_happened(self, unanswered: Iterable[Message]) -> Iterator[Found]:
        wrote = in_a_row(message.at for message in unanswered)
        if wrote > 1:
            yield Found(sign=Sign.UNANSWERED, strength=min(wrote - 1, 2), amount=wrote)
        late = Clock.objects.running().filter(ticket_id=self.pk, kind__in=WAITED_FOR)
        waited = late.filter(due_at__lt=timezone.now()).order_by("started_at").first()
        if waited:
            yield Found(sign=Sign.LATE, strength=1, since=waited.started_at)
        proposals = Proposal.objects.filter(ticket_id=self.pk)
        declined = proposals.filter(state=Proposal.State.DECLINED).count()
        if declined:
            yield Found(sign=Sign.DECLINED, strength=min(declined, 2), amount=declined)
        if self.reopened:
            yield Found(sign=Sign.REOPENED, strength=min(self.reopened, 2), amount=self.reopened)

    def _raise(self, raised: Raised) -> None:
        """Put the flag up, or add to the reasons of the one that is; what was "not so" counts no more."""
        dismissed = FlagReason.objects.filter(
            flag__ticket=self.pk, flag__kind=raised.kind, flag__state=Flag.State.NOT_SO
        )
        weighed = {each.key: each.strength for each in dismissed.order_by("strength")}
        fresh = [
            (found, message)
            for found, message in raised.reasons
            if found.strength > weighed.get(found.key, 0)
        ]
        flag = Flag.objects.up().filter(ticket_id=self.pk, kind=raised.kind).first()
        if flag is None:
            if sum(found.strength for found, _ in fresh) < NEEDED:
                return
            now = timezone.now()
            flag = Flag.objects.create(ticket_id=self.pk, kind=raised.kind, raised_at=now)
            self.record(Event.Kind.FLAGGED, at=now, flag=flag.pk, matter=flag.kind)
            self._refresh_flagged()
        FlagReason.keep([FlagReason.of(found, flag, message) for found, message in fresh])

    def _forget_notices(self, flags: Iterable[Flag], *, at: dt.datetime) -> None:
        for flag in flags:
            Notice.settle(flag.notice_key, at=at)

    def _refresh_flagged(self) -> None:
        """Keep `flagged_at`, by which lists move a ticket up, equal to its oldest flag."""
        up = Flag.objects.up().filter(ticket_id=self.pk)
        self.flagged_at = up.aggregate(first=Min("raised_at"))["first"]
        self.save(update_fields=["flagged_at"])
