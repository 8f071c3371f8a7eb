import pytest

from tests.cast import published
from tickets.models import Agent, Category, Ticket, TicketStep


def test_completing_a_step_enters_the_next(ticket: Ticket, ana: Agent) -> None:
    first = ticket.current_step()
    assert first
    assert ticket.complete_step(first, by=ana)
    current = ticket.current_step()
    assert current
    assert current.step.name_en == "Checked"
    assert current.due_at
    assert (ticket.steps_done, ticket.steps_total) == (1, 3)


def test_a_double_click_completes_one_step(ticket: Ticket, ana: Agent) -> None:
    first = ticket.current_step()
    assert first
    assert ticket.complete_step(first, by=ana)
    assert not ticket.complete_step(first, by=ana)
    assert ticket.steps_done == 1


def test_a_step_is_skipped_with_its_reason(ticket: Ticket, ana: Agent) -> None:
    first = ticket.current_step()
    assert first
    with pytest.raises(ValueError, match="reason"):
        ticket.skip_step(first, by=ana, reason="")
    assert ticket.skip_step(first, by=ana, reason="Ya lo tenemos.")
    first.refresh_from_db()
    assert (first.state, first.reason) == (TicketStep.State.SKIPPED, "Ya lo tenemos.")


def test_after_the_last_step_there_is_none(ticket: Ticket, ana: Agent) -> None:
    while step := ticket.current_step():
        ticket.complete_step(step, by=ana)
    assert ticket.next_step() is None
    assert ticket.standing().now == ""


def test_another_category_brings_its_procedure_and_keeps_what_was_done(
    ticket: Ticket, ana: Agent
) -> None:
    first = ticket.current_step()
    assert first
    ticket.complete_step(first, by=ana)
    other = published(("Return", "Devolución"), ("Label", "Etiqueta"))
    ticket.set_category(
        Category.objects.create(name_en="Returns", name_es="Devoluciones", procedure=other), by=ana
    )
    stops = [(stop.step.name_en, stop.state) for stop in ticket.line_of_stops()]
    assert stops == [("Received", "done"), ("Label", "current")]
