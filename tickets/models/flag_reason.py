"""Why a flag was raised: words with their place, or what happened. The agent sees each, and managers which misfire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tickets.models.message import Message
from tickets.models.playbook import Playbook
from tickets.rules.signs import Found

if TYPE_CHECKING:
    from tickets.models.flag import Flag


class FlagReason(models.Model):
    """A sign by which a flag was raised: words with their place, or what happened."""

    class Sign(models.TextChoices):
        ANGER = "anger", _("angry words")
        INSULT = "insult", _("insults")
        SHOUTING = "shouting", _("shouting")
        ASKED_AGAIN = "asked_again", _("asks again")
        LEGAL = "legal", _("legal threats")
        PRESS = "press", _("press and reviews")
        LEAVING = "leaving", _("means to leave")
        OWN = "own", _("words of your playbooks")
        UNANSWERED = "unanswered", _("messages without an answer")
        LATE = "late", _("waits past the target")
        DECLINED = "declined", _("declined proposals")
        REOPENED = "reopened", _("reopened")
        LOW_RATING = "low_rating", _("a low rating before")
        OTHER_TICKETS = "other_tickets", _("other open tickets about the like")

    flag = models.ForeignKey("tickets.Flag", on_delete=models.CASCADE, related_name="reasons")
    sign = models.CharField(max_length=14, choices=Sign.choices)
    strength = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=80, blank=True)
    phrase = models.CharField(max_length=80, blank=True)  # the words, alike for all who say so
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    start = models.PositiveIntegerField(null=True)  # the place of the words in the message
    amount = models.PositiveIntegerField(null=True)
    since = models.DateTimeField(null=True)
    playbook = models.ForeignKey(Playbook, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("flag", "sign", "phrase"), name="one_reason_a_phrase"),
        )

    def __str__(self) -> str:
        return f"{self.sign}: {self.words}" if self.words else self.sign

    @property
    def key(self) -> tuple[str, str]:
        return self.sign, self.phrase

    @property
    def in_words(self) -> str:
        """In the language of whoever reads it."""
        if self.words:
            return _gettext("“%s”") % self.words
        n = self.amount or 0
        if self.sign == self.Sign.LATE:
            since = timesince(self.since, timezone.now(), depth=1) if self.since else ""
            return _gettext("waits %s") % since
        if self.sign == self.Sign.LOW_RATING:
            return _gettext("rated us %d of 5 the last time") % n
        return _COUNTED[self.sign](n) % n

    @classmethod
    def of(cls, found: Found, flag: Flag, message: Message | None) -> Self:
        """Not saved yet."""
        return cls(
            flag=flag,
            sign=str(found.sign),
            strength=found.strength,
            words=found.words,
            phrase=found.phrase,
            message=message if found.words else None,
            start=found.start,
            amount=found.amount,
            since=found.since,
            playbook_id=found.own.playbook if found.own else None,
        )

    @classmethod
    def keep(cls, reasons: Sequence[Self]) -> None:
        """What is known already is told anew: the third unanswered message, after the second."""
        cls.objects.bulk_create(
            reasons,
            update_conflicts=True,
            unique_fields=("flag", "sign", "phrase"),
            update_fields=("strength", "amount", "since"),
        )


def _unanswered(n: int) -> str:
    return ngettext("%d message without an answer", "%d messages without an answer", n)


def _declined(n: int) -> str:
    return ngettext("%d proposal declined", "%d proposals declined", n)


def _reopened(n: int) -> str:
    return ngettext("reopened %d time", "reopened %d times", n)


def _others(n: int) -> str:
    return ngettext(
        "%d other open ticket about the like", "%d other open tickets about the like", n
    )


_COUNTED: dict[str, Callable[[int], str]] = {
    FlagReason.Sign.UNANSWERED: _unanswered,
    FlagReason.Sign.DECLINED: _declined,
    FlagReason.Sign.REOPENED: _reopened,
    FlagReason.Sign.OTHER_TICKETS: _others,
}
