"""Several ways to settle it, and the customer's choice among them (R8)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.portal.conftest import Counter
from tickets.models import Agent, Alternative, Proposal, Ticket
from tickets.models.ticket import Draft, Offer

# Published before the ticket begins.
pytestmark = pytest.mark.usefixtures("alternatives")
VOUCHER = "Un vale de 25 €."


@pytest.fixture
def proposal(refund: Alternative, voucher: Alternative, ticket: Ticket, ana: Agent) -> Proposal:
    offers = (
        Offer(voucher, VOUCHER),
        Offer(refund, "Le devolvemos 5 €.", Decimal(5)),
    )
    offered = ticket.propose(ana, Draft(text="Lo sentimos.", offers=offers))
    assert isinstance(offered, Proposal)
    return offered


def test_one_of_them_is_chosen_and_shown(lucia: Counter, proposal: Proposal) -> None:
    assert VOUCHER in lucia.words()
    lucia.send("accept", proposal.pk, option=proposal.options.get(words=VOUCHER).pk)
    assert f"<span>{VOUCHER}</span>" in lucia.words()


def test_a_yes_asks_which(lucia: Counter, proposal: Proposal) -> None:
    answer = lucia.send("accept", proposal.pk)
    assert answer.status_code == 422
    assert "Elija una, por favor." in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "offered"


def test_not_yet_chooses_none(lucia: Counter, proposal: Proposal) -> None:
    lucia.send("decline", proposal.pk, why="Prefiero hablarlo.")
    assert not proposal.options.filter(is_chosen=True).exists()


def test_a_single_offer_needs_no_choosing(voucher: Alternative, lucia: Counter, ana: Agent) -> None:
    lucia.ticket.propose(ana, Draft(text="Lo sentimos.", offers=(Offer(voucher, VOUCHER),)))
    assert 'type="hidden" name="option"' in lucia.words()
    assert 'type="radio" name="option"' not in lucia.words()


def test_what_was_offered_stays_readable_after_a_no(lucia: Counter, proposal: Proposal) -> None:
    lucia.send("decline", proposal.pk, why="Prefiero hablarlo.")
    assert VOUCHER in lucia.words()
