"""A yes or no that came by mail: a hint first, on record when an agent says so (R9)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Receive
from tickets.models import Agent, Alternative, Message, Proposal, Ticket
from tickets.models.ticket import Draft, Offer

# Published before the ticket begins.
pytestmark = pytest.mark.usefixtures("alternatives")


@pytest.fixture
def proposal(ticket: Ticket, ana: Agent) -> Proposal:
    offered = ticket.propose(ana, Draft(text="Le devolvemos 20 €."))
    assert isinstance(offered, Proposal)
    return offered


def page(desk: Client, ticket: Ticket) -> str:
    return desk.get(reverse("desk:ticket", args=[ticket.number])).text


def record(desk: Client, proposal: Proposal, message: Message, **fields: object) -> str:
    keys = [proposal.ticket.number, proposal.pk, message.pk]
    return desk.post(reverse("desk:agreement", args=keys), fields, follow=True).text


def test_a_yes_by_mail_is_only_a_hint(
    desk: Client, ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    ticket.receive(mail("Sí, de acuerdo."))
    assert "The customer seems to agree." in page(desk, ticket)
    proposal.refresh_from_db()
    assert (ticket.status, proposal.state) == ("open", "offered")


def test_one_click_puts_the_yes_on_record_with_its_words(
    desk: Client, ana: Agent, ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    heard = ticket.receive(mail("Sí, de acuerdo."))
    assert "Customer agreed (Sí, de acuerdo.)" in record(desk, proposal, heard, answer="yes")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.close_reason) == ("closed", "agreed")
    assert ticket.events.get(kind="accepted").by == ana


def test_a_no_by_mail_declines_once_an_agent_says_so(
    desk: Client, ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    heard = ticket.receive(mail("No, sigue sin funcionar."))
    assert "The customer seems not to agree." in page(desk, ticket)
    record(desk, proposal, heard, answer="no")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("declined", "No, sigue sin funcionar.")


def test_the_option_that_the_words_name_is_chosen_already(
    desk: Client,
    ticket: Ticket,
    ana: Agent,
    mail: Receive,
    voucher: Alternative,
    refund: Alternative,
) -> None:
    offers = (Offer(refund, "Le devolvemos 5 €.", Decimal(5)), Offer(voucher, "Un vale."))
    proposal = ticket.propose(ana, Draft(text="Lo sentimos.", offers=offers))
    assert isinstance(proposal, Proposal)
    heard = ticket.receive(mail("Prefiero el voucher, gracias"))
    chosen = proposal.options.get(alternative=voucher)
    assert f'value="{chosen.pk}" selected' in page(desk, ticket)
    assert "Say which" in record(desk, proposal, heard, answer="yes")
    record(desk, proposal, heard, answer="yes", option=chosen.pk)
    assert ticket.proposals.get().options.get(is_chosen=True) == chosen


def test_other_words_are_no_hint(
    desk: Client, ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    ticket.receive(mail("¿Y cuándo lo veré en mi cuenta?"))
    assert "The customer seems" not in page(desk, ticket)


def test_only_words_since_the_proposal_are_an_answer_to_it(
    desk: Client, ticket: Ticket, proposal: Proposal
) -> None:
    asked = ticket.messages.get(kind="customer")
    keys = [ticket.number, proposal.pk, asked.pk]
    address = reverse("desk:agreement", args=keys)
    assert desk.post(address, {"answer": "yes"}).status_code == 404
