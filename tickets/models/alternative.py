"""A way to settle the matter that a procedure knows: refund, replacement, voucher, explanation (R8, R36)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.agent import Role
from tickets.models.of_version import OfVersion

if TYPE_CHECKING:
    from tickets.models.agent import Agent

RANK = {Role.AGENT: 0, Role.LEAD: 1, Role.ADMINISTRATOR: 2}


class Alternative(OfVersion):
    """`limit` is the most that the role of `granted_by` may grant, in the desk's currency; above it the next
    role decides. Without one, there is no value to limit.
    """

    version = models.ForeignKey(
        "tickets.ProcedureVersion", on_delete=models.CASCADE, related_name="alternatives"
    )
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=80, blank=True)
    words_en = models.TextField(
        _("in plain words for the customer, in English"), max_length=1000, blank=True
    )
    words_es = models.TextField(
        _("in plain words for the customer, in Spanish"), max_length=1000, blank=True
    )
    conditions_en = models.TextField(
        _("when it may be offered, in English"), max_length=1000, blank=True
    )
    conditions_es = models.TextField(
        _("when it may be offered, in Spanish"), max_length=1000, blank=True
    )
    granted_by = models.CharField(
        _("who may grant it"), max_length=20, choices=Role.choices, default=Role.AGENT
    )
    limit = models.DecimalField(
        _("up to which value"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ("version", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "key"), name="one_alternative_of_a_key"),
        )

    def __str__(self) -> str:
        return self.text_in("name")

    @property
    def conditions(self) -> str:
        return self.text_in("conditions")

    def may_be_granted_by(self, agent: Agent, value: Decimal | None = None) -> bool:
        """Whether this agent may offer it, with this value; the highest role has no limit."""
        mine, asked = RANK[Role(agent.role)], RANK[Role(self.granted_by)]
        if mine != asked or mine == RANK[Role.ADMINISTRATOR]:
            return mine >= asked
        return value is None or self.limit is None or value <= self.limit
