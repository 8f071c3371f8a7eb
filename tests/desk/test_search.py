from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Receive
from tickets.desk.keyset import PAGE
from tickets.models import Channel, Ticket


@pytest.mark.parametrize("query", ["cobrado", "lucia@correo", "Lucía", "cargo", "5512 pedido"])
def test_a_ticket_is_found_by_words_name_and_address(
    desk: Client, ticket: Ticket, query: str
) -> None:
    page = desk.get("/desk/search/", {"q": query})
    assert [row.pk for row in page.context["page"].tickets] == [ticket.pk]


@pytest.mark.parametrize("form", ["{}", "#{}", " #{} "])
def test_a_number_leads_straight_to_its_ticket(desk: Client, ticket: Ticket, form: str) -> None:
    page = desk.get("/desk/search/", {"q": form.format(ticket.number)})
    assert page.headers["Location"] == f"/desk/tickets/{ticket.number}/"


def test_another_teams_ticket_is_not_found(other_desk: Client, ticket: Ticket) -> None:
    for query in ("cobrado", "lucia@correo.example", str(ticket.number)):
        assert "Nothing found" in other_desk.get("/desk/search/", {"q": query}).text


@pytest.mark.parametrize(
    "query", ["", "\0", "' OR 1=1 --", '"unclosed', "& | !", "9" * 300, "a@%_\\"]
)
def test_no_query_is_an_error(desk: Client, ticket: Ticket, query: str) -> None:
    assert desk.get("/desk/search/", {"q": query}).status_code == 200


def test_the_next_page_of_a_search_keeps_its_words(
    desk: Client, channel: Channel, mail: Receive
) -> None:
    made = {Ticket.open_from(mail(), channel=channel).pk for _ in range(PAGE + 1)}
    first = desk.get("/desk/search/", {"q": "cargo doble"}).context
    second = desk.get(first["next_url"]).context
    assert {row.pk for page in (first, second) for row in page["page"].tickets} == made
    assert second["query"] == "cargo doble"
