import pytest
from django.test import Client

from tickets.models import Agent, Ticket


def test_the_priority_is_set_and_shown_in_list_and_ticket(desk: Client, ticket: Ticket) -> None:
    desk.post(f"/desk/tickets/{ticket.number}/priority/", {"priority": "4"})
    ticket.refresh_from_db()
    assert ticket.priority == 4
    for address in ("/desk/pressing/", f"/desk/tickets/{ticket.number}/"):
        assert 'class="tag tag--late"' in desk.get(address).content.decode()


def test_the_list_of_high_and_urgent_leaves_the_others_out(desk: Client, ticket: Ticket) -> None:
    assert f"row-{ticket.number}" not in desk.get("/desk/pressing/").content.decode()


@pytest.mark.parametrize("value", ["5", "", "urgent"])
def test_a_priority_that_is_none_changes_nothing(desk: Client, ticket: Ticket, value: str) -> None:
    desk.post(f"/desk/tickets/{ticket.number}/priority/", {"priority": value})
    ticket.refresh_from_db()
    assert ticket.priority == 2


def test_the_history_says_who_changed_it(desk: Client, ticket: Ticket, ana: Agent) -> None:
    desk.post(f"/desk/tickets/{ticket.number}/priority/", {"priority": "3"})
    page = desk.get(f"/desk/tickets/{ticket.number}/").content.decode()
    assert "Priority: High" in page
    assert ticket.events.get(kind="priority").by == ana
