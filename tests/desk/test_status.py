from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tickets.models import Agent, Ticket


def test_a_ticket_can_wait_for_the_customer_and_come_back(desk: Client, ticket: Ticket) -> None:
    for wanted in ("waiting", "open"):
        desk.post(reverse("desk:status", args=[ticket.number]), {"status": wanted})
        ticket.refresh_from_db()
        assert ticket.status == wanted


@pytest.mark.parametrize("wanted", ["closed", "proposed", "new", "anything", ""])
def test_no_other_status_is_set_by_hand(desk: Client, ticket: Ticket, wanted: str) -> None:
    desk.post(reverse("desk:status", args=[ticket.number]), {"status": wanted})
    ticket.refresh_from_db()
    assert ticket.status == "new"


def test_closing_needs_a_reason(desk: Client, ticket: Ticket) -> None:
    page = desk.post(reverse("desk:close", args=[ticket.number]), {"reason": " "}, follow=True).text
    ticket.refresh_from_db()
    assert ticket.status == "new"
    assert "needs a reason" in page


def test_a_closed_ticket_says_why_and_can_be_reopened(desk: Client, ticket: Ticket) -> None:
    desk.post(reverse("desk:close", args=[ticket.number]), {"reason": "duplicado"})
    assert "duplicado" in desk.get(f"/desk/tickets/{ticket.number}/").text
    desk.post(reverse("desk:status", args=[ticket.number]), {"status": "open"})
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopened) == ("open", 1)


def test_spam_leaves_the_lists_and_comes_back(desk: Client, ana: Agent, ticket: Ticket) -> None:
    desk.post(reverse("desk:spam", args=[ticket.number]), {"spam": "yes"})
    assert f"row-{ticket.number}" in desk.get("/desk/spam/").text
    assert f"row-{ticket.number}" not in desk.get("/desk/open/").text
    desk.post(reverse("desk:spam", args=[ticket.number]), {"spam": "no"})
    assert f"row-{ticket.number}" in desk.get("/desk/open/").text
