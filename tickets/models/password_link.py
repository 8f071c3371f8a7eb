"""A new password for an agent who forgot theirs: asked for on a public page, mailed to the address we know.

Every address leaves the same row behind, so neither the answer nor its time tells who works here (A35); whose
it is, is asked when the mail leaves. The key is made then too, and is kept nowhere. It is good once, for
settings.PASSWORD_RESET_TIMEOUT seconds, and dies with the password or the address (A37).
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import int_to_base36

from tickets import letters
from tickets.models.agent import Agent
from tickets.models.channel import Channel
from tickets.models.mailed_once import MailedOnce, MailedOnceQuerySet

# For one address, so that nobody's mailbox is flooded (A28); allauth limits what comes from one network.
MOST_AN_HOUR = 3
AN_HOUR = dt.timedelta(hours=1)


class PasswordLinkQuerySet(MailedOnceQuerySet["PasswordLink"]):
    def unmailed(self) -> PasswordLinkQuerySet:
        """Only to who is an agent by now, and asked lately: an old wish would only puzzle its reader."""
        theirs = Agent.objects.filter(is_active=True, email__iexact=OuterRef("address"))
        fresh = super().unmailed().filter(at__gt=timezone.now() - AN_HOUR)
        return fresh.filter(Exists(theirs), channel__isnull=False)


class PasswordLink(MailedOnce):
    CHANNEL: ClassVar[str] = "channel"

    address = models.CharField(max_length=320)  # as typed, in lower case
    language = models.CharField(max_length=5)  # of the page, for who has chosen none
    channel = models.ForeignKey(
        "tickets.Channel", on_delete=models.CASCADE, null=True, related_name="+"
    )

    objects = PasswordLinkQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("address", "at"), name="password_link_address"),)

    def __str__(self) -> str:
        return f"password link {self.pk}"

    @classmethod
    def ask(cls, address: str, *, language: str) -> None:
        """Somebody says that this is their address."""
        now, address = timezone.now(), address.strip().lower()
        cls.objects.filter(at__lt=now - AN_HOUR).delete()
        if cls.objects.filter(address=address).count() >= MOST_AN_HOUR:
            return
        channel = Channel.of_the_house()
        cls.objects.create(address=address, language=language, channel=channel, at=now)
        cls.wake_sender()

    @cached_property
    def agent(self) -> Agent:
        return Agent.objects.get(email__iexact=self.address, is_active=True)

    def write(self) -> letters.Letter:
        agent = self.agent
        key = default_token_generator.make_token(agent)
        place = {"uidb36": int_to_base36(agent.pk), "key": key}
        facts = {
            "agent": agent,
            "channel": self.channel,
            "link": settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=place),
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
        }
        return letters.write("password", language=agent.language or self.language, facts=facts)
