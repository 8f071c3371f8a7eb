"""The ticket: one behaviour a file, composed here."""

from __future__ import annotations

from tickets.models.message import Incoming
from tickets.models.proposal_option import NotGranted, Offer
from tickets.models.ticket.archivable import Filing
from tickets.models.ticket.complaining import Complaining
from tickets.models.ticket.conversing import MovedOn
from tickets.models.ticket.delivering import Undeliverable
from tickets.models.ticket.fields import CloseReason, Status, TicketFields, reference_key
from tickets.models.ticket.mergeable import Obstacle
from tickets.models.ticket.opening import Opening
from tickets.models.ticket.queryset import TicketQuerySet
from tickets.models.ticket.standing import Standing
from tickets.models.ticket.writing import Draft

__all__ = [
    "CloseReason",
    "Draft",
    "Filing",
    "Incoming",
    "MovedOn",
    "NotGranted",
    "Obstacle",
    "Offer",
    "Opening",
    "Standing",
    "Status",
    "Ticket",
    "Undeliverable",
    "reference_key",
]


class Ticket(Complaining):
    objects = TicketQuerySet.as_manager()

    class Meta(TicketFields.Meta):
        abstract = False

    def newest_message_id(self) -> int:
        """The newest message's key, by which the composer tells whether the conversation moved on."""
        newest = self.conversation().order_by("pk").last()
        return newest.pk if newest else 0
