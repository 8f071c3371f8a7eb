from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from tickets.models.message import Message, MessageQuerySet
from tickets.models.ticket.recorded import Recorded

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket


class Spoken(Recorded):
    """What was said on a ticket and on those merged into it; each message stays where it came in."""

    class Meta:
        abstract = True

    @property
    def heir(self) -> Ticket:
        """Where the conversation goes on: the ticket into which this one was merged, else itself."""
        return self.merged_into or self  # type: ignore[return-value]

    def conversation(self) -> MessageQuerySet:
        """The whole conversation, for colleagues."""
        return Message.objects.filter(ticket__in=self._here())

    def customer_conversation(self) -> MessageQuerySet:
        """What this customer may see: never a note, nor what is held, nor another customer's matter."""
        return self.conversation().public().filter(ticket__customer=self.customer_id)

    def _here(self) -> QuerySet[Any, Any]:
        """The keys of this ticket and of those merged into it: a subquery, as one OR over both tables would
        read every message.
        """
        here = type(self)._base_manager.filter(Q(pk=self.pk) | Q(merged_into=self.pk))
        return here.values("pk")

    def takes_part(self, address: str) -> bool:
        """Whether the owner of this address, in lower case, is one of those who speak here."""
        return bool(address) and address in (self.customer.email.lower(), *self.participants)
