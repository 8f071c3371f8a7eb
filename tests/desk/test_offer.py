"""The ways to settle it on the sheet of a proposal (R8)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import add_step
from tests.desk.conftest import Sheet
from tickets.models import (
    Alternative,
    Procedure,
    Proposal,
    ProposalOption,
    Ticket,
)

# Published before the ticket begins.
pytestmark = pytest.mark.usefixtures("alternatives")
TICKED = {"offer-refund-is_offered": "on", "offer-refund-words": "Le devolvemos 20 €."}


def propose(desk: Client, ticket: Ticket, sheet: dict[str, str]) -> str:
    address = reverse("desk:reply", args=[ticket.number])
    return desk.post(address, {**sheet, "then": "propose"}, follow=True).text


def test_the_sheet_offers_what_the_agent_may_grant(desk: Client, ticket: Ticket) -> None:
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert 'name="offer-refund-is_offered"' in page
    assert "Le damos un vale.</textarea>" in page


def test_what_is_ticked_is_offered(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    propose(desk, ticket, {**sheet(), **TICKED, "offer-refund-value": "20"})
    assert str(ProposalOption.objects.get()) == "Refund · €20.00"


def test_too_much_is_refused_with_a_sentence_and_nothing_lost(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    page = propose(desk, ticket, {**sheet(), **TICKED, "offer-refund-value": "80"})
    assert "more than you may grant" in page
    assert "Le devolvemos 20 €.</textarea>" in page
    assert not Proposal.objects.exists()


def test_a_limit_asks_for_the_value(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    assert "Say how much: there is a limit." in propose(desk, ticket, {**sheet(), **TICKED})


def test_without_a_tick_nothing_of_it_counts(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    page = propose(desk, ticket, {**sheet(), "offer-refund-value": "a lot"})
    assert "Resolution proposed." in page
    assert not ProposalOption.objects.exists()


def test_the_choice_is_told_in_the_conversation(desk: Client, ticket: Ticket, sheet: Sheet) -> None:
    propose(desk, ticket, {**sheet(), **TICKED, "offer-refund-value": "20"})
    option = ProposalOption.objects.get()
    ticket.accept(option.proposal, option)
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    assert "The customer chose: Refund · €20.00" in page


def test_another_procedure_brings_its_own_ways_to_the_open_sheet(
    desk: Client, ticket: Ticket
) -> None:
    other = Procedure.begun(name_en="Delivery")
    add_step(other, "Received")
    gift = Alternative(name_en="Gift", words_en="A gift.")
    gift.append_to(other.draft(), words="Gift")
    other.publish()
    shown = {"procedure": other.pk, "offers_of": ticket.procedure_version_id}
    address = reverse("desk:change_procedure", args=[ticket.number])
    page = desk.post(address, shown, headers={"HX-Request": "true"}).text
    assert 'name="offer-gift-is_offered"' in page
    assert 'name="offer-refund-is_offered"' not in page


def test_what_is_ticked_of_a_procedure_that_is_gone_is_not_lost_in_silence(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    stale = {**sheet(), **TICKED, "offer-refund-value": "20", "offers_of": "0"}
    assert "The procedure has changed." in propose(desk, ticket, stale)
    assert not Proposal.objects.exists()


def test_what_was_offered_stands_in_the_conversation(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    propose(desk, ticket, {**sheet(), **TICKED, "offer-refund-value": "20"})
    page = desk.get(reverse("desk:ticket", args=[ticket.number])).text
    conversation = page[page.index('id="conversation"') : page.index('id="composer"')]
    assert "Le devolvemos 20 €." in conversation


def test_a_proposal_taken_back_keeps_its_ticks_and_dates(
    desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    text = "Le responderemos mañana a las 10. Le llamaremos el viernes."
    offer = {**TICKED, "offer-refund-value": "20", "no_promise": "el viernes"}
    propose(desk, ticket, {**sheet(text=text), **offer})
    message = ProposalOption.objects.get().proposal.message
    page = desk.post(reverse("desk:undo", args=[message.pk]), follow=True).text
    page = desk.get(f"{reverse('desk:ticket', args=[ticket.number])}?draft={message.pk}").text
    assert 'name="offer-refund-is_offered" id="id_offer-refund-is_offered" checked' in page
    assert 'name="offer-voucher-is_offered" id="id_offer-voucher-is_offered">' in page
    assert "Le devolvemos 20 €.</textarea>" in page
    assert '<option value="propose" selected>' in page
    assert 'name="no_promise" value="el viernes" checked' in page
    assert 'name="no_promise" value="mañana a las 10" >' in page
