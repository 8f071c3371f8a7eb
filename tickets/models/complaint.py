"""An entry of the complaints register (R32): numbered within its year, never deleted, annulled with a reason.

The database refuses to delete an entry, to renumber it, and to touch an annulled one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from tickets.models.complaint_cause import CauseTree
from tickets.models.complaint_fields import ComplaintFields
from tickets.models.complaint_register import ComplaintRegister, home_day, home_zone
from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.notice import Notice

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.proposal_option import ProposalOption

# A claim under Spanish contract law lapses after five years (Civil Code, 1964.2): older is a slip of the pen.
OLDEST = dt.timedelta(days=5 * 366)
AMENDABLE = (
    "received_at", "cause", "product", "harm_kind", "harm", "severity", "asked", "answered_at",
    "remedy", "cost", "root_cause",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is written down when a ticket is entered as a complaint; `columns` are among AMENDABLE."""

    received_at: dt.datetime
    columns: Mapping[str, Any] = field(default_factory=dict)
    tells_customer: bool = True


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def live(self) -> ComplaintQuerySet:
        return self.filter(annulled_at=None)

    def unanswered(self) -> ComplaintQuerySet:
        return self.live().filter(answered_at=None)

    def answered(self) -> ComplaintQuerySet:
        return self.live().exclude(answered_at=None)

    def annulled(self) -> ComplaintQuerySet:
        return self.exclude(annulled_at=None)

    def caused_by(self, cause: int) -> ComplaintQuerySet:
        """By this cause or one that belongs to it."""
        return self.filter(cause__in=CauseTree().under(cause))

    def with_agreement(self) -> ComplaintQuerySet:
        """`agreed`: what `agreement` says, as a column."""
        reason = Coalesce("ticket__merged_into__close_reason", "ticket__close_reason")
        status = Coalesce("ticket__merged_into__status", "ticket__status")
        return self.alias(_reason=reason, _status=status).annotate(
            agreed=Case(
                When(~Q(_status="closed"), then=Value(Complaint.Agreement.NOT_YET)),
                When(_reason="agreed", then=Value(Complaint.Agreement.YES)),
                default=Value(Complaint.Agreement.NO),
            )
        )

    def products(self) -> list[str]:
        """What was entered before, for suggestions: the most frequent first."""
        named = self.live().exclude(product="").values("product")
        counted = named.annotate(times=models.Count("pk")).order_by("-times", "product")
        return [each["product"] for each in counted[:50]]


