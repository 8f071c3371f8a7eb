"""One of the ways to settle it that a proposal offers; the customer chooses one of them (R8)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models

from tickets.models import currency
from tickets.models.alternative import Alternative

if TYPE_CHECKING:
    from tickets.models.agent import Agent


@dataclass(frozen=True)
class Offer:
    """What an agent is about to offer: an alternative of the procedure, in words for this customer."""

    alternative: Alternative
    words: str
    value: Decimal | None = None

    def may_be_made_by(self, agent: Agent) -> bool:
        """A limit without a value would be no limit."""
        is_open = self.value is None and self.alternative.limit is not None
        return not is_open and self.alternative.may_be_granted_by(agent, self.value)


@dataclass(frozen=True)
class NotGranted:
    """Nothing was sent: this agent may not grant these, or not with this value."""

    offers: tuple[Offer, ...]


class ProposalOption(models.Model):
    """The words stay as the customer was shown them; `value` is in the desk's currency."""

    proposal = models.ForeignKey(
        "tickets.Proposal", on_delete=models.CASCADE, related_name="options"
    )
    alternative = models.ForeignKey(
        "tickets.Alternative", on_delete=models.PROTECT, related_name="options"
    )
    words = models.TextField(max_length=1000)
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    is_chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ("proposal", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "alternative"), name="one_option_of_an_alternative"
            ),
            models.UniqueConstraint(
                fields=("proposal",), condition=models.Q(is_chosen=True), name="one_chosen_option"
            ),
        )

    def __str__(self) -> str:
        """For agents: "Refund · €49.90"."""
        name = str(self.alternative)
        return name if self.value is None else f"{name} · {currency.in_words(self.value)}"
