from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tickets.models.customer_group import CustomerGroup
from tickets.models.sla import SLAPolicy
from tickets.rules.policies import Scope, most_specific

if TYPE_CHECKING:
    from tickets.models.ticket.fields import TicketFields


@dataclass(frozen=True)
class PolicyBook:
    """All that decides which policy a ticket has, read at once: two queries for any number of tickets."""

    special: tuple[SLAPolicy, ...]  # those that name what they apply to
    groups: Mapping[str, int]  # by mail domain

    @classmethod
    def read(cls) -> Self:
        named = (policy for policy in SLAPolicy.objects.order_by("pk") if not policy.scope.is_empty)
        return cls(tuple(named), CustomerGroup.by_domain(CustomerGroup.objects.all()))

    def policy_of(self, ticket: TicketFields) -> SLAPolicy:
        """The most specific policy that covers the ticket as it stands, else that of its channel."""
        return self.policy_for(self._matter(ticket), otherwise=ticket.channel.policy)

    def policy_for(self, matter: Scope, *, otherwise: SLAPolicy) -> SLAPolicy:
        special = ((policy.scope, policy) for policy in self.special)
        return most_specific(special, matter) or otherwise

    def _matter(self, ticket: TicketFields) -> Scope:
        return Scope(
            group=ticket.customer.group_among(self.groups),
            priority=ticket.priority,
            category=ticket.category_id,
            channel=ticket.channel_id,
        )
