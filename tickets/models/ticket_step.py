"""A step of a procedure as one ticket lives it: when it began, when it was done, by whom, with what noted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.step import Answer
from tickets.rules import procedures


class TicketStep(models.Model):
    class State(models.TextChoices):
        AHEAD = "ahead", _("ahead")
        CURRENT = "current", _("now")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")
        LEFT = "left", _("left")  # gone back from, or of a procedure that was changed: only history

    PASSED = (State.DONE, State.SKIPPED)

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="steps")
    step = models.ForeignKey("tickets.Step", on_delete=models.PROTECT, related_name="runs")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.AHEAD)
    began_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # of its clock, where it has one
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    reason = models.CharField(max_length=300, blank=True)
    answer = models.SlugField(max_length=60, blank=True, default="", db_default="")
    # Places in the check-list, from 0.
    ticked = models.JSONField(default=list, db_default=[])
    noted = models.JSONField(default=dict, db_default={})  # by key of the fact, as text

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

    @property
    def is_passed(self) -> bool:
        return self.state in self.PASSED

    @property
    def given(self) -> Answer | None:
        """The answer that was given to its question."""
        return next((each for each in self.step.choices() if each.key == self.answer), None)

    @property
    def token(self) -> str:
        """The answer as `Step.only_after` names it; empty without one."""
        return procedures.answer_token(self.step.key, self.answer) if self.answer else ""
