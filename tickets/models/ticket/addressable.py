from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.ticket.acknowledging import Allowance
from tickets.models.ticket.openable import Openable, language_of
from tickets.models.ticket.opening import Opening
from tickets.rules.subjects import bare_subject

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

    def take_words(self, incoming: Incoming) -> Message:
        """The mail whose place this ticket held could be read: whose it is, what it says, and the answer at once
        that its sender has not had yet (R1).
        """
        with transaction.atomic():
            self._lock()
            self._identify(incoming)
            message = self.receive(incoming)
            if not OutgoingMail.objects.filter(ticket_id=self.pk).exists():
                self._acknowledge_after_all(message, incoming)
        return message

    def _identify(self, incoming: Incoming) -> None:
        """A ticket of an unknown sender becomes that of whoever is known now to have written."""
        if not self.customer.is_unknown or not incoming.from_addr:
            return
        sender = Opening(incoming=incoming, channel=self.channel).sender()
        (self.customer,) = Customer.met([sender]).values()
        self.participants = [self.customer.email]
        self.subject = bare_subject(incoming.subject)[:300]
        self.language = language_of(incoming, self.customer, self.channel)
        self.save(update_fields=["customer", "participants", "subject", "language"])

    def _acknowledge_after_all(self, message: Message, incoming: Incoming) -> None:
        address = incoming.from_addr.strip().lower()
        if self.is_spam or incoming.no_ack_reason or Allowance([address]).refusal(address):
            return
        mail, promise = self._acknowledgement(message, incoming, self.whereabouts())
        mail.message.save(force_insert=True)
        mail.save(force_insert=True)
        if promise:
            promise.save(force_insert=True)
        given = promise.pk if promise else None
        self.record(Event.Kind.ACKNOWLEDGED, mail=mail.pk, promise=given)
        self.refresh_due()
        OutgoingMail.nudge([mail])
