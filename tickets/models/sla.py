"""How soon we promise to answer (R3), in working time of the channel's calendar.

A channel has a policy of its own, whose targets are published. A policy that names a category, a priority, a
customer group or a channel applies in its place to the tickets that it covers (`tickets.rules.policies`).
Editing a policy changes what is promised from then on: running clocks keep the target they began with.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.alarm import Alarm
from tickets.models.duration_field import MORE_THAN_NOTHING, DurationField
from tickets.models.priority import Priority
from tickets.rules.durations import HOUR
from tickets.rules.policies import Scope


class SLAPolicy(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    group = models.ForeignKey(
        "tickets.CustomerGroup",
        verbose_name=_("customer group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, null=True, blank=True
    )
    category = models.ForeignKey(
        "tickets.Category",
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    channel = models.ForeignKey(
        "tickets.Channel",
        verbose_name=_("channel"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="special_policies",
    )
    first_response_seconds = DurationField(
        _("first response"), default=4 * HOUR, validators=(MORE_THAN_NOTHING,)
    )
    next_response_seconds = DurationField(
        _("next response"), default=8 * HOUR, validators=(MORE_THAN_NOTHING,)
    )
    resolution_seconds = DurationField(
        _("resolution"), default=40 * HOUR, validators=(MORE_THAN_NOTHING,)
    )
    step_seconds = DurationField(
        _("step without a duration"),
        default=8 * HOUR,
        db_default=8 * HOUR,
        validators=(MORE_THAN_NOTHING,),
    )

    class Meta:
        verbose_name = _("SLA policy")
        verbose_name_plural = _("SLA policies")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("group", "priority", "category", "channel"),
                condition=~models.Q(group=None, priority=None, category=None, channel=None),
                nulls_distinct=False,
                name="one_policy_a_scope",
                violation_error_message=_("Another policy applies to exactly the same tickets."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        return Scope(
            group=self.group_id,
            priority=self.priority,
            category=self.category_id,
            channel=self.channel_id,
        )

    def target_seconds(self, kind: str) -> int:
        """The target of a clock of this kind ("first_response", …, "step"), in business seconds."""
        return int(getattr(self, f"{kind}_seconds"))

    @classmethod
    def standard(cls) -> SLAPolicy:
        """A policy with sensible targets and alarms, for a desk that has none yet."""
        policy = cls.objects.create(name="Standard")
        Alarm.objects.bulk_create(Alarm.usual(policy))
        return policy
