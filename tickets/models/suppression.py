"""Addresses to which nothing automatic is sent any more (RELIABILITY.md 5.3 (15)).

A hard bounce or a complaint puts an address here; an agent may lift it, and both stay on record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.reason_field import ReasonField

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def standing(self, *addresses: str) -> SuppressionQuerySet:
        """Those of these addresses that are suppressed now."""
        lowered = [address.strip().lower() for address in addresses]
        return self.filter(address__in=lowered, lifted_at=None)


class Suppression(models.Model):
    class Reason(models.TextChoices):
        BOUNCED = "bounced", _("mail to it came back")
        COMPLAINED = "complained", _("its owner reported a mail of ours as unwanted")

    address = models.CharField(max_length=320)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    # What the server said, for the agent who decides.
    why = ReasonField(blank=True)
    mail = models.ForeignKey(
        "tickets.OutgoingMail", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("address",),
                condition=models.Q(lifted_at=None),
                name="one_suppression_an_address",
            ),
        )

    def __str__(self) -> str:
        return f"{self.address}: {self.get_reason_display()}"

    @classmethod
    def note(cls, addresses: Iterable[str], **facts: object) -> None:
        """Suppress these addresses; one that is suppressed already stays as it was."""
        cls.objects.bulk_create(
            [cls(address=address.strip().lower()[:320], **facts) for address in addresses],
            ignore_conflicts=True,
        )

    @classmethod
    def lift(cls, address: str, *, by: Agent) -> bool:
        """Let mail go there again. False when nothing held it back."""
        standing = cls.objects.standing(address)
        return bool(standing.update(lifted_at=timezone.now(), lifted_by=by))
