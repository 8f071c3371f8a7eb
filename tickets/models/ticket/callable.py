from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tickets.models.message import Incoming, Message
from tickets.models.ticket.addressable import Addressable

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.category import Category
    from tickets.models.channel import Channel
    from tickets.models.ticket import Ticket


class Callable(Addressable):
    """Tickets of those who call us instead of writing (R10)."""

    class Meta:
        abstract = True

    @classmethod
    def open_for(
        cls, agent: Agent, incoming: Incoming, *, channel: Channel, category: Category | None
    ) -> Ticket:
        """A ticket for somebody who is on the phone with this agent, who keeps it. What the caller said is its
        first message; the first response is the second.
        """
        with transaction.atomic():
            if known := Message.from_source(incoming.source_key):
                return known.ticket
            ticket = cls.open_from(incoming, channel=channel)
            ticket.assign(agent, by=agent)
            if category:
                ticket.set_category(category, by=agent)
        return ticket
