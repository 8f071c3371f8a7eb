"""Addresses that get no automatic mail: seen, found and allowed again by those who lead."""

from __future__ import annotations

import pytest
from django.test import Client

from tickets.models import Event, OutgoingMail, Suppression, Ticket

PAGE = "/office/stopped-addresses/"


@pytest.fixture
def held(ticket: Ticket) -> Suppression:
    mail = OutgoingMail.objects.get(ticket=ticket)
    mail.suppress((), reason="bounced", why="550 5.1.1 No such user")
    return Suppression.objects.get()


def test_the_address_stands_there_with_the_reason_and_the_ticket(
    office: Client, held: Suppression, ticket: Ticket
) -> None:
    page = office.get(PAGE).text
    assert "lucia@correo.example" in page
    assert "550 5.1.1 No such user" in page
    assert f"/desk/tickets/{ticket.number}/" in page


def test_a_lead_allows_it_again_and_the_ticket_remembers(
    office: Client, held: Suppression, ticket: Ticket
) -> None:
    for _ in range(2):  # a second click changes nothing
        office.post(f"{PAGE}{held.pk}/lift/")
    assert not Suppression.objects.standing(held.address).exists()
    assert ticket.events.filter(kind=Event.Kind.SUPPRESSION_LIFTED).count() == 1
    assert "Luisa Mora" in office.get(PAGE, {"lifted": "1"}).text


def test_one_without_a_ticket_can_be_allowed_again_too(office: Client, held: Suppression) -> None:
    Suppression.objects.update(mail=None)
    office.post(f"{PAGE}{held.pk}/lift/")
    assert not Suppression.objects.standing(held.address).exists()


def test_a_part_of_the_address_finds_it(office: Client, held: Suppression) -> None:
    assert held.address in office.get(PAGE, {"q": "LUCIA@"}).text
    assert held.address not in office.get(PAGE, {"q": "tom\0"}).text


def test_page_after_page_shows_each_once(office: Client) -> None:
    Suppression.note((f"{number}@correo.example" for number in range(60)), reason="complained")
    first = office.get(PAGE)
    second = office.get(first.context["next_url"])
    shown = [row.address for page in (first, second) for row in page.context["suppressions"]]
    assert len(shown) == len(set(shown)) == 60
    assert not second.context["next_url"]


def test_looking_allows_nothing(office: Client, held: Suppression) -> None:
    assert office.get(f"{PAGE}{held.pk}/lift/").status_code == 405
