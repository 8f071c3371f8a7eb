"""A step of a procedure as one ticket lives it: when it began, when it was done, by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TicketStep(models.Model):
    class State(models.TextChoices):
        AHEAD = "ahead", _("ahead")
        CURRENT = "current", _("now")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="steps")
    step = models.ForeignKey("tickets.Step", on_delete=models.PROTECT, related_name="runs")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.AHEAD)
    began_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",),
                condition=models.Q(state="current"),
                name="one_current_step",
            ),
            models.UniqueConstraint(fields=("ticket", "position"), name="one_step_a_position"),
        )

    def __str__(self) -> str:
        return f"{self.step} ({self.get_state_display()})"
