"""The customer's mailbox in a real browser: new mail comes by itself, and axe has nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from helpdesk.demo.letterbox import IMAP_VARIABLE, SMTP_VARIABLE
from helpdesk.embedded.mailserver import MailServer
from tests.demo.test_mailbox import deliver, our_mail

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.demo.urls"),
]


@pytest.fixture
def mailbox(
    server: MailServer,
    live_server: LiveServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """The address of the page."""
    settings.DEMO = True
    monkeypatch.setenv(IMAP_VARIABLE, server.customers_imap_url)
    monkeypatch.setenv(SMTP_VARIABLE, server.customers_smtp_url)
    return f"{live_server.url}/demo/"


def test_new_mail_appears_by_itself(mailbox: str, server: MailServer, page: Page) -> None:
    page.goto(mailbox)
    deliver(server, our_mail(Subject="Llega sola"))
    page.get_by_text("Llega sola").wait_for()


def test_a_customer_writes_and_is_told_that_it_left(mailbox: str, page: Page) -> None:
    page.goto(f"{mailbox}?example=es-billing")
    page.get_by_role("button", name="Send the mail").click()
    page.get_by_text("Sent to ayuda@alameda.example.").wait_for()


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(mailbox: str, server: MailServer, page: Page, width: int) -> None:
    deliver(server, our_mail())
    page.set_viewport_size({"width": width, "height": 800})
    for address in (mailbox, f"{mailbox}mails/1/"):
        page.goto(address)
        # Preloading would make axe itself fetch and inline our style sheets, against the page's policy.
        found = Axe().run(page, options={"preload": False, "iframes": False})
        assert found.violations_count == 0, found.generate_report()


def test_the_page_fits_a_phone(mailbox: str, server: MailServer, page: Page) -> None:
    deliver(server, our_mail(Subject="x" * 200))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(mailbox)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
