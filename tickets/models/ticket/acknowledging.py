from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q
from django.utils import timezone

from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.ticket.delivering import Delivering, reason_of
from tickets.rules.excerpts import excerpt

# RELIABILITY.md 5.3 (16): acknowledgements to one address, to one domain, and to everybody.
ADDRESS_AN_HOUR, ADDRESS_A_DAY, DOMAIN_AN_HOUR, ALL_AN_HOUR = 3, 10, 300, 1000
QUESTION_LENGTH = 400


class Acknowledging(Delivering):
    """Answers every first message at once (R1), never a robot, a list or a loop (RFC 3834)."""

    class Meta:
        abstract = True

    def acknowledge(self, message: Message, incoming: Incoming) -> OutgoingMail | None:
        """Queue the acknowledgement, or record in one sentence why there is none.

        The customer's own words are repeated (R12) only to an authenticated sender, so that nobody can use us
        to mail text of theirs to a stranger (A28).
        """
        address = incoming.from_addr.lower()
        reason = incoming.no_ack_reason or self._suppressed(address) or self._over_a_cap(address)
        if reason:
            self.record(Event.Kind.NOT_ACKNOWLEDGED, why=reason)
            return None
        question = excerpt(message.words, QUESTION_LENGTH) if incoming.is_authenticated else ""
        ours = self._new_message(Message.Kind.AUTOMATIC, to=[incoming.from_addr])
        mail = self._send(
            ours,
            "acknowledgement",
            kind=OutgoingMail.Kind.ACKNOWLEDGEMENT,
            question=question,
            subject=self.subject if incoming.is_authenticated else "",
        )
        ours.text = mail.text
        ours.subject = mail.subject
        ours.save(update_fields=["text", "subject"])
        self.record(Event.Kind.ACKNOWLEDGED, mail=mail.pk)
        return mail

    def _suppressed(self, address: str) -> str:
        held = self._held_back(address)
        return reason_of(held) if held else ""

    def _over_a_cap(self, address: str) -> str:
        """One query, over the acknowledgements of a day only."""
        hour, day = (timezone.now() - dt.timedelta(hours=hours) for hours in (1, 24))
        domain = address.rpartition("@")[2]
        in_hour, to_address = Q(created_at__gt=hour), Q(to__0__iexact=address)
        counted = OutgoingMail.objects.filter(
            kind=OutgoingMail.Kind.ACKNOWLEDGEMENT, created_at__gt=day
        ).aggregate(
            to_address=Count("pk", filter=in_hour & to_address),
            to_address_today=Count("pk", filter=to_address),
            to_domain=Count("pk", filter=in_hour & Q(to__0__iendswith=f"@{domain}")),
            to_all=Count("pk", filter=in_hour),
        )
        if counted["to_address"] >= ADDRESS_AN_HOUR:
            return f"This address had {ADDRESS_AN_HOUR} acknowledgements within the hour."
        if counted["to_address_today"] >= ADDRESS_A_DAY:
            return f"This address had {ADDRESS_A_DAY} acknowledgements within the day."
        if counted["to_domain"] >= DOMAIN_AN_HOUR:
            return f"The domain {domain} had {DOMAIN_AN_HOUR} acknowledgements within the hour."
        if counted["to_all"] >= ALL_AN_HOUR:
            return f"{ALL_AN_HOUR} acknowledgements left within the hour."
        return ""