class Complaint(ComplaintFields):
    objects = ComplaintQuerySet.as_manager()

    class Meta(ComplaintFields.Meta):
        abstract = False

    def __str__(self) -> str:
        """As it is told to the customer: "12/2026"."""
        return f"{self.number}/{self.year}"

    @property
    def state(self) -> ComplaintFields.State:
        if self.annulled_at:
            return self.State.ANNULLED
        return self.State.ANSWERED if self.answered_at else self.State.OPEN

    @property
    def agreement(self) -> ComplaintFields.Agreement:
        """Derived from how the ticket ended; silence is no agreement (R9)."""
        ticket = self.ticket.heir
        if not ticket.is_closed:
            return self.Agreement.NOT_YET
        is_agreed = ticket.close_reason == ticket.CloseReason.AGREED
        return self.Agreement.YES if is_agreed else self.Agreement.NO

    @property
    def accepted_option(self) -> ProposalOption | None:
        """The alternative that the customer chose, as long as that holds."""
        return self.ticket.heir.chosen_option()

    @property
    def notice_key(self) -> str:
        """What the notices about this entry begin with."""
        return f"complaint:{self.pk}:"

    @property
    def is_late(self) -> bool:
        """Answered after its date, or not answered and past it."""
        answered = self.answered_at or timezone.now()
        return not self.annulled_at and home_day(answered) > self.answer_due

    @property
    def due_at(self) -> dt.datetime:
        """The end of the last day on which it may be answered."""
        day = self.answer_due + dt.timedelta(days=1)
        return dt.datetime.combine(day, dt.time(), tzinfo=home_zone())

    def newest_answer(self) -> Message | None:
        """The last that one of us wrote or said to the customer since."""
        said = self.ticket.heir.customer_conversation().filter(at__gte=self.received_at)
        ours = said.filter(kind__in=(Message.Kind.AGENT, Message.Kind.PHONE))
        return ours.order_by("at", "pk").last()

    @staticmethod
    def may_be_received(at: dt.datetime) -> bool:
        return timezone.now() - OLDEST <= at <= timezone.now()

    def amend(self, by: Agent, *, seen: int | None = None, **columns: Any) -> bool:
        """Write into the entry; before and after are kept. False when it was annulled, or changed by others
        after revision `seen`. The same once more changes nothing.
        """
        if not columns.keys() <= set(AMENDABLE):
            raise ValueError(f"cannot be amended: {columns.keys() - set(AMENDABLE)}")
        with transaction.atomic():
            self._lock_fresh()
            if self.annulled_at:
                return False
            changes = self._changed(columns)
            if not changes:
                return True
            if seen is not None and seen != self.revision:
                return False
            self._check_moments()
            self.revision += 1
            self.save(update_fields=[*changes, "revision"])
            self._settle_notices()
            self.ticket.record(Event.Kind.COMPLAINT_AMENDED, by=by, **self._facts(changes))
        return True

    def answer(self, by: Agent, *, at: dt.datetime | None = None) -> bool:
        """It got its reasoned answer: without a moment, in our newest message. False when it was answered
        before, or annulled.
        """
        with transaction.atomic():
            self._lock_fresh()
            if self.answered_at or self.annulled_at:
                return False
            said = self.newest_answer()
            return self.amend(by, answered_at=at or (said.at if said else timezone.now()))

    def annul(self, by: Agent, *, why: str) -> bool:
        """The entry stays, with its number and the reason, and counts no more. False when it was annulled."""
        if not why.strip():
            raise ValueError("Annulling an entry needs a reason.")
        with transaction.atomic():
            self._lock_fresh()
            if self.annulled_at:
                return False
            self.annulled_at, self.annulled_by = timezone.now(), by
            self.annulled_why = why.strip()[:300]
            self.save(update_fields=["annulled_at", "annulled_by", "annulled_why"])
            self._settle_notices()
            facts = {**self._facts(), "why": self.annulled_why}
            self.ticket.record(Event.Kind.COMPLAINT_ANNULLED, by=by, **facts)
        return True

    def history(self) -> models.QuerySet[Event]:
        """What was recorded of this entry and of its corrective actions, oldest first."""
        return Event.objects.filter(ticket=self.ticket_id, data__complaint=self.pk).select_related(
            "by"
        )

    def _lock_fresh(self) -> None:
        """The ticket first, as every verb of a ticket does: two orders would deadlock."""
        self.ticket._lock()
        self.refresh_from_db(from_queryset=Complaint.objects.select_for_update())

    def _changed(self, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
        """Set the columns; what each was and is, by name, of those that differ."""
        changes: dict[str, list[Any]] = {}
        if "received_at" in columns and columns["received_at"] != self.received_at:
            due = ComplaintRegister.current().answer_due(
                columns["received_at"], hours=self.ticket.channel.calendar.work_calendar()
            )
            columns = {**columns, "answer_due": due}
        for name, value in columns.items():
            before = getattr(self, name)
            if before != value:
                setattr(self, name, value)
                changes[name] = [_plain(before), _plain(value)]
        return changes

    def _check_moments(self) -> None:
        """A door lets none of these through."""
        if home_day(self.received_at).year != self.year:
            raise ValueError("An entry stays in the year of its number.")
        if self.answered_at and not self.received_at <= self.answered_at <= timezone.now():
            raise ValueError("An answer follows the complaint, and is not of the future.")

    def _settle_notices(self) -> None:
        if self.answered_at or self.annulled_at:
            Notice.settle(self.notice_key, at=timezone.now())

    def _facts(self, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
        facts = {"complaint": self.pk, "number": str(self)}
        return {**facts, "changes": dict(changes)} if changes else facts


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, int) or value is None:
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
