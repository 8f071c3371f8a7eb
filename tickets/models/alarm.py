"""Who is told that a target nears, and who when it is missed: the levels of a policy, each told once.

All is reckoned in the working time of the person who is told: "30 minutes before" leaves them 30 minutes of
their own hours, and nobody is told outside of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tickets.models.duration_field import read_duration
from tickets.rules import durations
from tickets.rules.durations import HOUR, MINUTE

if TYPE_CHECKING:
    from tickets.models.sla import SLAPolicy

SHARE = re.compile(r"\s*([0-9]{1,3})\s*%?\s*")


class Alarm(models.Model):
    class When(models.TextChoices):
        SHARE_LEFT = "share_left", _("of the target before")
        BEFORE = "before", _("of working time before")
        AFTER = "after", _("of working time late")

    class Whom(models.TextChoices):
        ASSIGNEE = "assignee", pgettext_lazy("who is told", "whoever has the ticket")
        LEADS = "leads", pgettext_lazy("who is told", "the team's leads")
        PERSON = "person", pgettext_lazy("who is told", "this person")

    policy = models.ForeignKey("tickets.SLAPolicy", on_delete=models.CASCADE, related_name="alarms")
    amount = models.PositiveIntegerField()  # seconds, or per cent of the target
    when = models.CharField(max_length=10, choices=When.choices)
    whom = models.CharField(max_length=8, choices=Whom.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(whom="person", person__isnull=False)
                | (~models.Q(whom="person") & models.Q(person=None)),
                name="alarm_names_its_person",
            ),
        )

    def __str__(self) -> str:
        whom = self.person or self.get_whom_display()
        return f"{self.amount_spelled} {self.get_when_display()}: {whom}"

    @property
    def amount_spelled(self) -> str:
        is_share = self.when == self.When.SHARE_LEFT
        return f"{self.amount} %" if is_share else durations.spelled(self.amount)

    @classmethod
    def read_amount(cls, text: str, *, when: str) -> int:
        """What was typed as "25 %" (or "25") or as "30 min"; otherwise a ValidationError in words."""
        if when != cls.When.SHARE_LEFT:
            return read_duration(text)
        share = SHARE.fullmatch(text)
        if not share or int(share[1]) > 100:
            raise ValidationError(_("A share is a number from 0 to 100, such as 25 %."))
        return int(share[1])

    @property
    def is_escalation(self) -> bool:
        return self.when == self.When.AFTER

    def seconds(self, target_seconds: int) -> int:
        """How many working seconds before or after the target it rings.

        Never while more than half of the time is left, unless a share says so: half an hour before the end of
        30 seconds would be their beginning.
        """
        if self.when == self.When.SHARE_LEFT:
            return target_seconds * self.amount // 100
        return self.amount if self.is_escalation else min(self.amount, target_seconds // 2)

    def key_for(self, clock_id: int, agent_id: int) -> str:
        """What makes a notice the same notice: one for each alarm, clock and person."""
        return f"alarm:{self.pk}:{clock_id}:{agent_id}"

    @classmethod
    def usual(cls, policy: SLAPolicy) -> tuple[Alarm, ...]:
        """What most desks want: half an hour before, when it is missed, and the leads an hour later."""
        return (
            cls(policy=policy, amount=30 * MINUTE, when=cls.When.BEFORE, whom=cls.Whom.ASSIGNEE),
            cls(policy=policy, amount=0, when=cls.When.AFTER, whom=cls.Whom.ASSIGNEE),
            cls(policy=policy, amount=HOUR, when=cls.When.AFTER, whom=cls.Whom.LEADS),
        )
