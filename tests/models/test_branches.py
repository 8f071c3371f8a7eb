"""A procedure with a question: received, checked (our fault?), refunded or explained, agreed."""

from __future__ import annotations

import pytest

from tests.cast import add_step
from tickets.models import Agent, Procedure, Ticket, TicketStep

ANSWERS = [{"key": "yes", "en": "Yes", "es": "Sí"}, {"key": "no", "en": "No", "es": "No"}]


@pytest.fixture
def forked(procedure: Procedure) -> Procedure:
    draft = procedure.draft()
    checked, refunded = draft.line()[1:]
    checked.question_en, checked.answers = "Our fault?", ANSWERS
    checked.save()
    refunded.only_after = ["checked/yes"]
    refunded.save()
    add_step(procedure, "Explained", only_after=["checked/no"])
    add_step(procedure, "Agreed")
    procedure.publish()
    return procedure


@pytest.fixture
def at_the_fork(forked: Procedure, ticket: Ticket, ana: Agent) -> Ticket:
    complete(ticket, ana)
    return ticket


def complete(ticket: Ticket, by: Agent, **how: str) -> None:
    step = ticket.current_step()
    assert step
    assert ticket.complete_step(step, by=by, answer=how.get("answer", ""))


def line(ticket: Ticket) -> list[str]:
    return [f"{stop.step} {stop.state}" for stop in ticket.line_of_stops()]


def test_before_the_answer_the_line_shows_only_what_is_sure(at_the_fork: Ticket) -> None:
    assert line(at_the_fork) == ["Received done", "Checked current", "Agreed ahead"]


@pytest.mark.parametrize(("answer", "leads_to"), [("yes", "Refunded"), ("no", "Explained")])
def test_each_answer_leads_to_its_own_steps(
    at_the_fork: Ticket, ana: Agent, answer: str, leads_to: str
) -> None:
    complete(at_the_fork, ana, answer=answer)
    assert line(at_the_fork)[2:] == [f"{leads_to} current", "Agreed ahead"]
    assert (at_the_fork.steps_done, at_the_fork.steps_total) == (2, 4)


def test_a_question_is_not_left_open(at_the_fork: Ticket, ana: Agent) -> None:
    step = at_the_fork.current_step()
    assert step
    for answer in ("", "perhaps"):
        with pytest.raises(ValueError, match="question"):
            at_the_fork.complete_step(step, by=ana, answer=answer)


def test_a_skipped_question_leads_to_none_of_its_answers(at_the_fork: Ticket, ana: Agent) -> None:
    step = at_the_fork.current_step()
    assert step
    at_the_fork.skip_step(step, by=ana, reason="It was clear.")
    assert line(at_the_fork)[1:] == ["Checked skipped", "Agreed current"]


def test_going_back_asks_the_question_anew(at_the_fork: Ticket, ana: Agent) -> None:
    complete(at_the_fork, ana, answer="yes")
    question = at_the_fork.steps_to_go_back_to()[0]
    assert at_the_fork.go_back(question, by=ana, reason="The bill was another one.")
    assert line(at_the_fork) == ["Received done", "Checked current", "Agreed ahead"]
    complete(at_the_fork, ana, answer="no")
    assert line(at_the_fork)[2:] == ["Explained current", "Agreed ahead"]
    left = at_the_fork.steps.filter(state=TicketStep.State.LEFT)
    assert [str(row.step) for row in left] == ["Checked", "Refunded"]


def test_one_goes_back_with_a_reason_and_once(at_the_fork: Ticket, ana: Agent) -> None:
    first = at_the_fork.steps_to_go_back_to()[0]
    with pytest.raises(ValueError, match="reason"):
        at_the_fork.go_back(first, by=ana, reason=" ")
    assert at_the_fork.go_back(first, by=ana, reason="Again")
    assert not at_the_fork.go_back(first, by=ana, reason="Again")


def test_moving_keeps_the_step_its_time_and_the_answers(
    at_the_fork: Ticket, forked: Procedure, ana: Agent
) -> None:
    complete(at_the_fork, ana, answer="yes")
    before = at_the_fork.current_step()
    add_step(forked, "Thanked", only_after=["checked/yes"])
    version = forked.publish()
    assert before
    assert version
    assert at_the_fork.move_to_version(version, by=ana)
    after = at_the_fork.current_step()
    assert after
    assert (after.step.version, after.began_at) == (version, before.began_at)
    assert line(at_the_fork)[-2:] == ["Agreed ahead", "Thanked ahead"]
    assert not at_the_fork.move_to_version(version, by=ana)


def test_where_the_step_is_gone_the_ticket_goes_on_at_the_next(
    at_the_fork: Ticket, forked: Procedure, ana: Agent
) -> None:
    complete(at_the_fork, ana, answer="yes")
    forked.draft().steps.get(key="refunded").delete()
    version = forked.publish()
    assert version
    assert at_the_fork.landing_in(version) == "agreed"
    at_the_fork.move_to_version(version, by=ana)
    assert line(at_the_fork) == ["Received done", "Checked done", "Agreed current"]
