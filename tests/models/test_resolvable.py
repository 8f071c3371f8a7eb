import datetime as dt

import pytest
import time_machine

from tests.cast import Receive
from tickets.models import Agent, Clock, OutgoingMail, Proposal, Ticket
from tickets.models.ticket import Draft
from tickets.tasks import close_in_silence

DAY = dt.timedelta(days=1)


@pytest.fixture
def proposal(ticket: Ticket, ana: Agent) -> Proposal:
    offered = ticket.propose(ana, Draft(text="Le devolvemos 20 €."))
    assert isinstance(offered, Proposal)
    return offered


def resolution(ticket: Ticket) -> Clock:
    return ticket.clocks.get(kind="resolution")


def test_only_the_customers_yes_is_an_agreement(ticket: Ticket, proposal: Proposal) -> None:
    assert ticket.status == "proposed"
    assert ticket.accept(proposal)
    assert (ticket.status, ticket.close_reason) == ("closed", "agreed")
    assert resolution(ticket).stopped_at == proposal.offered_at.replace(microsecond=0)


def test_accepting_twice_changes_nothing(ticket: Ticket, proposal: Proposal) -> None:
    ticket.accept(proposal)
    assert not ticket.accept(proposal)
    assert ticket.events.filter(kind="closed").count() == 1


def test_a_yes_in_words_has_waited_until_it_was_put_on_record(
    ticket: Ticket, proposal: Proposal, mail: Receive, ana: Agent
) -> None:
    proposal.message.outgoing.move_to("accepted", at=proposal.offered_at)
    later = proposal.offered_at + DAY
    yes = ticket.receive(mail("De acuerdo con los 20 €.", received_at=later))
    with time_machine.travel(later + DAY / 24, tick=False):
        assert ticket.accept(proposal, by=ana, message=yes)
    clock = ticket.clocks.get(kind="next_response")
    assert (clock.calendar_seconds, clock.agent) == (3600, ana)


def test_a_question_before_the_yes_still_had_no_answer(
    ticket: Ticket, proposal: Proposal, mail: Receive, ana: Agent
) -> None:
    proposal.message.outgoing.move_to("accepted", at=proposal.offered_at)
    ticket.receive(mail("¿Por transferencia?", received_at=proposal.offered_at + DAY))
    yes = ticket.receive(mail("Bueno, de acuerdo.", received_at=proposal.offered_at + 2 * DAY))
    ticket.accept(proposal, by=ana, message=yes)
    assert ticket.clocks.get(kind="next_response").stopped_at is None


def test_a_declined_proposal_never_counted(ticket: Ticket, proposal: Proposal) -> None:
    assert ticket.decline(proposal, why="Eran 40 €, no 20 €.")
    assert ticket.status == "open"
    assert resolution(ticket).stopped_at is None
    assert ticket.messages.filter(kind="customer", text="Eran 40 €, no 20 €.").exists()


def test_thanks_does_not_take_a_proposal_for_refused(
    ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    ticket.receive(mail("¡Muchas gracias!"))
    ticket.refresh_from_db()
    assert ticket.status == "proposed"


def test_a_question_opens_a_proposed_ticket(
    ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    ticket.receive(mail("¿Y cuándo lo veré en mi cuenta?"))
    ticket.refresh_from_db()
    assert ticket.status == "open"


def test_one_reminder_then_silence_closes(ticket: Ticket, proposal: Proposal) -> None:
    with time_machine.travel(proposal.offered_at + 4 * DAY, tick=False):
        close_in_silence()
        close_in_silence()
    with time_machine.travel(proposal.offered_at + 8 * DAY, tick=False):
        close_in_silence()
    ticket.refresh_from_db()
    assert (ticket.status, ticket.close_reason) == ("closed", "silence")
    kinds = OutgoingMail.objects.filter(ticket=ticket).values_list("kind", flat=True)
    assert list(kinds) == ["acknowledgement", "proposal", "reminder", "closed"]


def test_closing_without_agreement_needs_a_reason(ticket: Ticket, ana: Agent) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        ticket.close(ana, why=" ")
    ticket.close(ana, why="Duplicado de otro asunto.")
    assert ticket.close_reason == "agent"


def test_closing_stops_no_response_clock_for_the_figures(ticket: Ticket, ana: Agent) -> None:
    ticket.close(ana, why="Llamó por teléfono.")
    clock = ticket.clocks.get(kind="first_response")
    assert clock.stopped_at is None
    assert clock.paused_at
    assert ticket.next_due_at is None


def test_reopening_counts_against_the_close(
    ticket: Ticket, proposal: Proposal, mail: Receive
) -> None:
    ticket.accept(proposal)
    ticket.receive(mail("Sigue sin llegar el dinero."))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened, ticket.closed_at) == ("open", 1, None)
    assert resolution(ticket).stopped_at is None


def test_long_after_closing_a_message_belongs_to_a_new_ticket(
    ticket: Ticket, proposal: Proposal
) -> None:
    ticket.accept(proposal)
    assert ticket.closed_at
    assert ticket.takes_follow_up(ticket.closed_at + 13 * DAY)
    assert not ticket.takes_follow_up(ticket.closed_at + 15 * DAY)


def test_a_second_rating_replaces_the_first(ticket: Ticket) -> None:
    ticket.rate(2)
    ticket.rate(5)
    assert ticket.rating.score == 5


def test_spam_waits_for_nobody_and_what_was_none_waits_from_the_start(
    ticket: Ticket, ana: Agent
) -> None:
    due = ticket.next_due_at
    ticket.mark_spam(ana)
    assert ticket.next_due_at is None
    ticket.mark_spam(ana, is_spam=False)
    assert ticket.next_due_at == due
