"""Agreement (R9): by a pressed button only, and only to what was shown."""

from __future__ import annotations

from tests.portal.conftest import WORDS, Counter
from tickets.models import Agent, Message, Proposal, Ticket
from tickets.models.ticket import CloseReason, Draft, Status


def state_of(proposal: Proposal) -> str:
    proposal.refresh_from_db()
    return proposal.state


def test_yes_settles_the_request_as_agreed(lucia: Counter, proposal: Proposal) -> None:
    answer = lucia.send("accept", proposal.pk)
    assert answer.url.endswith("?done=accepted")
    lucia.ticket.refresh_from_db()
    assert lucia.ticket.close_reason == CloseReason.AGREED
    assert state_of(proposal) == Proposal.State.ACCEPTED


def test_following_the_link_of_the_button_decides_nothing(
    lucia: Counter, proposal: Proposal
) -> None:
    assert lucia.look("accept", proposal.pk).status_code == 302
    assert state_of(proposal) == Proposal.State.OFFERED


def test_the_page_of_the_proposal_has_both_buttons(lucia: Counter, proposal: Proposal) -> None:
    words = lucia.look("proposal").content.decode()
    assert WORDS in words
    assert lucia.address("accept", proposal.pk) in words


def test_without_a_proposal_its_page_leads_to_the_status(lucia: Counter) -> None:
    assert lucia.look("proposal").url == lucia.address()


def test_not_yet_goes_on_with_the_reason_as_a_message(lucia: Counter, proposal: Proposal) -> None:
    answer = lucia.send("decline", proposal.pk, why="Falta el segundo cargo.")
    assert answer.url.endswith("?done=declined")
    lucia.ticket.refresh_from_db()
    assert lucia.ticket.status == Status.OPEN
    assert state_of(proposal) == Proposal.State.DECLINED
    assert Message.objects.filter(kind="customer", text="Falta el segundo cargo.").exists()


def test_not_yet_asks_for_a_reason(lucia: Counter, proposal: Proposal) -> None:
    answer = lucia.send("decline", proposal.pk, why=" ")
    assert answer.status_code == 422
    assert 'id="id_why_error"' in answer.content.decode()
    assert state_of(proposal) == Proposal.State.OFFERED


def test_a_second_yes_says_where_the_request_stands(lucia: Counter, proposal: Proposal) -> None:
    key = lucia.form_key()
    for _ in "12":
        answer = lucia.browser.post(lucia.address("accept", proposal.pk), {"key": key})
    assert answer.headers["Location"].endswith("?done=changed")


def test_a_yes_to_an_old_proposal_is_not_a_yes_to_the_new_one(
    lucia: Counter, proposal: Proposal, ana: Agent
) -> None:
    key = lucia.form_key()
    newer = lucia.ticket.propose(ana, Draft(text="Un vale de 10 €."))
    assert isinstance(newer, Proposal)
    lucia.browser.post(lucia.address("accept", proposal.pk), {"key": key})
    assert state_of(newer) == Proposal.State.OFFERED


def test_the_proposal_of_another_ticket_cannot_be_answered(
    lucia: Counter, ana: Agent, mail: object
) -> None:
    assert callable(mail)
    other = Ticket.open_from(mail(), channel=lucia.ticket.channel)
    foreign = other.propose(ana, Draft(text="Un vale."))
    assert isinstance(foreign, Proposal)
    lucia.send("accept", foreign.pk)
    assert state_of(foreign) == Proposal.State.OFFERED
