"""A provider's permission to open one mailbox: tokens in place of a password, encrypted at rest (A41)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from mailbridge.oauth.endpoint import Tokens
from mailbridge.secret import Sealed

# A token is renewed so long before its end, that none runs out between two steps of a visit.
LEEWAY = dt.timedelta(minutes=5)


class Grant(models.Model):
    mailbox = models.OneToOneField(
        "mailbridge.Mailbox", on_delete=models.CASCADE, related_name="grant"
    )
    # Empty where the program signs in as itself: then each access token is simply asked for.
    sealed_refresh_token = models.TextField(blank=True)
    sealed_access_token = models.TextField(blank=True)
    good_until = models.DateTimeField(null=True)  # of the access token
    ends_at = models.DateTimeField(
        null=True
    )  # of the permission itself, where the provider says so
    granted_at = models.DateTimeField(default=timezone.now)

    refresh_token = Sealed("sealed_refresh_token")
    access_token = Sealed("sealed_access_token")

    def __str__(self) -> str:
        return f"{self.mailbox}: signed in at {self.granted_at:%Y-%m-%d %H:%M}"

    @property
    def is_fresh(self) -> bool:
        return bool(self.good_until and self.good_until > timezone.now() + LEEWAY)

    @property
    def is_good(self) -> bool:
        return bool(self.good_until and self.good_until > timezone.now())

    def take(self, tokens: Tokens) -> None:
        """Keep what the provider gave; it may have put a new refresh token in the old one's place."""
        now = timezone.now()
        self.access_token = tokens.access_token
        self.good_until = now + dt.timedelta(seconds=tokens.seconds)
        if tokens.refresh_token:
            self.refresh_token = tokens.refresh_token
        if tokens.refresh_seconds:
            self.ends_at = now + dt.timedelta(seconds=tokens.refresh_seconds)
        self.save()
