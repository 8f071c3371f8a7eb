from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.attachment import Attachment
from tickets.models.category import Category
from tickets.models.channel import Channel
from tickets.models.clock import Clock
from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.flag import Flag
from tickets.models.lookout import Lookout
from tickets.models.message import Incoming, Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.policy_book import PolicyBook
from tickets.models.procedure import ProcedureVersion
from tickets.models.promise import Promise
from tickets.models.share_link import ShareLink
from tickets.models.step import Step
from tickets.models.ticket.acknowledging import Allowance
from tickets.models.ticket.conversing import EXCERPT_LENGTH
from tickets.models.ticket.mergeable import Mergeable
from tickets.models.ticket.opening import Opening
from tickets.models.ticket.standing import Whereabouts
from tickets.models.ticket_step import TicketStep
from tickets.models.usual_wait import UsualWaits
from tickets.rules.excerpts import excerpt
from tickets.rules.subjects import bare_subject

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket

LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Beginning:
    """How every new ticket begins at present, loaded once for all that open together."""

    at: dt.datetime
    category: Category | None
    version: ProcedureVersion | None
    steps: tuple[Step, ...]
    policies: PolicyBook
    usual: UsualWaits

    @classmethod
    def now(cls) -> Beginning:
        category = Category.default()
        procedure = category.procedure if category else None
        version = procedure.published if procedure else None
        steps = tuple(version.steps_ahead(after="", given=())) if version else ()
        return cls(timezone.now(), category, version, steps, PolicyBook.read(), UsualWaits.read())


@dataclass
class Start:
    """One new ticket and what hangs on it, until each kind of row is inserted for all of them at once."""

    opening: Opening
    ticket: Openable
    message: Message
    stops: list[TicketStep]
    clocks: list[Clock]
    mail: OutgoingMail | None = None
    promise: Promise | None = None  # the date that `mail` gives
    links: list[ShareLink] = field(default_factory=list)  # the one that `mail` carries
    why_silent: str = ""
    flags: list[Flag] = field(default_factory=list)

    def whereabouts(self, usual: UsualWaits) -> Whereabouts:
        link = ShareLink(ticket_id=self.ticket.pk)
        self.links.append(link)
        current, following = (*self.stops, None, None)[:2]
        first_response = usual.honest(self.clocks[0])
        return Whereabouts(current, following, first_response, link)

    def events(self, at: dt.datetime) -> Iterator[Event]:
        """The beginning of the ticket's history; the rows that it names have their keys."""
        new = functools.partial(self.ticket._new_event, at=at)
        yield new(Event.Kind.OPENED)
        if procedure := self.ticket.procedure:
            yield new(Event.Kind.PROCEDURE_BEGUN, procedure=procedure.pk)
        yield new(Event.Kind.RECEIVED, message=self.message.pk, message_kind=self.message.kind)
        for flag in self.flags:
            yield new(Event.Kind.FLAGGED, flag=flag.pk, matter=flag.kind)
        if self.mail:
            promise = self.promise.pk if self.promise else None
            yield new(Event.Kind.ACKNOWLEDGED, mail=self.mail.pk, promise=promise)
        elif self.why_silent:
            yield new(Event.Kind.NOT_ACKNOWLEDGED, why=self.why_silent)


