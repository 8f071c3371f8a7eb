from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tickets.models.channel import Channel
from tickets.models.customer import Customer
from tickets.models.message import Incoming

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A customer's message that asks for a ticket of its own."""

    incoming: Incoming
    channel: Channel
    follows: Ticket | None = None
    is_spam: bool = False

    @property
    def address(self) -> str:
        return self.incoming.from_addr.strip().lower()

    def sender(self) -> Customer:
        """The customer as this message shows them; not saved."""
        incoming = self.incoming
        return Customer(email=self.address, name=incoming.from_name, language=incoming.language[:2])
