"""The columns of an entry in the complaints register."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ComplaintFields(models.Model):
    class Harm(models.TextChoices):
        NONE = "none", pgettext_lazy("harm", "none")
        MONEY = "money", pgettext_lazy("harm", "money")
        TIME = "time", pgettext_lazy("harm", "time")
        HEALTH = "health", pgettext_lazy("harm", "health or safety")
        DATA = "data", pgettext_lazy("harm", "personal data")
        DIGNITY = "dignity", pgettext_lazy("harm", "dignity")
        OTHER = "other", pgettext_lazy("harm", "other")

    class Severity(models.IntegerChoices):
        SLIGHT = 1, pgettext_lazy("severity", "slight")
        MODERATE = 2, pgettext_lazy("severity", "moderate")
        SERIOUS = 3, pgettext_lazy("severity", "serious")
        GRAVE = 4, pgettext_lazy("severity", "grave")

    class Agreement(models.TextChoices):
        YES = "yes", pgettext_lazy("agreement", "agreed")
        NO = "no", pgettext_lazy("agreement", "not agreed")
        NOT_YET = "not_yet", pgettext_lazy("agreement", "not yet")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("complaint", "to be answered")
        ANSWERED = "answered", pgettext_lazy("complaint", "answered")
        ANNULLED = "annulled", pgettext_lazy("complaint", "annulled")

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    ticket = models.ForeignKey(
        "tickets.Ticket", on_delete=models.PROTECT, related_name="complaints"
    )
    received_at = models.DateTimeField(_("received"))
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    cause = models.ForeignKey(
        "tickets.ComplaintCause",
        verbose_name=_("cause"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    product = models.CharField(_("product or service"), max_length=120, blank=True)
    harm_kind = models.CharField(
        _("kind of harm"), max_length=8, choices=Harm.choices, default=Harm.NONE
    )
    harm = models.TextField(_("harm, in words"), max_length=2000, blank=True)
    severity = models.PositiveSmallIntegerField(
        _("severity"), choices=Severity.choices, default=Severity.MODERATE
    )
    asked = models.TextField(_("what the customer asks for"), max_length=4000, blank=True)
    answer_due = models.DateField(_("to be answered by"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    remedy = models.TextField(_("remedy"), max_length=2000, blank=True)
    cost = models.DecimalField(
        _("what it cost us"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(0),),
    )
    root_cause = models.TextField(_("root cause"), max_length=4000, blank=True)
    annulled_at = models.DateTimeField(_("annulled"), null=True, blank=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    annulled_why = models.CharField(_("why it was annulled"), max_length=300, blank=True)
    # Counts the changes, so that nobody overwrites what they have not seen.
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("year", "number"), name="one_complaint_of_a_number"),
            models.UniqueConstraint(
                fields=("ticket",), condition=Q(annulled_at=None), name="one_live_complaint"
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None, annulled_by=None, annulled_why="")
                | (Q(annulled_at__isnull=False, annulled_by__isnull=False) & ~Q(annulled_why="")),
                name="annulled_with_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=("received_at",), name="complaint_received"),
            models.Index(
                fields=("answer_due",),
                condition=Q(answered_at=None, annulled_at=None),
                name="complaint_due",
            ),
        )
