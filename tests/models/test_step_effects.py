"""What entering a step brings with it: a clock, a pause, a team, a word to the customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import MONDAY, Receive, add_step
from tickets.models import (
    Agent,
    Category,
    Channel,
    Clock,
    OutgoingMail,
    Procedure,
    Proposal,
    Team,
    Ticket,
)
from tickets.models.ticket import Draft

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def clock_stands() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def ticket(
    clock_stands: time_machine.Traveller, channel: Channel, category: Category, mail: Receive
) -> Ticket:
    """Opened on Monday at 9:30 in Madrid; its second step waits for the customer and tells them."""
    procedure = category.procedure
    assert procedure
    checked = procedure.draft().line()[1]
    checked.waits_for, checked.tells_customer, checked.expected_seconds = "customer", True, 3600
    checked.save()
    add_step(procedure, "Sent", team=Team.objects.create(name="Almacén"))
    procedure.publish()
    return Ticket.open_from(mail(), channel=channel)


def complete(ticket: Ticket, by: Agent) -> None:
    step = ticket.current_step()
    assert step
    ticket.complete_step(step, by=by)


def state(ticket: Ticket, kind: str) -> str:
    clock = ticket.running_clock(kind)
    return "none" if not clock else "paused" if clock.paused_at else "running"


def told(ticket: Ticket) -> list[OutgoingMail]:
    return list(ticket.outbox.filter(kind=OutgoingMail.Kind.STEP))


def test_a_step_has_a_clock_by_its_own_duration_or_the_policy(
    ticket: Ticket, procedure: Procedure
) -> None:
    clock = ticket.running_clock(Clock.Kind.STEP)
    step = ticket.current_step()
    assert clock
    assert step
    assert clock.target_seconds == 480 * 60
    assert step.due_at == clock.due_at


def test_a_late_step_puts_its_ticket_among_the_late(
    ticket: Ticket, clock_stands: time_machine.Traveller
) -> None:
    Clock.objects.filter(kind=Clock.Kind.STEP).update(due_at=MONDAY + HOUR / 2)
    ticket.refresh_due()
    assert list(Ticket.objects.due_before(MONDAY + HOUR)) == [ticket]


def test_a_step_that_waits_for_the_customer_pauses_the_resolution(
    ticket: Ticket, ana: Agent
) -> None:
    complete(ticket, ana)
    assert state(ticket, Clock.Kind.RESOLUTION) == "paused"
    assert state(ticket, Clock.Kind.FIRST_RESPONSE) == "running"
    assert state(ticket, Clock.Kind.STEP) == "none"


def test_the_customers_words_let_it_count_again(
    ticket: Ticket, ana: Agent, mail: Receive, clock_stands: time_machine.Traveller
) -> None:
    complete(ticket, ana)
    clock_stands.shift(HOUR)
    ticket.receive(mail("Aquí lo tiene."))
    clock = ticket.running_clock(Clock.Kind.RESOLUTION)
    assert clock
    assert (clock.paused_at, clock.paused_calendar_seconds) == (None, 3600)


def test_the_next_step_of_ours_lets_it_count_again(ticket: Ticket, ana: Agent) -> None:
    complete(ticket, ana)
    complete(ticket, ana)
    assert state(ticket, Clock.Kind.RESOLUTION) == state(ticket, Clock.Kind.STEP) == "running"


def test_while_we_wait_for_an_answer_the_step_rests_and_is_due_later(
    ticket: Ticket, ana: Agent, mail: Receive, clock_stands: time_machine.Traveller
) -> None:
    ticket.move_to("waiting", at=MONDAY)
    assert state(ticket, Clock.Kind.STEP) == "paused"
    clock_stands.shift(HOUR)
    ticket.receive(mail("Aquí lo tiene."))
    after = ticket.current_step()
    assert after
    assert after.due_at == MONDAY + dt.timedelta(days=1)  # 17:30 and an hour, when 18:00 is the end


def test_the_customer_is_told_once_of_a_step_that_says_so(ticket: Ticket, ana: Agent) -> None:
    first = ticket.current_step()
    assert first
    assert told(ticket) == []
    for _ in range(2):
        ticket.complete_step(first, by=ana)
    (mail,) = told(ticket)
    assert "Estamos en: Comprobado." in mail.text
    assert "conteste a este correo" in mail.text


def test_going_back_at_once_takes_the_mail_back(ticket: Ticket, ana: Agent) -> None:
    complete(ticket, ana)
    ticket.go_back(ticket.steps_to_go_back_to()[0], by=ana, reason="Too early")
    assert [mail.state for mail in told(ticket)] == [OutgoingMail.State.CANCELLED]
    assert state(ticket, Clock.Kind.RESOLUTION) == "running"


def test_a_closed_ticket_tells_nothing_and_starts_no_clock(ticket: Ticket, ana: Agent) -> None:
    ticket.close(ana, why="Doubled")
    complete(ticket, ana)
    assert told(ticket) == []


def test_a_step_gives_the_ticket_to_its_team(ticket: Ticket, ana: Agent) -> None:
    for _ in range(3):
        complete(ticket, ana)
    assert ticket.team
    assert ticket.team.name == "Almacén"


def test_the_customers_yes_ends_the_step_that_waited_for_it(ticket: Ticket, ana: Agent) -> None:
    complete(ticket, ana)
    proposal = ticket.propose(ana, Draft(text="Le devolvemos 20 €."))
    assert isinstance(proposal, Proposal)
    ticket.accept(proposal)
    states = [stop.state for stop in ticket.line_of_stops()]
    assert states[:2] == ["done", "done"]
    assert state(ticket, Clock.Kind.STEP) == "none"
    assert (
        len(told(ticket)) == 1
    )  # of the step itself; nothing is told of what lies behind the close
