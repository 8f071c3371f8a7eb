"""Many tickets, one action, one undo (A29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.cast import Receive
from tickets import tasks
from tickets.desk import bulk
from tickets.models import Agent, BulkAction, BulkItem, Channel, Event, Ticket

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def flood(channel: Channel, mail: Receive) -> list[Ticket]:
    """Three of one sender."""
    wanted = "oferta@molesto.example"
    return [Ticket.open_from(mail(from_addr=wanted), channel=channel) for _ in range(3)]


def act(desk: Client, kind: str, *tickets: Ticket, **facts: object) -> str:
    data = {"kind": kind, "ticket": [each.pk for each in tickets], **facts}
    return desk.post("/desk/bulk/?view=open", data, follow=True).text


def undo(desk: Client) -> None:
    desk.post(f"/desk/bulk/{BulkAction.objects.latest('pk').pk}/undo/")


def states(tickets: list[Ticket]) -> list[tuple[str, bool, int | None]]:
    fresh = Ticket.objects.filter(pk__in=[each.pk for each in tickets]).order_by("pk")
    return [(each.status, each.is_spam, each.assignee_id) for each in fresh]


@pytest.mark.parametrize("kind", ["spam", "close", "assign", "merge"])
def test_an_action_changes_all_and_its_undo_leaves_no_trace(
    desk: Client, ana: Agent, flood: list[Ticket], kind: str
) -> None:
    before = states(flood)
    act(desk, kind, *flood, reason="publicidad", agent=ana.pk)
    changed = states(flood)
    assert all(a != b for a, b in list(zip(before, changed, strict=True))[1:])
    undo(desk)
    assert [each[1:] for each in states(flood)] == [each[1:] for each in before]
    assert {each[0] for each in states(flood)} <= {"new", "open"}
    assert not Ticket.objects.exclude(reopened=0).exists()  # it counts against nobody


def test_each_ticket_tells_who_did_it_and_why(
    desk: Client, ana: Agent, flood: list[Ticket]
) -> None:
    page = act(desk, "close", *flood, reason="publicidad")
    closed = Event.objects.filter(kind=Event.Kind.CLOSED, by=ana)
    assert [event.data["note"] for event in closed] == ["publicidad"] * 3
    assert "Closed: 3 tickets." in page


def test_one_tick_reaches_all_others_of_the_sender_and_nobody_else(
    desk: Client, flood: list[Ticket], ticket: Ticket
) -> None:
    page = act(desk, "spam", flood[0], all_of_sender="on")
    assert {each.pk for each in Ticket.objects.spam()} == {each.pk for each in flood}
    assert "Moved to spam: 3 tickets." in page


def test_closing_needs_a_reason_and_an_action_a_ticket(desk: Client, flood: list[Ticket]) -> None:
    assert "needs a reason" in act(desk, "close", *flood)
    assert "Tick at least one ticket." in act(desk, "spam")
    assert not BulkAction.objects.exists()


def test_tickets_of_another_team_are_out_of_reach(other_desk: Client, flood: list[Ticket]) -> None:
    assert "is not here any more" in act(other_desk, "spam", *flood)
    act(other_desk, "spam", flood[0], all_of_sender="on")
    assert not Ticket.objects.spam().exists()


def test_nobody_takes_back_what_a_colleague_did(
    desk: Client, other_desk: Client, flood: list[Ticket]
) -> None:
    act(desk, "spam", *flood)
    undo(other_desk)
    assert Ticket.objects.spam().count() == 3


def test_the_sweep_does_what_the_request_had_no_time_for(
    desk: Client, flood: list[Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 0)
    page = act(desk, "spam", *flood)
    assert "Moved to spam: 1 ticket. 2 more follow by themselves." in page
    tasks.go_on_in_bulk()
    assert Ticket.objects.spam().count() == 3


def test_undo_stops_what_was_still_to_come(
    desk: Client, flood: list[Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 0)
    act(desk, "spam", *flood)
    undo(desk)
    tasks.go_on_in_bulk()
    assert not Ticket.objects.spam().exists()
    assert set(BulkItem.objects.values_list("state", flat=True)) == {"undone", "passed"}


def test_undo_leaves_a_ticket_alone_that_went_on_since(
    desk: Client, ana: Agent, bruno: Agent, flood: list[Ticket]
) -> None:
    act(desk, "assign", *flood, agent=ana.pk)
    Ticket.objects.get(pk=flood[0].pk).assign(bruno, by=ana)
    undo(desk)
    assert [state[2] for state in states(flood)] == [bruno.pk, None, None]


@pytest.mark.django_db(transaction=True)
def test_x_ticks_and_a_list_fetched_anew_keeps_its_ticks(
    live_server: LiveServer, page: Page, desk: Client, flood: list[Ticket]
) -> None:
    stream = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}
    page.route("**/events", lambda route: route.fulfill(**stream))
    session = {"name": "sessionid", "value": desk.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{live_server.url}/desk/unassigned/")
    assert not page.is_visible("#bulk")
    page.keyboard.press("j")
    page.keyboard.press("x")
    with page.expect_response("**/desk/unassigned/"):
        page.evaluate("document.body.dispatchEvent(new CustomEvent('tickets-changed'))")
    page.get_by_text("1 ticked").wait_for()
    page.keyboard.press("Shift+X")
    page.get_by_text("3 ticked").wait_for()
    page.get_by_role("button", name="Spam", exact=True).click()
    page.get_by_text("Moved to spam: 3 tickets.").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("z")
    page.get_by_text("Taken back.").wait_for()
    assert not Ticket.objects.spam().exists()
