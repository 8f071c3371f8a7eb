from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.event import Event

if TYPE_CHECKING:
    from tickets.models.agent import Agent

DAYS_TO_CHANGE = 30
LONGEST_COMMENT, LONGEST_NAME = 5000, 60


class RatingQuerySet(models.QuerySet["Rating"]):
    def showable(self) -> RatingQuerySet:
        """Comments that their customers let us show to others (R27)."""
        return self.filter(may_publish=True, ticket__is_spam=False).exclude(comment="")

    def published(self) -> RatingQuerySet:
        return self.showable().exclude(published_at=None)


class Rating(models.Model):
    """What the customer thought of it after agreeing (R26, R27): 1 (bad) to 5 (very good).

    A comment becomes a testimonial when the customer lets us show it, and a manager then does. Whatever the
    customer changes afterwards takes it off at once, until a manager has looked again.
    """

    ticket = models.OneToOneField("tickets.Ticket", on_delete=models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField(
        _("score"), validators=(MinValueValidator(1), MaxValueValidator(5))
    )
    comment = models.TextField(_("comment"), blank=True)
    may_publish = models.BooleanField(_("may be published"), default=False)
    # The customer's name as they want it shown.
    shown_as = models.CharField(max_length=LONGEST_NAME, blank=True, default="", db_default="")
    rated_at = models.DateTimeField(default=timezone.now)
    # Counts what the customer changed: a manager publishes what they have read, and nothing newer.
    revision = models.PositiveIntegerField(default=0, db_default=0)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=("-id",), condition=models.Q(may_publish=True), name="rating_showable"
            ),
        )

    def __str__(self) -> str:
        return f"{self.score}/5"

    @property
    def changes_until(self) -> dt.datetime:
        return self.rated_at + dt.timedelta(days=DAYS_TO_CHANGE)

    @property
    def may_change(self) -> bool:
        return timezone.now() < self.changes_until

    @property
    def stars(self) -> str:
        return "★" * self.score + "☆" * (5 - self.score)

    def change(self, score: int) -> bool:
        """Another score. False when the time for it is over."""
        if not self.may_change:
            return False
        self._change(Event.Kind.RATED, {"score": score}, score=score)
        return True

    def comment_on(self, comment: str) -> bool:
        """Say why; empty takes the comment back. False when the time for it is over."""
        if not self.may_change:
            return False
        self._change(None, {}, comment=comment.strip()[:LONGEST_COMMENT])
        return True

    def allow(self, *, shown_as: str) -> None:
        """The customer lets us show the comment, under this name."""
        name = " ".join(shown_as.split())[:LONGEST_NAME]
        self._change(Event.Kind.CONSENTED, {"why": name}, may_publish=True, shown_as=name)

    def withdraw(self) -> None:
        """The customer no longer lets us: whether shown or not, it is gone at once."""
        self._change(Event.Kind.CONSENT_WITHDRAWN, {}, may_publish=False)

    def publish(self, *, by: Agent, revision: int) -> bool:
        """Show what a manager has read. False when the customer changed it since, or took it back."""
        read = Rating.objects.showable().filter(pk=self.pk, revision=revision, published_at=None)
        with transaction.atomic():
            if not read.update(published_at=timezone.now(), published_by=by):
                return False
            self.ticket.record(Event.Kind.TESTIMONIAL_SHOWN, by=by)
        return True

    def take_off(self, *, by: Agent) -> bool:
        """False when it was not shown."""
        shown = Rating.objects.filter(pk=self.pk).exclude(published_at=None)
        with transaction.atomic():
            if not shown.update(published_at=None, published_by=None):
                return False
            self.ticket.record(Event.Kind.TESTIMONIAL_TAKEN_OFF, by=by)
        return True

    def _change(self, kind: Event.Kind | None, facts: dict[str, Any], **fields: Any) -> None:
        """The customer's own doing. What changes nothing is not recorded, and leaves what is shown alone."""
        with transaction.atomic():
            mine = Rating.objects.select_for_update().get(pk=self.pk)
            if all(getattr(mine, name) == value for name, value in fields.items()):
                return
            revision = models.F("revision") + 1
            Rating.objects.filter(pk=self.pk).update(
                **fields, revision=revision, published_at=None, published_by=None
            )
            if kind:
                self.ticket.record(kind, **facts)
        self.refresh_from_db()
