"""A new mailbox at Microsoft, from the form over the provider's page and back, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from mailbridge.models import Grant, Mailbox, OAuthApp
from tests.cast import PASSWORD
from tests.oauth_provider import OAuthProvider
from tickets.models import Agent, Channel

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(live_server: LiveServer, page: Page, olga: Agent, settings: Settings) -> Page:
    settings.BASE_URL = live_server.url
    stream = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}
    page.route("**/events", lambda route: route.fulfill(**stream))
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("[name=login]", olga.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.goto(f"{live_server.url}/mail/mailboxes/")
    return page


def test_an_administrator_adds_a_mailbox_at_microsoft(
    office: Page, provider: OAuthProvider, app: OAuthApp, channel: Channel
) -> None:
    office.click("text=Add a mailbox")
    office.click("text=Outlook or Exchange Online >> xpath=.. >> a")
    office.select_option("[name=channel]", str(channel.pk))
    office.fill("[name=username]", provider.user)
    office.click("text=Save the mailbox")
    office.click("a.button:has-text('Sign in')")
    office.wait_for_url("**/old/")
    assert "Signed in. 0 mails lie in the folder." in office.inner_text("body")
    mailbox = Mailbox.objects.get()
    assert (mailbox.sign_in, mailbox.sender.kind) == ("microsoft", "account")
    assert Grant.objects.get().mailbox == mailbox
