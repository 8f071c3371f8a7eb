from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Receive
from tickets.models import Agent, Team, Ticket


@pytest.fixture
def later(ticket: Ticket, mail: Receive) -> Ticket:
    """Lucía's second ticket, about the same matter."""
    return Ticket.open_from(mail("¿Han visto mi correo?"), channel=ticket.channel)


def merge(desk: Client, ticket: Ticket, into: object) -> str:
    address = reverse("desk:merge", args=[ticket.number])
    return desk.post(address, {"into": str(into)}, follow=True).text


def test_the_customers_other_open_tickets_are_offered(
    desk: Client, ticket: Ticket, later: Ticket
) -> None:
    page = desk.get(f"/desk/tickets/{later.number}/").text
    assert f'name="into" value="{ticket.pk}"' in page


@pytest.mark.parametrize("sign", ["", "#", " #"])
def test_merging_by_number_opens_the_other_ticket_with_both_conversations(
    desk: Client, ticket: Ticket, later: Ticket, sign: str
) -> None:
    page = merge(desk, later, f"{sign}{ticket.number}")
    assert f'data-number="{ticket.number}"' in page
    assert "Me han cobrado dos veces" in page
    assert "¿Han visto mi correo?" in page
    assert f"Ticket #{later.number} goes on in this one" in page


def test_the_address_of_a_merged_ticket_leads_to_the_other(
    desk: Client, ticket: Ticket, later: Ticket
) -> None:
    merge(desk, later, ticket.number)
    response = desk.get(f"/desk/tickets/{later.number}/?view=mine")
    assert response["Location"] == f"/desk/tickets/{ticket.number}/?view=mine"


def test_a_merge_is_undone_by_one_button(desk: Client, ticket: Ticket, later: Ticket) -> None:
    undo = reverse("desk:unmerge", args=[later.number])
    assert undo in merge(desk, later, ticket.number)
    page = desk.post(undo, follow=True).text
    later.refresh_from_db()
    assert (later.status, later.merged_into) == ("new", None)
    assert f'data-number="{later.number}"' in page


@pytest.mark.parametrize("into", ["", "0", "99999999", "nothing", "9" * 30])
def test_what_is_no_ticket_here_is_said_so(
    desk: Client, ticket: Ticket, later: Ticket, into: str
) -> None:
    page = merge(desk, later, into)
    later.refresh_from_db()
    assert later.merged_into is None
    assert "There is no such ticket here." in page or "Say into which ticket." in page


def test_nobody_merges_into_or_out_of_a_ticket_that_they_do_not_see(
    desk: Client, other_desk: Client, bruno: Agent, ticket: Ticket, later: Ticket
) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(team=Team.objects.get(name="Almacén"))
    assert "There is no such ticket here." in merge(desk, later, ticket.number)
    foreign = reverse("desk:merge", args=[later.number])
    assert other_desk.post(foreign, {"into": ticket.number}).status_code == 404


def test_to_htmx_a_merge_changes_the_page(
    desk: Client, ticket: Ticket, later: Ticket, htmx: Callable[[str], dict[str, str]]
) -> None:
    address = reverse("desk:merge", args=[later.number])
    response = desk.post(address, {"into": ticket.number}, headers=htmx("conversation"))
    assert response["HX-Redirect"] == f"/desk/tickets/{ticket.number}/"


def test_what_was_being_written_on_a_merged_ticket_goes_out_from_the_other(
    desk: Client, ana: Agent, ticket: Ticket, later: Ticket
) -> None:
    seen = later.newest_message_id()
    later.merge_into(ticket, by=ana)
    sheet = {"text": "Hoy mismo.", "nonce": "n", "seen": seen, "then": "waiting"}
    desk.post(reverse("desk:reply", args=[later.number]), sheet)
    assert ticket.messages.filter(kind="agent").count() == 1


def test_a_file_of_a_merged_ticket_is_open_to_who_sees_the_other(
    desk: Client, ana: Agent, ticket: Ticket, later: Ticket
) -> None:
    from tickets.models.attachment import IncomingFile

    heard = later.messages.get(kind="customer")
    heard.add_files((IncomingFile.stored("nota.txt", "text/plain", b"hola"),))
    later.merge_into(ticket, by=ana)
    Ticket.objects.filter(pk=later.pk).update(team=Team.objects.create(name="Otro"))
    file = heard.attachments.get()
    assert desk.get(reverse("desk:attachment", args=[file.pk])).status_code == 200
