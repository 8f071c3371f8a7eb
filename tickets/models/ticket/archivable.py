from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import transaction
from django.utils import timezone

from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.ticket.callable import Callable
from tickets.models.ticket.conversing import EXCERPT_LENGTH
from tickets.models.ticket.fields import CloseReason, Status
from tickets.models.ticket.openable import LANGUAGES
from tickets.rules import references
from tickets.rules.excerpts import excerpt
from tickets.rules.subjects import bare_subject

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.channel import Channel


class Archivable(Callable):
    """Mail from before our time becomes history: closed, silent, with its own dates, and in no figure.

    No acknowledgement, clock, procedure or live notice; only the customer's next mail makes it a matter again.
    """

    class Meta:
        abstract = True

    @classmethod
    def archive(
        cls,
        incoming: Incoming,
        *,
        channel: Channel,
        customer: Customer | None = None,
        agent: Agent | None = None,
        is_spam: bool = False,
    ) -> Message:
        """File a message with its thread; `customer` is named where another wrote: an answer of ours.

        Old mail may come in any order: its references lead to what is already here, and back.
        """
        with transaction.atomic():
            if known := Message.from_source(incoming.source_key):
                return known
            customer = customer or Customer.known_as(incoming.from_addr, name=incoming.from_name)
            # One at a time for each customer, so that two mails of one thread make one ticket.
            Customer.objects.select_for_update().get(pk=customer.pk)
            ticket = cls._archived_thread(incoming, channel, customer)
            if ticket is None:
                ticket = cls._new_archived(incoming, channel, customer, is_spam=is_spam)
            return ticket._file(incoming, agent)

    @classmethod
    def _archived_thread(
        cls, incoming: Incoming, channel: Channel, customer: Customer
    ) -> Self | None:
        """By the first mail of the thread, or by any that this one answers."""
        named = [
            references.kept(each) for each in (incoming.message_id, *incoming.references) if each
        ]
        theirs = cls._base_manager.filter(
            channel=channel, customer=customer, close_reason=CloseReason.IMPORTED
        )
        answered = Message.objects.filter(message_id__in=named, ticket__in=theirs)
        by_root = theirs.filter(thread_root__in=named).order_by("pk").first()
        return by_root or theirs.filter(pk__in=answered.values("ticket")).order_by("pk").first()

    @classmethod
    def _new_archived(
        cls, incoming: Incoming, channel: Channel, customer: Customer, *, is_spam: bool
    ) -> Self:
        at = incoming.received_at
        Customer.objects.filter(pk=customer.pk, created_at__gt=at).update(created_at=at)
        root = next(iter(incoming.references), incoming.message_id)
        ticket = cls._base_manager.create(
            subject=bare_subject(incoming.subject)[:300],
            customer=customer,
            participants=[customer.email],
            channel=channel,
            team=channel.team,
            language=incoming.language if incoming.language in LANGUAGES else channel.language,
            status=Status.CLOSED,
            close_reason=CloseReason.IMPORTED,
            thread_root=references.kept(root),
            is_spam=is_spam,
            created_at=at,
            closed_at=at,
            last_message_at=at,
        )
        # Not by record(), which tells open tabs: nobody needs to hear of it.
        Event.objects.create(ticket_id=ticket.pk, kind=Event.Kind.IMPORTED, at=timezone.now())
        return ticket

    def _file(self, incoming: Incoming, agent: Agent | None) -> Message:
        message = Message.from_incoming(incoming, ticket_id=self.pk)
        message.agent = agent
        message.save()
        message.add_files(incoming.files)
        if not self.excerpt or message.at >= self.last_message_at:
            self.excerpt = excerpt(message.words, EXCERPT_LENGTH)
        self.created_at = min(self.created_at, message.at)
        self.closed_at = self.last_message_at = max(self.last_message_at, message.at)
        self.save(update_fields=["excerpt", "created_at", "closed_at", "last_message_at"])
        return message
