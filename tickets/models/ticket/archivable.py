from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tickets.models.attachment import Attachment
from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.ticket.conversing import EXCERPT_LENGTH
from tickets.models.ticket.escalatable import Escalatable
from tickets.models.ticket.fields import CloseReason, Status
from tickets.models.ticket.openable import LANGUAGES
from tickets.rules import references
from tickets.rules.excerpts import excerpt
from tickets.rules.subjects import bare_subject

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.channel import Channel

_KEY = ["pk"]
_CHANGED = ["excerpt", "created_at", "closed_at", "last_message_at"]  # by a further message


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A message from before our time that is to join its thread."""

    incoming: Incoming
    channel: Channel
    customer: str = ""  # their address, where another wrote: an answer of ours
    agent: Agent | None = None
    is_spam: bool = False

    @property
    def address(self) -> str:
        return (self.customer or self.incoming.from_addr).strip().lower()

    @property
    def ids(self) -> set[str]:
        """What leads to its thread: its own Message-ID and those that it answers."""
        ids = (self.incoming.message_id, *self.incoming.references)
        return {references.kept(each) for each in ids if each}

    def person(self) -> Customer:
        """The customer as this message shows them; not saved."""
        name = "" if self.customer else self.incoming.from_name
        return Customer(email=self.address, name=name)


class Archivable(Escalatable):
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
        customer: str = "",
        agent: Agent | None = None,
        is_spam: bool = False,
    ) -> Message:
        """File a message with its thread; `customer` is the address where another wrote: an answer of ours.

        Old mail may come in any order: its references lead to what is already here, and back.
        """
        filing = Filing(
            incoming=incoming, channel=channel, customer=customer, agent=agent, is_spam=is_spam
        )
        (message,) = cls.archive_many([filing])
        return message

    @classmethod
    def archive_many(cls, filings: Sequence[Filing]) -> list[Message]:
        """File them as if one came after the other; the message of each. No source may be named twice."""
        with transaction.atomic():
            known = Message.from_sources(each.incoming.source_key for each in filings)
            new = [each for each in filings if each.incoming.source_key not in known]
            made = iter(cls._archive(new) if new else ())
            return [known.get(each.incoming.source_key) or next(made) for each in filings]

    @classmethod
    def _archive(cls, filings: Sequence[Filing]) -> list[Message]:
        """Everything gets its final values first; then each kind of row is written for all at once."""
        customers = _held(each.person() for each in filings)
        threads = cls._threads_of(filings, customers.values())
        messages = []
        for filing in filings:
            customer = customers[filing.address]
            thread = _found(threads, filing, customer)
            if thread is None:
                thread = ArchivedThread(cls._new_archived(filing, customer))
                threads.append(thread)
            messages.append(thread.take(filing))
        tickets = [thread.ticket for thread in threads if thread.has_news]
        cls._write_archived(tickets)
        _date_back(customers.values(), tickets)
        Message.objects.bulk_create(messages)
        Attachment.objects.bulk_create(
            Attachment.of(message, file)
            for message, filing in zip(messages, filings, strict=True)
            for file in filing.incoming.files
        )
        return messages

    @classmethod
    def _threads_of(
        cls, filings: Sequence[Filing], customers: Iterable[Customer]
    ) -> list[ArchivedThread]:
        """What is here already and one of them may join, locked until the transaction ends."""
        ids = set().union(*(each.ids for each in filings))
        theirs = cls._base_manager.filter(customer__in=customers, close_reason=CloseReason.IMPORTED)
        # PostgreSQL does not see in a long list that none is empty, and its indexes hold no empty ones.
        heard = Message.objects.filter(message_id__in=ids, ticket__in=theirs)
        answered: dict[int, set[str]] = {}
        for key, each in heard.exclude(message_id="").values_list("ticket", "message_id"):
            answered.setdefault(key, set()).add(each)
        began = Q(thread_root__in=ids) & ~Q(thread_root="")
        found = theirs.filter(began | Q(pk__in=answered)).order_by("pk")
        return [
            ArchivedThread(ticket, answered.get(ticket.pk, set()))
            for ticket in found.select_for_update(no_key=True)
        ]

    @classmethod
    def _new_archived(cls, filing: Filing, customer: Customer) -> Self:
        """Not saved yet."""
        incoming, channel = filing.incoming, filing.channel
        at = incoming.received_at
        root = next(iter(incoming.references), incoming.message_id)
        return cls(
            subject=bare_subject(incoming.subject)[:300],
            customer=customer,
            participants=[customer.email],
            channel=channel,
            team_id=channel.team_id,
            language=incoming.language if incoming.language in LANGUAGES else channel.language,
            status=Status.CLOSED,
            close_reason=CloseReason.IMPORTED,
            thread_root=references.kept(root),
            is_spam=filing.is_spam,
            created_at=at,
            closed_at=at,
            last_message_at=at,
        )

    @classmethod
    def _write_archived(cls, tickets: Sequence[Archivable]) -> None:
        """The new and the changed; an insert that meets its own rows is quicker than an update by cases."""
        new = [ticket for ticket in tickets if ticket.pk is None]
        cls._base_manager.bulk_create(
            tickets,
            update_conflicts=True,
            unique_fields=_KEY,
            update_fields=_CHANGED,
        )
        # Not by record(), which tells open tabs: nobody needs to hear of it.
        Event.objects.bulk_create(
            Event(ticket_id=ticket.pk, kind=Event.Kind.IMPORTED, at=timezone.now())
            for ticket in new
        )


@dataclass
class ArchivedThread:
    """An archived ticket and the Message-IDs in it, as far as mails at hand name them."""

    ticket: Archivable
    ids: set[str] = field(default_factory=set)
    has_news: bool = False

    def take(self, filing: Filing) -> Message:
        """Its new message; nothing is saved."""
        ticket = self.ticket
        message = Message.from_incoming(filing.incoming, ticket=ticket, agent=filing.agent)
        if not ticket.excerpt or message.at >= ticket.last_message_at:
            ticket.excerpt = excerpt(message.words, EXCERPT_LENGTH)
        ticket.created_at = min(ticket.created_at, message.at)
        ticket.closed_at = ticket.last_message_at = max(ticket.last_message_at, message.at)
        self.ids.add(message.message_id)
        self.has_news = True
        return message


def _held(people: Iterable[Customer]) -> dict[str, Customer]:
    """By address. One at a time for each customer, so that two mails of one thread make one ticket."""
    keys = [customer.pk for customer in Customer.met(people).values()]
    held = Customer.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    return {customer.email: customer for customer in held}


def _found(
    threads: Sequence[ArchivedThread], filing: Filing, customer: Customer
) -> ArchivedThread | None:
    """By the first mail of the thread, or by any that this one answers; of several the one that came first."""
    ids, place = filing.ids, (customer.pk, filing.channel.pk)
    theirs = [
        each for each in threads if (each.ticket.customer_id, each.ticket.channel_id) == place
    ]
    by_root = (each for each in theirs if each.ticket.thread_root in ids)
    return next(by_root, None) or next((each for each in theirs if each.ids & ids), None)


def _date_back(customers: Iterable[Customer], tickets: Sequence[Archivable]) -> None:
    """They are ours since their earliest mail."""
    earlier = []
    for customer in customers:
        times = (each.created_at for each in tickets if each.customer_id == customer.pk)
        if (first := min(times)) < customer.created_at:
            customer.created_at = first
            earlier.append(customer)
    Customer.objects.bulk_create(
        earlier, update_conflicts=True, unique_fields=["pk"], update_fields=["created_at"]
    )
