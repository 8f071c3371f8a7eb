"""The ticket: one behaviour a file, composed here."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tickets.models.category import Category
from tickets.models.channel import Channel
from tickets.models.clock import Clock
from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.ticket.conversing import MovedOn
from tickets.models.ticket.delivering import Undeliverable
from tickets.models.ticket.fields import CloseReason, Status, TicketFields, reference_key
from tickets.models.ticket.mergeable import Mergeable, Obstacle
from tickets.models.ticket.queryset import TicketQuerySet
from tickets.models.ticket.standing import Standing
from tickets.models.ticket.writing import Draft
from tickets.rules.subjects import bare_subject

__all__ = [
    "CloseReason",
    "Draft",
    "Incoming",
    "MovedOn",
    "Obstacle",
    "Standing",
    "Status",
    "Ticket",
    "Undeliverable",
    "reference_key",
]


class Ticket(Mergeable):
    objects = TicketQuerySet.as_manager()

    class Meta(TicketFields.Meta):
        abstract = False

    @classmethod
    def open_from(
        cls,
        incoming: Incoming,
        *,
        channel: Channel,
        follows: Ticket | None = None,
        is_spam: bool = False,
    ) -> Ticket:
        """A new ticket from a customer's message: procedure, clocks, acknowledgement, in one transaction.

        The same mail again returns the ticket that it made.
        """
        with transaction.atomic():
            if known := Message.from_source(incoming.source_key):
                return known.ticket
            ticket = cls._opened(incoming, channel=channel, follows=follows, is_spam=is_spam)
            if not is_spam:
                ticket.start_clock(Clock.Kind.FIRST_RESPONSE, incoming.received_at)
                ticket.start_clock(Clock.Kind.RESOLUTION, incoming.received_at)
            message = ticket.receive(incoming)
            if not is_spam:
                ticket.acknowledge(message, incoming)
        return ticket

    @classmethod
    def _opened(
        cls, incoming: Incoming, *, channel: Channel, follows: Ticket | None, is_spam: bool
    ) -> Ticket:
        customer = Customer.known_as(
            incoming.from_addr, name=incoming.from_name, language=incoming.language[:2]
        )
        category = Category.default()
        ticket = cls.objects.create(
            subject=bare_subject(incoming.subject)[:300],
            customer=customer,
            participants=[customer.email],
            channel=channel,
            team=(category.team if category else None) or channel.team,
            category=category,
            language=cls._language(incoming, customer, channel),
            follows=follows,
            is_spam=is_spam,
            created_at=incoming.received_at,
            last_message_at=incoming.received_at,
        )
        ticket.record(Event.Kind.OPENED, at=timezone.now())
        if category and category.procedure:
            ticket.begin_procedure(category.procedure)
        return ticket

    @staticmethod
    def _language(incoming: Incoming, customer: Customer, channel: Channel) -> str:
        for language in (incoming.language[:2], customer.language, channel.language):
            if language in ("en", "es"):
                return language
        return "en"

    def newest_message_id(self) -> int:
        """The newest message's key, by which the composer tells whether the conversation moved on."""
        newest = self.conversation().order_by("pk").last()
        return newest.pk if newest else 0
