"""The keys of a flag, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.cast import Receive
from tickets.models import Channel, Flag, Ticket

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upset(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail("Esto es inaceptable."), channel=channel)


@pytest.fixture
def opened(live_server: LiveServer, page: Page, desk: Client, upset: Ticket) -> Page:
    """Ana before the upset ticket. The live stream is another process's work."""
    stream = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}
    page.route("**/events", lambda route: route.fulfill(**stream))
    session = {"name": "sessionid", "value": desk.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{live_server.url}/desk/tickets/{upset.number}/?view=upset")
    return page


def test_l_escalates_and_f_says_not_so(opened: Page) -> None:
    opened.locator("#flags").get_by_text("“es inaceptable”").wait_for()
    opened.keyboard.press("l")
    opened.locator("#flags").get_by_text("Handed up").wait_for()
    opened.keyboard.press("f")
    opened.get_by_text("Not so: the flag is down.").wait_for()
    assert opened.locator("#flags").count() == 0
    assert Flag.objects.get().state == "not_so"
