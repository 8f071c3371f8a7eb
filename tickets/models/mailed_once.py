"""Mail beside the outbox, that nobody's conversation waits for: it leaves once or not at all.

`attempts` is the fencing number, as in the outbox; `mailed_at` is committed before the step after which it may
be out, and from there on it is never sent again (RELIABILITY.md 6.2.5).
"""

from __future__ import annotations

import datetime as dt
import operator
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models, transaction
from django.utils import timezone

from tickets.signals import mail_queued

if TYPE_CHECKING:
    from tickets.models.channel import Channel

MOST_ATTEMPTS = 5

M = TypeVar("M", bound="MailedOnce")


class MailedOnceQuerySet(models.QuerySet[M]):
    def unmailed(self) -> Self:
        return self.filter(mailed_at=None, attempts__lt=MOST_ATTEMPTS)


class MailedOnce(models.Model):
    CHANNEL: ClassVar[str] = "ticket__channel"  # where the row names the channel that sends it

    at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)  # from here on it may be out
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def wake_sender(cls) -> None:
        """Somebody waits before their screen: not at the next sweep, but once this is committed."""
        told = {"mail_ids": [], "wait": dt.timedelta()}
        transaction.on_commit(lambda: mail_queued.send(cls, **told), robust=True)

    @property
    def sent_from(self) -> Channel:
        channel: Channel = operator.attrgetter(self.CHANNEL.replace("__", "."))(self)
        return channel
