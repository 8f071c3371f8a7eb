"""A customer's key to the list of all their tickets: asked for on a public page, and mailed to their address.

Whoever asks gets one answer for every address (A35): whose it is, is looked up afterwards. The mail goes to
the address as we know it, never as it was typed; it is no part of a conversation and may be lost, never
doubled. Of the token only the hash is kept. A row is forgotten after a day: until then it counts for the limits.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tickets import letters
from tickets.models.customer import Customer
from tickets.models.mailed_once import MailedOnce, MailedOnceQuerySet
from tickets.models.share_link import new_token
from tickets.models.suppression import Suppression
from tickets.rules.moments import opening_hours_in_words

MINUTES_VALID = 60
# For one address, so that nobody's mailbox is flooded; and from one network, so that nobody tries many (A28).
ADDRESS_AN_HOUR, ADDRESS_A_DAY, NETWORK_AN_HOUR = 3, 10, 20
AN_HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
AT_ONCE = 100


class AllTicketsLinkQuerySet(MailedOnceQuerySet["AllTicketsLink"]):
    def unmailed(self) -> AllTicketsLinkQuerySet:
        return super().unmailed().filter(ticket__isnull=False, revoked_at=None)


class AllTicketsLink(MailedOnce):
    address = models.CharField(max_length=320)  # as typed, in lower case
    language = models.CharField(max_length=5)  # of the page, for who has none with us yet
    asked_from = models.CharField(max_length=64)  # the network, unreadable
    looked_up_at = models.DateTimeField(null=True)
    # Empty when no mail goes there: nobody's address, or one that gets no automatic mail.
    customer = models.ForeignKey("tickets.Customer", on_delete=models.CASCADE, null=True)
    # Their newest, whose channel writes.
    ticket = models.ForeignKey(
        "tickets.Ticket", on_delete=models.CASCADE, null=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = AllTicketsLinkQuerySet.as_manager()

    class Meta:
        constraints = (
            # Two clicks, or two tabs, are one mail.
            models.UniqueConstraint(
                fields=("address",),
                condition=models.Q(looked_up_at=None),
                name="one_all_tickets_link_asked",
            ),
        )
        indexes = (
            models.Index(fields=("address", "at"), name="all_tickets_address"),
            models.Index(fields=("asked_from", "at"), name="all_tickets_asked_from"),
            models.Index(fields=("at",), name="all_tickets_at"),
        )

    def __str__(self) -> str:
        return f"link to all tickets of {self.customer_id}"  # never the token: this reaches logs

    @classmethod
    def ask(cls, address: str, *, network: str, language: str) -> bool:
        """Somebody asks for the link of this address. False: too often from there, whatever the address."""
        now, address = timezone.now(), address.strip().lower()
        source = salted_hmac("tickets.all_tickets", network, algorithm="sha256").hexdigest()
        in_hour, today = (
            cls.objects.filter(at__gt=now - AN_HOUR),
            cls.objects.filter(at__gt=now - A_DAY),
        )
        if in_hour.filter(asked_from=source).count() >= NETWORK_AN_HOUR:
            return False
        asked = in_hour.filter(address=address).count(), today.filter(address=address).count()
        if asked[0] < ADDRESS_AN_HOUR and asked[1] < ADDRESS_A_DAY:
            link = AllTicketsLink(address=address, asked_from=source, language=language, at=now)
            AllTicketsLink.objects.bulk_create([link], ignore_conflicts=True)
            cls.wake_sender()
        return True

    @classmethod
    def look_up_asked(cls) -> None:
        """Find out whose the addresses are that were asked for, and forget what is a day old."""
        now = timezone.now()
        cls.objects.filter(at__lt=now - A_DAY).delete()
        with transaction.atomic():
            asked = cls.objects.filter(looked_up_at=None).order_by("pk")
            for link in asked.select_for_update(skip_locked=True)[:AT_ONCE]:
                link._look_up(now)

    @classmethod
    def opened_by(cls, token: str) -> AllTicketsLink | None:
        """The link of this token, while it is good."""
        mailed = cls.objects.filter(token_hash=_hash(token), revoked_at=None)
        mailed = mailed.filter(mailed_at__gt=timezone.now() - dt.timedelta(minutes=MINUTES_VALID))
        return mailed.select_related("customer", "ticket__channel__calendar").first()

    @classmethod
    def end_of(cls, customer_id: int) -> None:
        """End every such link of this customer, and keep what was asked for from leaving."""
        good = cls.objects.filter(customer=customer_id, revoked_at=None)
        good.update(revoked_at=timezone.now())

    def write(self) -> letters.Letter:
        """The letter, with a new token: one of an earlier attempt, which did not leave, opens nothing."""
        assert self.ticket
        assert self.customer
        token, channel = new_token(), self.ticket.channel
        mine = type(self).objects.filter(pk=self.pk, attempts=self.attempts, mailed_at=None)
        mine.update(token_hash=_hash(token))
        language = self.customer.language or self.language
        return letters.write(
            "all_tickets",
            language=language,
            facts={
                "customer": self.customer,
                "channel": channel,
                "link": settings.BASE_URL + reverse("portal:all_tickets", args=[token]),
                "minutes": MINUTES_VALID,
                "phone_hours": opening_hours_in_words(channel.phone_hours(), language),
            },
        )

    def _look_up(self, now: dt.datetime) -> None:
        self.looked_up_at = now
        customer = Customer.objects.filter(email=self.address).first()
        if customer and not customer.is_unknown and not Suppression.objects.standing(self.address):
            self.ticket = customer.tickets.shown_to(customer).order_by("pk").last()
            self.customer = customer if self.ticket else None
        self.save(update_fields=["looked_up_at", "customer", "ticket"])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
