from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.complaint import Complaint, Entry
from tickets.models.complaint_register import ComplaintRegister, RegisterYear, home_day
from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.ticket.archivable import Archivable
from tickets.rules import moments

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Complaining(Archivable):
    """The entry of this ticket in the complaints register (R32)."""

    class Meta:
        abstract = True

    def complaint(self) -> Complaint | None:
        """Its live entry, or that of a ticket that was merged into it."""
        live = Complaint.objects.live().filter(ticket__in=self._here())
        return live.select_related("cause").order_by("pk").first()

    def customers_words(self) -> str:
        """With which the customer began."""
        said = self.customer_conversation().filter(kind=Message.Kind.CUSTOMER, held_at=None)
        first = said.order_by("at", "pk").first()
        return first.words if first else ""

    def enter_complaint(self, by: Agent, entry: Entry) -> Complaint:
        """Give it the next number of the year, and tell the customer. A ticket has one live entry: asking
        again, or a colleague at the same time, finds that one.
        """
        if not Complaint.may_be_received(entry.received_at):
            raise ValueError("A complaint comes in neither in the future nor in the distant past.")
        with transaction.atomic():
            self._lock_fresh()
            if self.merged_into:
                return self.merged_into.enter_complaint(by, entry)
            if known := self.complaint():
                return known
            complaint = self._written_down(by, entry)
            facts = complaint._facts()
            self.record(Event.Kind.COMPLAINT_ENTERED, by=by, at=complaint.entered_at, **facts)
            if entry.tells_customer:
                self._acknowledge_complaint(complaint)
        return complaint

    def _written_down(self, by: Agent, entry: Entry) -> Complaint:
        register = ComplaintRegister.current()
        # The year in which the customer complained, so that a year's numbers are that year's complaints.
        year = home_day(entry.received_at).year
        return Complaint.objects.create(
            year=year,
            number=RegisterYear.next_number(year),
            ticket_id=self.pk,
            entered_by=by,
            entered_at=timezone.now(),
            received_at=entry.received_at,
            answer_due=register.answer_due(
                entry.received_at, hours=self.channel.calendar.work_calendar()
            ),
            **entry.columns,
        )

    def _acknowledge_complaint(self, complaint: Complaint) -> None:
        """Number, day and answer date in writing, and where the customer may turn if we fail them."""
        register, today = ComplaintRegister.current(), home_day(timezone.now())
        received = home_day(complaint.received_at)

        def words(day: dt.date) -> str:
            return moments.date_in_words(day, language=self.language, today=today)

        self._send_automatic(
            "complaint",
            kind=OutgoingMail.Kind.COMPLAINT,
            complaint=complaint,
            received=words(received),
            answer_by=words(complaint.answer_due),
            further=register.further(self.language),
            by_law=register.name_by_law,
        )
