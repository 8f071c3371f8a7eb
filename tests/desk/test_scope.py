from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.conftest import Sheet
from tickets.models import Attachment, Message, Ticket

POSTS = [
    "reply",
    "note",
    "canned_response",
    "claim",
    "assign",
    "status",
    "close",
    "spam",
    "category",
    "log_call",
    "cancel_call",
    "renew_link",
]


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client: Client, ticket: Ticket) -> None:
    page = client.get(f"/desk/tickets/{ticket.number}/")
    assert page.headers["Location"] == f"/accounts/login/?next=/desk/tickets/{ticket.number}/"


def test_a_fragment_never_holds_the_sign_in_page(
    client: Client, db: None, htmx: Callable[[str], dict[str, str]]
) -> None:
    answer = client.get("/desk/open/", headers=htmx("list"))
    assert answer.headers["HX-Redirect"] == "/accounts/login/"
    assert not answer.content


def test_another_teams_ticket_is_not_found(other_desk: Client, ticket: Ticket) -> None:
    assert other_desk.get(f"/desk/tickets/{ticket.number}/").status_code == 404


@pytest.mark.parametrize("verb", POSTS)
def test_no_verb_reaches_another_teams_ticket(
    other_desk: Client, ticket: Ticket, sheet: Sheet, verb: str
) -> None:
    events = ticket.events.count()
    answer = other_desk.post(reverse(f"desk:{verb}", args=[ticket.number]), sheet())
    assert answer.status_code == 404
    assert ticket.events.count() == events


@pytest.mark.parametrize("verb", POSTS)
def test_a_link_changes_nothing(desk: Client, ticket: Ticket, verb: str) -> None:
    assert desk.get(reverse(f"desk:{verb}", args=[ticket.number])).status_code == 405


def test_another_teams_steps_and_messages_are_not_found(
    other_desk: Client, formatted: Message
) -> None:
    file = Attachment.objects.get()
    number = formatted.ticket_id
    for address in (
        reverse("desk:frame", args=[formatted.pk]),
        reverse("desk:attachment", args=[file.pk]),
    ):
        assert other_desk.get(address).status_code == 404
    for address in (
        reverse("desk:undo", args=[formatted.pk]),
        reverse("desk:release", args=[formatted.pk]),
        reverse("desk:complete_step", args=[number, 1]),
        reverse("desk:skip_step", args=[number, 1]),
    ):
        assert other_desk.post(address, {"reason": "x"}).status_code == 404


def test_nothing_of_the_desk_stays_in_a_cache(desk: Client, ticket: Ticket) -> None:
    page = desk.get(f"/desk/tickets/{ticket.number}/")
    assert "no-store" in page.headers["Cache-Control"]


def test_the_leads_see_every_ticket(client: Client, luisa: object, ticket: Ticket) -> None:
    client.force_login(luisa)  # type: ignore[arg-type]
    assert client.get(f"/desk/tickets/{ticket.number}/").status_code == 200
