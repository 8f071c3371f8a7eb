from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Receive
from tickets.desk.keyset import PAGE
from tickets.models import Agent, Channel, OutgoingMail, Ticket
from tickets.models.ticket import Draft


def test_an_unassigned_ticket_is_in_its_list_and_not_in_mine(desk: Client, ticket: Ticket) -> None:
    assert f'href="/desk/tickets/{ticket.number}/' in desk.get("/desk/unassigned/").text
    assert f'href="/desk/tickets/{ticket.number}/' not in desk.get("/desk/mine/").text


def test_what_falls_due_next_stands_first(desk: Client, channel: Channel, mail: Receive) -> None:
    later = Ticket.open_from(mail(), channel=channel)
    sooner = Ticket.open_from(mail(), channel=channel)
    Ticket.objects.filter(pk=sooner.pk).update(next_due_at=timezone.now() + dt.timedelta(minutes=5))
    page = desk.get("/desk/unassigned/").text
    assert page.index(f'id="row-{sooner.number}"') < page.index(f'id="row-{later.number}"')


def test_lists_say_how_many_tickets_they_hold(desk: Client, ana: Agent, ticket: Ticket) -> None:
    ticket.claim(ana)
    counts = {view.key: number for view, number in desk.get("/desk/").context["views"]}
    assert (counts["mine"], counts["unassigned"], counts["open"]) == (1, 0, 1)


def test_closed_tickets_are_never_counted(desk: Client, ticket: Ticket) -> None:
    counts = {view.key: number for view, number in desk.get("/desk/closed/").context["views"]}
    assert counts["closed"] is None


def test_the_title_of_the_tab_says_how_many_customers_wait(desk: Client, ticket: Ticket) -> None:
    assert "<title>(1) Mine" in desk.get("/desk/").text


def test_a_ticket_of_another_team_is_in_no_list(other_desk: Client, ticket: Ticket) -> None:
    page = other_desk.get("/desk/open/")
    assert f"row-{ticket.number}" not in page.text
    assert page.context["calling"] == 0


def test_failed_mail_brings_its_ticket_to_a_list(desk: Client, ana: Agent, ticket: Ticket) -> None:
    ticket.reply(ana, Draft(text="Hoy mismo."))
    answer = OutgoingMail.objects.get(ticket=ticket, kind=OutgoingMail.Kind.REPLY)
    answer.move_to(OutgoingMail.State.FAILED, at=timezone.now(), error="no such address")
    page = desk.get("/desk/failed/").text
    assert f"row-{ticket.number}" in page
    assert "not delivered" in page


def test_htmx_gets_the_rows_and_the_counts_only(
    desk: Client, ticket: Ticket, htmx: Callable[[str], dict[str, str]]
) -> None:
    fragment = desk.get("/desk/open/", headers=htmx("list"))
    assert f"row-{ticket.number}" in fragment.text
    assert '<nav class="views" id="views"' in fragment.text
    assert "<html" not in fragment.text
    assert "HX-Target" in fragment.headers["Vary"]


def test_pages_follow_each_other_without_gap_or_repeat(
    desk: Client, channel: Channel, mail: Receive
) -> None:
    made = {Ticket.open_from(mail(), channel=channel).pk for _ in range(PAGE + 3)}
    first = desk.get("/desk/open/").context
    second = desk.get(first["next_url"]).context
    seen = [row.pk for page in (first, second) for row in page["page"].tickets]
    assert len(first["page"].tickets) == PAGE
    assert sorted(seen) == sorted(made)
    assert not second["next_url"]


def test_pages_go_on_into_tickets_that_are_not_due(
    desk: Client, channel: Channel, mail: Receive
) -> None:
    made = {Ticket.open_from(mail(), channel=channel).pk for _ in range(PAGE + 3)}
    Ticket.objects.update(next_due_at=None)
    first = desk.get("/desk/open/").context
    second = desk.get(first["next_url"]).context
    assert {row.pk for page in (first, second) for row in page["page"].tickets} == made


def test_an_unreadable_position_is_the_first_page(desk: Client, ticket: Ticket) -> None:
    for after in ("~", "x~1", "2026-13-45T99:99~1", "~9999999999999999999999", "\0", "~'; --"):
        assert desk.get("/desk/open/", {"after": after}).context["page"].is_first
        assert desk.get("/desk/closed/", {"after": after}).status_code == 200


def test_a_longer_list_asks_the_database_no_more_often(
    desk: Client,
    channel: Channel,
    mail: Receive,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        Ticket.open_from(mail(), channel=channel)
    with django_assert_max_num_queries(10):
        desk.get("/desk/open/")


def test_an_empty_list_says_what_would_fill_it(desk: Client) -> None:
    assert "New mail appears here by itself." in desk.get("/desk/unassigned/").text
