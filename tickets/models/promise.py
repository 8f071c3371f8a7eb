"""A date that we gave a customer: kept, or missed, and always on record (R5).

A date by which we answer is kept by an answer of a person, and by nothing else but the customer's yes. A date
in an agent's own words is also kept when the matter is settled before it, or when an agent says that what was
promised is done. Nothing takes a missed one back.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_WORDS = 200


class PromiseQuerySet(models.QuerySet["Promise"]):
    def open(self) -> PromiseQuerySet:
        return self.filter(state=Promise.State.OPEN)

    def of_an_answer(self) -> PromiseQuerySet:
        return self.filter(kind__in=Promise.OF_AN_ANSWER)

    def may_be_delayed(self) -> PromiseQuerySet:
        """Once for each; and what the desk put off by itself, only a person puts off again."""
        return self.open().filter(delay_at=None).exclude(kind=Promise.Kind.DELAYED)

    def overdue(self, now: dt.datetime) -> PromiseQuerySet:
        return self.open().filter(due_at__lt=now)


class Promise(models.Model):
    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("promise", "acknowledgement")
        SHOWN = "shown", pgettext_lazy("promise", "customer's page")
        HELD = "held", pgettext_lazy("promise", "holding reply")
        DELAYED = "delayed", pgettext_lazy("promise", "news of a delay")
        WRITTEN = "written", pgettext_lazy("promise", "agent's words")

    # By when a person answers: the desk says so in words of its own, so no reader can have erred.
    OF_AN_ANSWER = (Kind.ACKNOWLEDGED, Kind.SHOWN, Kind.HELD, Kind.DELAYED)

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("promise", "open")
        KEPT = "kept", pgettext_lazy("promise", "kept")
        MISSED = "missed", pgettext_lazy("promise", "missed")
        RENEWED = "renewed", pgettext_lazy("promise", "told again in time")
        WITHDRAWN = "withdrawn", pgettext_lazy("promise", "was none")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="promises")
    # The message that gave the date; of a date on the customer's page, theirs that waits for an answer.
    message = models.ForeignKey(
        "tickets.Message", on_delete=models.CASCADE, related_name="promises"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="promises"
    )
    kind = models.CharField(
        max_length=12, choices=Kind.choices, default=Kind.WRITTEN, db_default=Kind.WRITTEN
    )
    words = models.CharField(_("words"), max_length=LONGEST_WORDS)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)
    # When the customer was told that it would be missed, or could not be told.
    delay_at = models.DateTimeField(null=True)
    # The promise that took this one's place before it was missed.
    renewed_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, related_name="renews"
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("message", "due_at"), name="one_promise_a_moment"),
        )
        indexes = (
            models.Index(
                fields=("due_at",), condition=models.Q(state="open"), name="promise_open_due"
            ),
            models.Index(fields=("made_at",), name="promise_made"),
        )

    def __str__(self) -> str:
        return f"{self.words} ({self.get_state_display()})"

    @property
    def is_of_an_answer(self) -> bool:
        return self.kind in self.OF_AN_ANSWER

    @property
    def notice_key(self) -> str:
        """What the notices about this promise begin with."""
        return f"promise:{self.pk}:"

    def settle(self, state: str, *, at: dt.datetime) -> bool:
        """Once; False when it was settled before."""
        still_open = type(self).objects.open().filter(pk=self.pk)
        if not still_open.update(state=state, settled_at=at):
            return False
        self.state, self.settled_at = state, at
        return True
