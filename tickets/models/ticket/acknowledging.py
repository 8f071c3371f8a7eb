from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db.models import Case, Count, F, Func, Q, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat, Lower
from django.utils import timezone

from tickets.models.message import Incoming, Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.promise import LONGEST_WORDS, Promise
from tickets.models.suppression import Suppression
from tickets.models.ticket.delivering import Delivering, reason_of
from tickets.models.ticket.standing import Whereabouts
from tickets.reasons import because
from tickets.rules.excerpts import excerpt

# RELIABILITY.md 5.3 (16): acknowledgements to one address, to one domain, and to everybody.
ADDRESS_AN_HOUR, ADDRESS_A_DAY, DOMAIN_AN_HOUR, ALL_AN_HOUR = 3, 10, 300, 1000
QUESTION_LENGTH = 400


class Allowance:
    """Who may still be acknowledged (5.3 (15), (16)); counts on as answers are taken from it.

    Loaded once for the addresses of a batch, in lower case, from the acknowledgements of a day only.
    """

    def __init__(self, addresses: Collection[str]) -> None:
        self._suppressed = {each.address: each for each in Suppression.objects.standing(*addresses)}
        self._in_hour: Counter[str] = Counter()
        self._today: Counter[str] = Counter()
        self._domains: Counter[str] = Counter()
        for whose, in_hour, today in _acknowledged(addresses):
            self._count(whose, in_hour=in_hour, today=today)

    def refusal(self, address: str) -> str:
        """Why this address gets no acknowledgement now, in one sentence; empty when it may have one."""
        domain = _domain(address)
        if held := self._suppressed.get(address):
            return reason_of(held)
        if self._in_hour[address] >= ADDRESS_AN_HOUR:
            return because("address_an_hour", number=ADDRESS_AN_HOUR)
        if self._today[address] >= ADDRESS_A_DAY:
            return because("address_a_day", number=ADDRESS_A_DAY)
        if self._domains[domain] >= DOMAIN_AN_HOUR:
            return because("domain_an_hour", domain=domain, number=DOMAIN_AN_HOUR)
        if self._domains.total() >= ALL_AN_HOUR:
            return because("all_an_hour", number=ALL_AN_HOUR)
        return ""

    def take(self, address: str) -> None:
        self._count(address, in_hour=1, today=1)

    def _count(self, whose: str, *, in_hour: int, today: int) -> None:
        self._in_hour[whose] += in_hour
        self._today[whose] += today
        self._domains[_domain(whose)] += in_hour


class Acknowledging(Delivering):
    """Answers every first message at once (R1), never a robot, a list or a loop (RFC 3834)."""

    class Meta:
        abstract = True

    def _acknowledgement(
        self, message: Message, incoming: Incoming, at: Whereabouts
    ) -> tuple[OutgoingMail, Promise | None]:
        """The answer to a first message, and the date that it gives; nothing is saved yet.

        The customer's own words are repeated (R12) only to an authenticated sender, so that nobody can use us
        to mail text of theirs to a stranger (A28).
        """
        is_known = incoming.is_authenticated
        ours = self._new_message(Message.Kind.AUTOMATIC, to=[incoming.from_addr])
        standing = self.standing(at=at)
        mail = self._new_mail(
            ours,
            "acknowledgement",
            kind=OutgoingMail.Kind.ACKNOWLEDGEMENT,
            answers=message if message.message_id else None,
            facts={
                **self._facts(ours, standing),
                "question": excerpt(message.words, QUESTION_LENGTH) if is_known else "",
                "subject": self.subject if is_known else "",
            },
        )
        ours.text, ours.subject = mail.text, mail.subject
        if not (standing.answer_by and at.answer_due_at):
            return mail, None
        return mail, Promise(
            ticket_id=self.pk,
            message=ours,
            kind=Promise.Kind.ACKNOWLEDGED,
            words=standing.answer_by[:LONGEST_WORDS],
            made_at=ours.at,
            due_at=at.answer_due_at,
        )


def _acknowledged(addresses: Collection[str]) -> list[tuple[str, int, int]]:
    """(address, within the hour, within the day): one row for each address, for the rest of its domain
    ("@…"), and for all others (empty).
    """
    hour, day = (timezone.now() - dt.timedelta(hours=hours) for hours in (1, 24))
    address = Lower(KeyTextTransform(0, "to"))
    domain = Func(F("address"), Value("[^@]*$"), function="SUBSTRING", output_field=TextField())
    domains = {_domain(each) for each in addresses}
    whose = Case(
        When(address__in=addresses, then=F("address")),
        When(domain__in=domains, then=Concat(Value("@"), "domain")),
        default=Value(""),
        output_field=TextField(),
    )
    today = OutgoingMail.objects.filter(kind=OutgoingMail.Kind.ACKNOWLEDGEMENT, created_at__gt=day)
    counted = today.annotate(address=address).annotate(domain=domain).annotate(whose=whose)
    return list(
        counted.values_list("whose")
        .annotate(in_hour=Count("pk", filter=Q(created_at__gt=hour)), today=Count("pk"))
        .order_by()
    )


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
