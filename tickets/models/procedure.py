"""A procedure is an ordered list of steps that the customer can follow (R7)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.translated import Translated


class Procedure(Translated):
    name_en = models.CharField(_("name in English"), max_length=120)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name_en",)

    def __str__(self) -> str:
        return self.text_in("name")

    def live_steps(self) -> models.QuerySet[Step]:
        return self.steps.filter(retired_at=None)


class Step(Translated):
    """One stop of a procedure.

    A step that a ticket has run is never deleted, only retired, so that running tickets keep theirs.
    """

    class WaitsFor(models.TextChoices):
        US = "us", _("us")
        CUSTOMER = "customer", _("the customer")
        THIRD_PARTY = "third_party", _("someone else")

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    name_en = models.CharField(_("name in English"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80)
    customer_en = models.CharField(_("sentence for the customer, in English"), max_length=300)
    customer_es = models.CharField(_("sentence for the customer, in Spanish"), max_length=300)
    instructions = models.TextField(_("instructions for the agent"), blank=True)
    expected_minutes = models.PositiveIntegerField(
        _("expected duration, in working minutes"), default=480
    )
    waits_for = models.CharField(
        _("waits for"), max_length=12, choices=WaitsFor.choices, default=WaitsFor.US
    )
    team = models.ForeignKey(
        "tickets.Team", verbose_name=_("team"), on_delete=models.SET_NULL, null=True, blank=True
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("procedure", "position", "pk")

    def __str__(self) -> str:
        return self.text_in("name")
