"""Who is told that a target nears, and who when it is missed: the levels of a policy, each told once.

All is reckoned in the working time of the person who is told: "30 minutes before" leaves them 30 minutes of
their own hours, and nobody is told outside of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from tickets.models.sla import SLAPolicy


class Alarm(models.Model):
    class When(models.TextChoices):
        SHARE_LEFT = "share_left", _("% of the target before")
        BEFORE = "before", _("working minutes before")
        AFTER = "after", _("working minutes late")

    class Whom(models.TextChoices):
        ASSIGNEE = "assignee", pgettext_lazy("who is told", "whoever has the ticket")
        LEADS = "leads", pgettext_lazy("who is told", "the team's leads")
        PERSON = "person", pgettext_lazy("who is told", "this person")

    policy = models.ForeignKey("tickets.SLAPolicy", on_delete=models.CASCADE, related_name="alarms")
    amount = models.PositiveIntegerField()
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
        return f"{self.amount} {self.get_when_display()}: {self.person or self.get_whom_display()}"

    @property
    def is_escalation(self) -> bool:
        return self.when == self.When.AFTER

    def seconds(self, target_seconds: int) -> int:
        """How many working seconds before or after the target it rings."""
        if self.when == self.When.SHARE_LEFT:
            return target_seconds * self.amount // 100
        return self.amount * 60

    def key_for(self, clock_id: int, agent_id: int) -> str:
        """What makes a notice the same notice: one for each alarm, clock and person."""
        return f"alarm:{self.pk}:{clock_id}:{agent_id}"

    @classmethod
    def usual(cls, policy: SLAPolicy) -> tuple[Alarm, ...]:
        """What most desks want: half an hour before, when it is missed, and the leads an hour later."""
        return (
            cls(policy=policy, amount=30, when=cls.When.BEFORE, whom=cls.Whom.ASSIGNEE),
            cls(policy=policy, amount=0, when=cls.When.AFTER, whom=cls.Whom.ASSIGNEE),
            cls(policy=policy, amount=60, when=cls.When.AFTER, whom=cls.Whom.LEADS),
        )
