from __future__ import annotations

from typing import TYPE_CHECKING

from tickets.models.alternative import Alternative
from tickets.models.proposal_option import NotGranted, ProposalOption
from tickets.models.ticket.corresponding import Corresponding
from tickets.models.ticket.fields import CloseReason
from tickets.models.ticket.writing import Draft

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.proposal import Proposal


class Offering(Corresponding):
    """The ways to settle it among which the customer chooses (R8)."""

    class Meta:
        abstract = True

    def alternatives_for(self, agent: Agent) -> list[Alternative]:
        """What the procedure of this ticket lets this agent offer, be it up to a limit."""
        if not self.procedure_version:
            return []
        known = self.procedure_version.alternatives.all()
        return [each for each in known if each.may_be_granted_by(agent)]

    def chosen_option(self) -> ProposalOption | None:
        """What the customer chose, as long as that holds."""
        if self.close_reason != CloseReason.AGREED:
            return None
        chosen = ProposalOption.objects.filter(proposal__ticket=self.pk, is_chosen=True)
        return chosen.select_related("alternative").order_by("proposal__answered_at").last()

    def _not_granted(self, author: Agent, draft: Draft) -> NotGranted | None:
        beyond = tuple(
            offer
            for offer in draft.offers
            if offer.alternative.version_id != self.procedure_version_id
            or not offer.may_be_made_by(author)
        )
        return NotGranted(beyond) if beyond else None

    def _offer(self, proposal: Proposal, draft: Draft) -> None:
        ProposalOption.objects.bulk_create(
            ProposalOption(
                proposal=proposal,
                alternative=offer.alternative,
                words=offer.words,
                value=offer.value,
            )
            for offer in draft.offers
        )

    def _choose(self, proposal: Proposal, option: ProposalOption | None) -> None:
        """Raises ValueError when something else was offered."""
        offered = list(proposal.options.all())
        if option not in offered if offered else option:
            raise ValueError("The customer chooses one of what was offered.")
        if option:
            option.is_chosen = True
            option.save(update_fields=["is_chosen"])
