"""Every named question about many tickets. A view of the desk is one of these, ordered and paged."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Least

from tickets.models.callback import Callback
from tickets.models.clock import Clock
from tickets.models.customer import Customer
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.priority import Priority
from tickets.models.promise import Promise
from tickets.models.ticket.fields import Status

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.ticket import Ticket  # noqa: F401  (named in a string below)

DUE_SOON = dt.timedelta(hours=2)


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, agent: Agent) -> TicketQuerySet:
        """Leads and administrators see all; an agent sees their teams', their own and nobody's tickets."""
        if agent.is_manager:
            return self
        teams = agent.teams.values("pk")
        return self.filter(Q(team__in=teams) | Q(team=None) | Q(assignee=agent))

    def shown_to(self, customer: Customer) -> TicketQuerySet:
        """What a customer sees of theirs: no spam, nothing of which all is held from them (A18), and of
        merged tickets only the one that goes on.
        """
        public = Message.objects.public().filter(ticket=OuterRef("pk"))
        theirs = self.not_spam().filter(Exists(public), customer=customer)
        return theirs.exclude(merged_into__customer=customer)

    def not_spam(self) -> TicketQuerySet:
        return self.filter(is_spam=False)

    def spam(self) -> TicketQuerySet:
        return self.filter(is_spam=True)

    def open(self) -> TicketQuerySet:
        return self.not_spam().exclude(status=Status.CLOSED)

    def awaiting_us(self) -> TicketQuerySet:
        return self.not_spam().filter(status__in=(Status.NEW, Status.OPEN))

    def waiting(self) -> TicketQuerySet:
        return self.not_spam().filter(status=Status.WAITING)

    def proposed(self) -> TicketQuerySet:
        return self.not_spam().filter(status=Status.PROPOSED)

    def closed(self) -> TicketQuerySet:
        return self.not_spam().filter(status=Status.CLOSED)

    def unassigned(self) -> TicketQuerySet:
        return self.awaiting_us().filter(assignee=None)

    def assigned_to(self, agent: Agent) -> TicketQuerySet:
        return self.open().filter(assignee=agent)

    def pressing(self) -> TicketQuerySet:
        return self.open().filter(priority__gte=Priority.HIGH)

    def flagged(self) -> TicketQuerySet:
        """Upset or at risk, by signs of which no agent has said "not so"."""
        return self.open().filter(flagged_at__isnull=False)

    def warned_of(self, agent: Agent) -> TicketQuerySet:
        """Of which this agent was told something about a clock that still runs, and has not put it away."""
        return self.open().filter(pk__in=Notice.objects.calling(agent).values("ticket"))

    def to_be_called(self) -> TicketQuerySet:
        """Whose customers asked us to call, with `call_at`, when the window begins."""
        calls = Callback.objects.open()
        begins = calls.filter(ticket=OuterRef("pk")).values("begins_at")[:1]
        return self.open().filter(pk__in=calls.values("ticket")).annotate(call_at=Subquery(begins))

    def due_before(self, moment: dt.datetime) -> TicketQuerySet:
        # Nothing is listed later than it is due: so the index of the lists needs to be read no further.
        return self.open().filter(next_due_at__lt=moment, listed_at__lt=moment)

    def with_failed_mail(self) -> TicketQuerySet:
        """Open tickets of which the newest mail of ours did not arrive."""
        newest = (
            OutgoingMail.objects.filter(ticket=OuterRef("pk"))
            .exclude(state=OutgoingMail.State.CANCELLED)
            .order_by("-pk")
        )
        failed = OutgoingMail.objects.filter(state__in=OutgoingMail.FAILURES).values("ticket")
        tickets = self.open().filter(pk__in=failed)
        return tickets.alias(newest_mail=Subquery(newest.values("state")[:1])).filter(
            newest_mail__in=OutgoingMail.FAILURES
        )

    def refresh_due(self) -> None:
        """Keep `next_due_at` equal to the earliest running clock, open promise or end of a call's window, for
        all of these in one statement. A date that is owed on a closed ticket still counts, but calls nobody.
        """
        running = Clock.objects.filter(ticket=OuterRef("pk"), stopped_at=None, paused_at=None)
        promised = Promise.objects.open().filter(ticket=OuterRef("pk"), ticket__is_spam=False)
        promised = promised.exclude(ticket__status=Status.CLOSED)
        calls = Callback.objects.open().filter(ticket=OuterRef("pk"))
        earliest = (
            Subquery(running.order_by("due_at").values("due_at")[:1]),
            Subquery(promised.order_by("due_at").values("due_at")[:1]),
            Subquery(calls.values("ends_at")[:1]),
        )
        self.update(next_due_at=Least(*earliest))  # PostgreSQL passes over those that are null

    def by_due(self, due: str = "listed_at") -> TicketQuerySet:
        """What falls due next first, and as soon as due what is flagged; without a running clock last."""
        return self.order_by(F(due).asc(nulls_last=True), "pk")

    def by_recent(self) -> TicketQuerySet:
        return self.order_by("-last_message_at", "-pk")

    def search(self, words: str) -> TicketQuerySet:
        """By number (`#20481` or `20481`), by address or part of it, or by words in either language."""
        words = words.replace("\0", "").strip()
        number = re.fullmatch(r"#?(\d{1,18})", words)
        if number:
            return self.filter(pk=int(number[1]))
        customers = Customer.objects.filter(Q(email__icontains=words) | Q(name__icontains=words))
        found = self.model._base_manager.filter(customer__in=customers).values("pk")
        if "@" in words:
            heard = Message.objects.filter(from_addr__icontains=words).values("ticket")
            return self.filter(pk__in=found.union(heard))
        query = SearchQuery(words, config="ventanilla_es", search_type="websearch") | SearchQuery(
            words, config="ventanilla_en", search_type="websearch"
        )
        # A union, since one OR over three tables would read all tickets instead of three indexes.
        said = Message.objects.filter(search=query).values("ticket")
        named = self.model._base_manager.filter(subject__icontains=words).values("pk")
        return self.filter(pk__in=found.union(said, named))
