"""How tickets ended, in the report, and the tickets behind each number (R8, R9, R26)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from tests.cast import Receive
from tickets.models import Agent, Alternative, Procedure, Proposal, Ticket
from tickets.models.ticket import Draft, Offer

FIGURES = "/office/figures/endings/?days=30"
# Published before the ticket begins.
pytestmark = pytest.mark.usefixtures("alternatives")


@pytest.fixture
def agreed(refund: Alternative, voucher: Alternative, ticket: Ticket, ana: Agent) -> Ticket:
    """Lucía chose the refund rather than the voucher."""
    offers = (Offer(refund, "Le devolvemos 20 €.", Decimal(20)), Offer(voucher, "Un vale."))
    proposal = ticket.propose(ana, Draft(text="Lo sentimos.", offers=offers))
    assert isinstance(proposal, Proposal)
    ticket.accept(proposal, proposal.options.get(alternative=refund))
    return ticket


def test_the_report_says_how_many_agreed_and_what_they_chose(
    office: Client, agreed: Ticket
) -> None:
    page = office.get("/office/").text
    assert "100 % ended with the customer" in page
    assert "0 % were opened again" in page
    assert '<td class="num">€20.00</td>' in page


def test_ways_of_one_name_are_told_apart_by_their_procedures(
    office: Client, agreed: Ticket, procedure: Procedure, refund: Alternative
) -> None:
    assert f'Refund <span class="faint">{procedure}</span>' in office.get("/office/").text
    opened = office.get(f"{FIGURES}&way={refund.pk}").text
    assert f'Refund <span class="faint">{procedure}</span>' in opened


def test_a_reopened_ticket_counts_against_its_first_close(
    office: Client, agreed: Ticket, mail: Receive
) -> None:
    agreed.receive(mail("El dinero no ha llegado."))
    assert "100 % were opened again" in office.get("/office/").text
    assert f"#{agreed.number}" in office.get(f"{FIGURES}&ending=opened_again").text


def test_each_number_opens_its_tickets(
    office: Client, agreed: Ticket, refund: Alternative, voucher: Alternative
) -> None:
    number = f"#{agreed.number}"
    assert number in office.get(f"{FIGURES}&ending=agreed").text
    assert "No such ticket" in office.get(f"{FIGURES}&ending=silence").text
    assert number in office.get(f"{FIGURES}&way={refund.pk}&chosen=1").text
    assert number in office.get(f"{FIGURES}&way={voucher.pk}").text
    assert "No such ticket" in office.get(f"{FIGURES}&way={voucher.pk}&chosen=1").text


def test_nothing_in_the_address_breaks_the_page(office: Client) -> None:
    page = office.get("/office/figures/endings/?ending=x&way=x&after=x&chosen=x")
    assert page.status_code == 200


def test_only_managers_read_it(agent_client: Client) -> None:
    assert agent_client.get(FIGURES).status_code in (302, 403, 404)
