from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.ticket.openable import Openable

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Addressable(Openable):
    """A ticket whose customer no mail reaches, until somebody finds out their address."""

    class Meta:
        abstract = True

    def write_down_address(self, email: str, *, name: str = "", by: Agent) -> bool:
        """The ticket is from now on that of whoever has this address. False when an address is known already.

        Other tickets of the unknown customer stay: nobody said whose they are.
        """
        with transaction.atomic():
            self._lock_fresh()
            if not self.customer.is_unknown:
                return False
            before = self.customer.email
            self.customer = Customer.known_as(email, name=name, language=self.language)
            others = [address for address in self.participants if address != before]
            self.participants = list(dict.fromkeys((self.customer.email, *others)))
            self.save(update_fields=["customer", "participants"])
            self.record(Event.Kind.ADDRESS_KNOWN, by=by, why=self.customer.email)
            self.retarget(by=by)
        return True
