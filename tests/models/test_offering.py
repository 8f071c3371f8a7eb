"""Among what a proposal offers the customer chooses one (R8)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tickets.models import Agent, Alternative, OutgoingMail, Procedure, Proposal, Ticket
from tickets.models.ticket import Draft, NotGranted, Offer

# Published before the ticket begins.
pytestmark = pytest.mark.usefixtures("alternatives")
WORDS = "Le devolvemos 20 €."


@pytest.fixture
def offers(refund: Alternative, voucher: Alternative) -> tuple[Offer, ...]:
    return (Offer(refund, WORDS, Decimal(20)), Offer(voucher, "Un vale de 25 €."))


@pytest.fixture
def proposal(offers: tuple[Offer, ...], ticket: Ticket, ana: Agent) -> Proposal:
    offered = ticket.propose(ana, Draft(text="Lo sentimos.", offers=offers))
    assert isinstance(offered, Proposal)
    return offered


def mail_of(ticket: Ticket, kind: str) -> OutgoingMail:
    return OutgoingMail.objects.get(ticket=ticket, kind=kind)


def test_the_options_go_out_in_the_words_of_the_offer(ticket: Ticket, proposal: Proposal) -> None:
    mail = mail_of(ticket, "proposal")
    assert "Puede elegir entre:\n- Le devolvemos 20 €.\n- Un vale de 25 €.\n\n" in mail.text
    assert "Un vale de 25 €.</li>" in mail.html


def test_what_is_chosen_is_on_record_and_confirmed(ticket: Ticket, proposal: Proposal) -> None:
    refund = proposal.options.get(words=WORDS)
    assert ticket.accept(proposal, refund)
    assert ticket.chosen_option() == refund
    assert WORDS in mail_of(ticket, "closed").text
    assert ticket.events.get(kind="accepted").data["option"] == refund.pk


def test_a_yes_without_a_choice_is_none(ticket: Ticket, proposal: Proposal) -> None:
    with pytest.raises(ValueError, match="chooses one"):
        ticket.accept(proposal)
    proposal.refresh_from_db()
    assert proposal.state == "offered"


def test_more_than_the_agent_may_grant_is_not_sent(
    refund: Alternative, ticket: Ticket, ana: Agent, luisa: Agent
) -> None:
    dear = Draft(text="Lo sentimos.", offers=(Offer(refund, WORDS, Decimal("50.01")),))
    assert ticket.propose(ana, dear) == NotGranted(dear.offers)
    assert not Proposal.objects.exists()
    assert isinstance(ticket.propose(luisa, dear), Proposal)


def test_a_limit_needs_a_value(refund: Alternative, ticket: Ticket, luisa: Agent) -> None:
    open_ended = Draft(text="Lo sentimos.", offers=(Offer(refund, WORDS),))
    assert isinstance(ticket.propose(luisa, open_ended), NotGranted)


def test_only_the_tickets_own_procedure_is_offered_from(
    ticket: Ticket, procedure: Procedure, ana: Agent
) -> None:
    newer = procedure.draft().alternatives.get(key="refund")
    procedure.publish()
    assert newer not in ticket.alternatives_for(ana)
    late = Draft(text="Lo sentimos.", offers=(Offer(newer, WORDS, Decimal(1)),))
    assert isinstance(ticket.propose(ana, late), NotGranted)
