"""A customer wants to be called (R10): on which number and when. One is open a ticket at most."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models import phone_number
from tickets.models.notice import Notice
from tickets.rules.windows import Window

LONGEST_ABOUT = 500


class CallbackQuerySet(models.QuerySet["Callback"]):
    def open(self) -> CallbackQuerySet:
        return self.filter(state=Callback.State.OPEN)


class Callback(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("to be called")
        REACHED = "reached", _("reached")
        NOT_REACHED = "not_reached", _("not reached")
        WRONG_NUMBER = "wrong_number", _("wrong number")
        CANCELLED = "cancelled", _("cancelled")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="callbacks")
    number = models.CharField(max_length=phone_number.LONGEST)  # E.164
    about = models.CharField(max_length=LONGEST_ABOUT, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    asked_at = models.DateTimeField(default=timezone.now)
    # When the customer said that we may call this number about this matter.
    consented_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = CallbackQuerySet.as_manager()

    class Meta:
        ordering = ("begins_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",), condition=models.Q(state="open"), name="one_open_callback"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number_shown} ({self.get_state_display()})"

    @property
    def number_shown(self) -> str:
        return phone_number.shown(self.number)

    @property
    def link(self) -> str:
        return f"tel:{self.number}"

    @property
    def window(self) -> Window:
        return Window(self.begins_at, self.ends_at)

    @property
    def notice_key(self) -> str:
        """What the notices about this call begin with."""
        return f"call_due:{self.pk}:"

    def settle(self, state: str, *, at: dt.datetime) -> bool:
        """Once; False when it was settled before."""
        still_open = type(self).objects.open().filter(pk=self.pk)
        if not still_open.update(state=state, settled_at=at):
            return False
        self.state, self.settled_at = state, at
        self.silence(at=at)
        return True

    def silence(self, *, at: dt.datetime) -> None:
        """It was made, called off or moved: what was told of it says nothing any more."""
        Notice.settle(self.notice_key, at=at)
