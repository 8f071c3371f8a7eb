"""The customer's key to the status page of one ticket: unguessable, revocable, expiring (A36)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket


def new_token() -> str:
    return secrets.token_urlsafe(24)  # 192 random bits


class ShareLink(models.Model):
    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="links")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link to ticket {self.ticket_id}"  # never the token: this text reaches logs

    @property
    def url(self) -> str:
        return settings.BASE_URL + reverse("portal:status", args=[self.token])

    @property
    def shown(self) -> Ticket:
        """The ticket that the customer sees: after a merge the other one, if it is theirs too."""
        heir = self.ticket.heir
        return heir if heir.customer_id == self.ticket.customer_id else self.ticket

    def is_valid(self) -> bool:
        return not self.revoked_at and self.shown.has_page()
