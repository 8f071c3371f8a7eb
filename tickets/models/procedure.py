"""A procedure is an ordered list of steps that the customer can follow (R7)."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
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

    def append(self, step: Step) -> None:
        """Put a new step at the end."""
        last = self.steps.order_by("position").last()
        step.procedure, step.position = self, last.position + 1 if last else 0
        step.save()


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

    def move(self, by: int) -> None:
        """Change places with the step before (-1) or after (+1) it; at the end of the line nothing moves.

        Running tickets keep the order that they began with.
        """
        with transaction.atomic():
            line = list(self.procedure.live_steps().select_for_update().order_by("position", "pk"))
            here = line.index(self)
            there = min(max(here + by, 0), len(line) - 1)
            line.insert(there, line.pop(here))
            for position, step in enumerate(line):
                type(self).objects.filter(pk=step.pk).update(position=position)

    def retire(self) -> None:
        """Leave it out of tickets that begin from now on; those that run it keep it."""
        if not self.retired_at:
            self.retired_at = timezone.now()
            self.save(update_fields=["retired_at"])

    def restore(self) -> None:
        """Take it back, at the end of the line."""
        if self.retired_at:
            self.retired_at = None
            self.procedure.append(self)
