"""What a customer's mail seems to say to our proposal: put before the agent, decided by nobody yet (R9)."""

from __future__ import annotations

from dataclasses import dataclass

from tickets.models import Message, Proposal, ProposalOption
from tickets.rules.agreement import Stance, read


@dataclass(frozen=True)
class Hint:
    message: Message
    is_yes: bool
    options: list[ProposalOption]
    named: ProposalOption | None  # the option that the words name, or the only one


def hint(proposal: Proposal | None) -> Hint | None:
    """What the customer's newest words since the proposal sound like; None when they say neither yes nor no."""
    message = proposal.newest_answer() if proposal else None
    if not proposal or not message:
        return None
    options = list(proposal.options.select_related("alternative"))
    names = [(each.alternative.name_en, each.alternative.name_es) for each in options]
    answer = read(message.words, names)
    if not answer:
        return None
    place = 0 if len(options) == 1 else answer.option
    named = options[place] if options and place is not None else None
    return Hint(message, answer.stance == Stance.YES, options, named)
