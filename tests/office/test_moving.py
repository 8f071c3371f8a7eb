from __future__ import annotations

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Receive, add_step
from tickets.models import Agent, Category, Channel, Procedure, Ticket


def at(procedure: Procedure) -> str:
    return f"/office/procedures/{procedure.pk}/moving/"


def without_the_second_step(procedure: Procedure) -> None:
    procedure.draft().line()[1].delete()
    add_step(procedure, "Packed")
    procedure.publish()


def test_the_page_says_where_each_ticket_would_go_on(
    office: Client, ticket: Ticket, procedure: Procedure, ana: Agent
) -> None:
    first = ticket.current_step()
    assert first
    ticket.complete_step(first, by=ana)
    without_the_second_step(procedure)
    page = office.get(at(procedure)).text
    assert f"#{ticket.number}" in page
    assert page.index("Checked") < page.index("Refunded")


def test_chosen_tickets_are_moved_and_the_others_stay(
    office: Client, ticket: Ticket, procedure: Procedure
) -> None:
    without_the_second_step(procedure)
    procedure.refresh_from_db()
    office.post(at(procedure), {"landing": "1-nowhere-nowhere"})
    ticket.refresh_from_db()
    assert ticket.procedure_version != procedure.published
    office.post(at(procedure), {"landing": "1-received-received"})
    ticket.refresh_from_db()
    assert ticket.procedure_version == procedure.published


def test_with_nothing_behind_the_page_says_so(office: Client, procedure: Procedure) -> None:
    assert "All open tickets go by this version" in office.get(at(procedure)).text


def test_many_tickets_ask_the_database_no_more_often(
    office: Client,
    procedure: Procedure,
    category: Category,
    channel: Channel,
    mail: Receive,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(12):
        Ticket.open_from(mail(), channel=channel)
    without_the_second_step(procedure)
    with django_assert_max_num_queries(12):
        page = office.get(at(procedure)).text
    assert "12 in all" in page
