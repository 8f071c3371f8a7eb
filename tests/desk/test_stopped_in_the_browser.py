"""In a browser: mail to a dead address is stopped, allowed again, and sent, without losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from tickets.models import Agent, Message, Suppression, Ticket
from tickets.models.ticket import Draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_of_ticket(
    live_server: LiveServer, page: Page, desk: Client, ticket: Ticket, ana: Agent
) -> Page:
    """Ana's answer came back; she looks at its ticket."""
    message = ticket.reply(ana, Draft(text="Lo miramos."))
    assert isinstance(message, Message)
    message.outgoing.move_to("bounced", at=timezone.now(), error="5.1.1 No such user")
    message.outgoing.suppress([], reason="bounced", why="5.1.1 No such user")
    stream = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}
    page.route("**/events", lambda route: route.fulfill(**stream))
    session = {"name": "sessionid", "value": desk.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{live_server.url}/desk/tickets/{ticket.number}/")
    return page


def test_allowing_the_address_keeps_the_words_and_the_reply_leaves(page_of_ticket: Page) -> None:
    page = page_of_ticket
    page.fill("#composer-text", "¿Tiene otra dirección?")
    page.get_by_role("button", name="Allow mail to").click()
    page.locator("#held-back").wait_for(state="detached")
    assert page.input_value("#composer-text") == "¿Tiene otra dirección?"
    page.get_by_role("button", name="Send reply").click()
    page.get_by_text("Reply sent.").wait_for()
    assert Message.objects.filter(kind=Message.Kind.AGENT).count() == 2


def test_enter_in_a_field_never_allows_an_address(page_of_ticket: Page) -> None:
    page = page_of_ticket
    page.fill("#composer-text", "¿Tiene otra dirección?")
    with page.expect_response("**/reply/*"):
        page.press("input[name=cc]", "Enter")
    assert Suppression.objects.filter(lifted_at=None).exists()
    assert Message.objects.filter(kind=Message.Kind.AGENT).count() == 1


def test_a_button_on_the_message_sends_it_again(page_of_ticket: Page, ana: Agent) -> None:
    Suppression.lift("lucia@correo.example", by=ana)
    page_of_ticket.get_by_role("button", name="Send again").click()
    page_of_ticket.get_by_text("It is being sent again.").wait_for()
    assert Message.objects.get(kind=Message.Kind.AGENT).outgoing.state == "deferred"
