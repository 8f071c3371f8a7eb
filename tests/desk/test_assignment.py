from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tickets.models import Agent, Team, Ticket


def test_who_takes_a_ticket_has_it(desk: Client, ana: Agent, ticket: Ticket) -> None:
    page = desk.post(reverse("desk:claim", args=[ticket.number]), follow=True).text
    ticket.refresh_from_db()
    assert ticket.assignee == ana
    assert "It is yours." in page


def test_the_slower_one_is_told_who_was_quicker(desk: Client, luisa: Agent, ticket: Ticket) -> None:
    ticket.claim(luisa)
    page = desk.post(reverse("desk:claim", args=[ticket.number]), follow=True).text
    assert "Luisa Mora was quicker." in page


def test_a_ticket_can_be_given_to_somebody(desk: Client, luisa: Agent, ticket: Ticket) -> None:
    desk.post(reverse("desk:assign", args=[ticket.number]), {"agent": luisa.pk, "team": ""})
    ticket.refresh_from_db()
    assert ticket.assignee == luisa


def test_who_gives_a_ticket_out_of_sight_is_told_so(
    desk: Client, bruno: Agent, ticket: Ticket, htmx: Callable[[str], dict[str, str]]
) -> None:
    away = {"agent": bruno.pk, "team": Team.objects.get(name="Almacén").pk}
    answer = desk.post(
        reverse("desk:assign", args=[ticket.number]), away, headers=htmx("conversation")
    )
    assert answer.headers["HX-Redirect"] == "/desk/"
    assert "is now with another team" in desk.get("/desk/").text
