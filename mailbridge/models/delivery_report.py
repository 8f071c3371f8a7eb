"""What a provider's webhook told us, kept raw before it is applied (RELIABILITY.md 6.2 step 6)."""

from django.db import models
from django.utils import timezone


class DeliveryReport(models.Model):
    """One event of a webhook. It may come before our own "accepted" commit: then it waits here up to 24 h."""

    provider = models.CharField(max_length=40)
    event_key = models.CharField(max_length=128, unique=True)  # the provider's event id, or a hash
    kind = models.CharField(max_length=20)  # anymail's EventType
    provider_id = models.CharField(max_length=250, db_index=True)
    recipient = models.CharField(max_length=320, blank=True)
    description = models.CharField(max_length=500, blank=True)
    happened_at = models.DateTimeField()
    heard_at = models.DateTimeField(default=timezone.now)
    payload = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("heard_at",),
                condition=models.Q(applied_at=None),
                name="reports_not_applied",
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider}: {self.kind} for {self.recipient}"
