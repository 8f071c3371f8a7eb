"""What an agent was told of stands above the list until they put it away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tickets.models import Agent, Alarm, Clock, Notice, Ticket


@pytest.fixture
def notice(ticket: Ticket, ana: Agent) -> Notice:
    alarm = Alarm.objects.filter(when="after").first()
    clock = Clock.objects.get(kind="first_response")
    Notice.tell(ana, "alarm", key="test", ticket=ticket, clock=clock, alarm=alarm)
    return Notice.objects.get()


def test_a_notice_stands_above_the_list(desk: Client, notice: Notice) -> None:
    assert notice.subject in desk.get("/desk/").content.decode()


def test_it_comes_with_the_list_when_that_is_fetched_anew(
    desk: Client, notice: Notice, htmx: Callable[[str], dict[str, str]]
) -> None:
    assert notice.subject in desk.get("/desk/", headers=htmx("list")).content.decode()


def test_seen_it_is_gone(desk: Client, notice: Notice) -> None:
    page = desk.post(f"/desk/notices/{notice.pk}/seen/", follow=True)
    assert notice.subject not in page.content.decode()
    assert Notice.objects.get().seen_at


def test_nobody_puts_away_what_another_was_told(other_desk: Client, notice: Notice) -> None:
    assert other_desk.post(f"/desk/notices/{notice.pk}/seen/").status_code == 404


def test_looking_changes_nothing(desk: Client, notice: Notice) -> None:
    assert desk.get(f"/desk/notices/{notice.pk}/seen/").status_code == 405
    desk.get(f"/desk/tickets/{notice.ticket_id}/")
    assert not Notice.objects.get().seen_at
