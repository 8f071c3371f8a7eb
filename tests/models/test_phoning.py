"""Calls to the customer, asked for and made (R10)."""

import datetime as dt

import pytest
import time_machine

from tests.cast import MONDAY, Receive
from tickets.models import Agent, Callback, Channel, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft
from tickets.models.ticket.phoning import ASKED_A_DAY, Call

HOUR = dt.timedelta(hours=1)
NUMBER = "+34612345678"

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def on_monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def ticket(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail(received_at=MONDAY), channel=channel)


def asked(ticket: Ticket, place: int = 1) -> Callback:
    callback = ticket.ask_call(NUMBER, ticket.call_windows()[place])
    assert callback
    return callback


def state(callback: Callback) -> str:
    callback.refresh_from_db()
    return callback.state


def called(ticket: Ticket, by: Agent, outcome: str = "reached", **parts: object) -> Message:
    return ticket.log_call(by, Call(outcome=outcome, **parts))  # type: ignore[arg-type]


def newest_mail(ticket: Ticket) -> str:
    newest = OutgoingMail.objects.filter(ticket=ticket, kind="callback").last()
    assert newest
    return newest.text


def test_the_customer_is_told_when_we_call(ticket: Ticket) -> None:
    asked(ticket)
    assert "al +34 612 34 56 78 hoy entre las 11:00 y las 13:00" in newest_mail(ticket)


def test_the_end_of_the_window_is_when_the_ticket_falls_due(ticket: Ticket, ana: Agent) -> None:
    called(ticket, ana)
    callback = asked(ticket, 0)
    ticket.refresh_from_db()
    assert ticket.next_due_at == callback.ends_at == MONDAY + 1.5 * HOUR


def test_calls_are_listed_by_window(
    ticket: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = Ticket.open_from(mail("Llámenme, por favor."), channel=channel)
    asked(ticket, 3)
    asked(other, 1)
    assert list(Ticket.objects.to_be_called().by_due("call_at")) == [other, ticket]


def test_asking_twice_is_one_call_and_one_mail(ticket: Ticket) -> None:
    assert asked(ticket) == asked(ticket)
    assert OutgoingMail.objects.filter(kind="callback").count() == 1


def test_asking_again_moves_the_call(ticket: Ticket) -> None:
    first = asked(ticket)
    moved = asked(ticket, 2)
    assert moved == first
    assert Callback.objects.get().window == ticket.call_windows()[2]


def test_asking_again_and_again_is_refused_for_a_day(ticket: Ticket) -> None:
    for place in range(ASKED_A_DAY):
        asked(ticket, place)
    assert ticket.ask_call(NUMBER, ticket.call_windows()[0]) is None
    with time_machine.travel(MONDAY + 25 * HOUR):
        assert asked(ticket, 0)


def test_asking_for_a_call_makes_it_our_turn(ticket: Ticket, ana: Agent) -> None:
    ticket.reply(ana, Draft(text="¿Nos manda el recibo?"))
    asked(ticket)
    assert ticket.status == Ticket.Status.OPEN


def test_a_call_that_reached_the_customer_is_an_answer(ticket: Ticket, ana: Agent) -> None:
    callback = asked(ticket)
    message = called(ticket, ana)
    assert state(callback) == "reached"
    assert message.text == "Le llamamos al +34 612 34 56 78 y hablamos con usted."
    assert not ticket.running_clock("first_response")
    assert (ticket.assignee, ticket.status) == (ana, "open")


def test_a_call_that_did_not_is_none(ticket: Ticket, ana: Agent) -> None:
    callback, later = asked(ticket), ticket.call_windows()[2]
    called(ticket, ana, "not_reached", again=later)
    assert state(callback) == "open"
    assert (callback.window, callback.attempts) == (later, 1)
    assert ticket.running_clock("first_response")
    assert "Volveremos a llamarle hoy entre las 13:00 y las 15:00" in newest_mail(ticket)


@pytest.mark.parametrize("outcome", ["not_reached", "wrong_number"])
def test_a_call_that_is_not_tried_again_is_over(ticket: Ticket, ana: Agent, outcome: str) -> None:
    callback = asked(ticket)
    called(ticket, ana, outcome)
    assert state(callback) == outcome
    assert not Ticket.objects.to_be_called()


def test_the_note_of_a_call_is_internal_unless_it_is_ticked(ticket: Ticket, ana: Agent) -> None:
    called(ticket, ana, note="Está molesta.")
    called(ticket, ana, note="Se lo devolvemos hoy.", is_note_public=True)
    public = "\n".join(each.text for each in ticket.customer_conversation())
    assert "Se lo devolvemos hoy." in public
    assert "molesta" not in public


def test_a_double_click_is_one_call(ticket: Ticket, ana: Agent) -> None:
    first = called(ticket, ana, nonce="once")
    assert called(ticket, ana, nonce="once") == first


def test_a_cancelled_call_is_not_due(ticket: Ticket) -> None:
    callback = asked(ticket)
    assert ticket.cancel_call(callback)
    assert not ticket.cancel_call(callback)
    assert not ticket.open_callback()


def test_closing_ends_the_call(ticket: Ticket, ana: Agent) -> None:
    callback = asked(ticket)
    ticket.close(ana, why="Ya está resuelto.")
    assert state(callback) == "cancelled"


def test_on_a_merge_the_call_goes_along(
    ticket: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = Ticket.open_from(mail("Otra vez yo."), channel=channel)
    asked(ticket)
    ticket.merge_into(other, by=ana)
    assert other.open_callback()


def test_on_a_merge_two_calls_become_one(
    ticket: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = Ticket.open_from(mail("Otra vez yo."), channel=channel)
    mine, theirs = asked(ticket), asked(other)
    ticket.merge_into(other, by=ana)
    assert (state(mine), state(theirs)) == ("cancelled", "open")


def test_nobody_is_offered_a_call_where_there_is_no_phone(ticket: Ticket) -> None:
    ticket.channel.phone = ""
    assert ticket.call_windows() == ()
