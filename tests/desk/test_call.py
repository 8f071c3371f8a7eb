"""Calls at the desk: the list of them, and what became of one."""

import pytest
from django.test import Client
from django.urls import reverse

from tickets.models import Agent, Callback, Ticket


@pytest.fixture
def callback(ticket: Ticket) -> Callback:
    asked = ticket.ask_call("+34612345678", ticket.call_windows()[-1], about="El reembolso")
    assert asked
    return asked


def log(desk: Client, ticket: Ticket, **parts: str) -> None:
    page = reverse("desk:log_call", args=[ticket.number])
    desk.post(page, {"outcome": "reached", "nonce": "once", **parts})


def test_the_list_of_calls_shows_who_is_to_be_called(desk: Client, callback: Callback) -> None:
    words = desk.get(reverse("desk:view", args=["calls"])).content.decode()
    assert f'id="row-{callback.ticket_id}"' in words


def test_the_number_stands_beside_the_conversation(desk: Client, callback: Callback) -> None:
    words = desk.get(reverse("desk:ticket", args=[callback.ticket_id])).content.decode()
    assert 'href="tel:+34612345678"' in words
    assert "El reembolso" in words


def test_a_call_is_logged_once(desk: Client, ticket: Ticket, callback: Callback) -> None:
    for _ in range(2):
        log(desk, ticket, note="Contenta.")
    assert ticket.messages.filter(kind="phone").count() == 1
    assert ticket.messages.get(kind="note").text == "Contenta."


def test_not_reached_is_tried_again(desk: Client, ticket: Ticket, callback: Callback) -> None:
    window = ticket.call_windows()[-2]
    log(desk, ticket, outcome="not_reached", again=window.key)
    callback.refresh_from_db()
    assert (callback.state, callback.window) == ("open", window)


def test_an_unknown_outcome_is_none(desk: Client, ticket: Ticket, callback: Callback) -> None:
    log(desk, ticket, outcome="cancelled")
    assert not ticket.messages.filter(kind="phone").exists()


def test_the_agent_cancels_for_the_customer(
    desk: Client, ana: Agent, ticket: Ticket, callback: Callback
) -> None:
    desk.post(reverse("desk:cancel_call", args=[ticket.number]))
    assert ticket.events.get(kind="call_cancelled").by == ana


def test_another_team_logs_no_call_here(
    other_desk: Client, ticket: Ticket, callback: Callback
) -> None:
    log(other_desk, ticket)
    assert not ticket.messages.filter(kind="phone").exists()
