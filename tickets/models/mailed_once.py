"""Mail beside the outbox, that nobody's conversation waits for: it leaves once or not at all.

`attempts` is the fencing number, as in the outbox; `mailed_at` is committed before the step after which it may
be out, and from there on it is never sent again (RELIABILITY.md 6.2.5).
"""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.utils import timezone

MOST_ATTEMPTS = 5

M = TypeVar("M", bound="MailedOnce")


class MailedOnceQuerySet(models.QuerySet[M]):
    def unmailed(self) -> Self:
        return self.filter(mailed_at=None, attempts__lt=MOST_ATTEMPTS)


class MailedOnce(models.Model):
    """Who inherits from it has a `ticket`, whose channel's sender takes the mail."""

    at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)  # from here on it may be out
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