class Openable(Mergeable):
    """New tickets: procedure, clocks and acknowledgement in one transaction, with no more statements for
    many than for one.
    """

    class Meta:
        abstract = True

    @classmethod
    def open_from(
        cls,
        incoming: Incoming,
        *,
        channel: Channel,
        follows: Ticket | None = None,
        is_spam: bool = False,
    ) -> Ticket:
        """A new ticket from a customer's message. The same mail again returns the ticket that it made."""
        opening = Opening(incoming=incoming, channel=channel, follows=follows, is_spam=is_spam)
        (message,) = cls.open_many([opening])
        return message.ticket

    @classmethod
    def open_many(cls, openings: Sequence[Opening]) -> list[Message]:
        """The first message of each new ticket, in this order; a mail that came before has its old one."""
        with transaction.atomic():
            known = Message.from_sources(opening.incoming.source_key for opening in openings)
            new = [each for each in openings if each.incoming.source_key not in known]
            made = iter(cls._open(new) if new else ())
            return [known.get(each.incoming.source_key) or next(made) for each in openings]

    @classmethod
    def _open(cls, openings: Sequence[Opening]) -> list[Message]:
        beginning = Beginning.now()
        customers = Customer.met(each.sender() for each in openings)
        starts = [cls._started(each, customers[each.address], beginning) for each in openings]
        _look_for_signs(starts, Lookout.over(customers.values()), beginning.at)
        cls._base_manager.bulk_create([start.ticket for start in starts])
        _acknowledge(starts, beginning.usual)
        _insert(starts)
        Event.objects.bulk_create(event for start in starts for event in start.events(beginning.at))
        for start in starts:
            start.ticket._nudge(Event.Kind.OPENED)
        return [start.message for start in starts]

    @classmethod
    def _started(cls, opening: Opening, customer: Customer, beginning: Beginning) -> Start:
        """Everything with its final values; nothing is saved yet."""
        incoming, channel, category = opening.incoming, opening.channel, beginning.category
        ticket = cls(
            subject=bare_subject(incoming.subject)[:300],
            customer=customer,
            participants=[customer.email],
            channel=channel,
            team_id=(category.team_id if category else None) or channel.team_id,
            category=category,
            procedure_version=beginning.version,
            language=language_of(incoming, customer, channel),
            is_spam=opening.is_spam,
            created_at=incoming.received_at,
            last_message_at=incoming.received_at,
            steps_total=len(beginning.steps),
        )
        ticket.follows = opening.follows
        message = Message.from_incoming(incoming, ticket=ticket)
        ticket.excerpt = excerpt(message.words, EXCERPT_LENGTH)
        policy = beginning.policies.policy_of(ticket)
        kinds = (Clock.Kind.FIRST_RESPONSE, Clock.Kind.RESOLUTION)
        clocks = [Clock.of(ticket, kind, incoming.received_at, policy=policy) for kind in kinds]
        stops = ticket._new_stops(beginning.steps)
        if stops and (clock := ticket._enter(stops[0], beginning.at, policy)):
            clocks.append(clock)
        if opening.is_spam:
            clocks = []
        ticket.next_due_at = min((clock.due_at for clock in clocks), default=None)
        return Start(opening, ticket, message, stops, clocks)


def _acknowledge(starts: Iterable[Start], usual: UsualWaits) -> None:
    """Answer every first message, or note why not. Nobody waits for an answer to spam."""
    heard = [start for start in starts if not start.opening.is_spam]
    asking = {start.opening.address for start in heard if not start.opening.incoming.no_ack_reason}
    allowance = Allowance(asking) if asking else None
    for start in heard:
        incoming, address = start.opening.incoming, start.opening.address
        start.why_silent = incoming.no_ack_reason or (
            allowance.refusal(address) if allowance else ""
        )
        if allowance and not start.why_silent:
            allowance.take(address)
            at = start.whereabouts(usual)
            ticket = start.ticket
            start.mail, start.promise = ticket._acknowledgement(start.message, incoming, at)


def _look_for_signs(starts: Iterable[Start], lookout: Lookout, at: dt.datetime) -> None:
    for start in starts:
        if not start.opening.is_spam:
            start.flags = Flag.new(start.ticket, lookout.raised(start.ticket, [start.message]), at)


def _insert(starts: Sequence[Start]) -> None:
    """What hangs on the tickets, each kind in one statement; what our answer says comes after the question."""
    for start in starts:
        for stop in start.stops:
            stop.ticket_id = start.ticket.pk
        for clock in start.clocks:
            clock.ticket_id = start.ticket.pk
    mails = [start.mail for start in starts if start.mail]
    TicketStep.objects.bulk_create(stop for start in starts for stop in start.stops)
    Clock.objects.bulk_create(clock for start in starts for clock in start.clocks)
    ShareLink.objects.bulk_create(link for start in starts for link in start.links)
    asked, answered = [start.message for start in starts], [mail.message for mail in mails]
    Message.objects.bulk_create([*asked, *answered])
    Flag.insert([flag for start in starts for flag in start.flags])
    Attachment.objects.bulk_create(
        Attachment.of(start.message, file)
        for start in starts
        for file in start.opening.incoming.files
    )
    OutgoingMail.objects.bulk_create(mails)
    Promise.objects.bulk_create(start.promise for start in starts if start.promise)
    OutgoingMail.nudge(mails)


def language_of(incoming: Incoming, customer: Customer, channel: Channel) -> str:
    for language in (incoming.language[:2], customer.language, channel.language):
        if language in LANGUAGES:
            return language
    return "en"
