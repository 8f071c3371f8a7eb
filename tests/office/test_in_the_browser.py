"""What only a browser shows: the preview as one types, the chart, the policy of the page, accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mailbridge.models import InboundMail, Mailbox
from tests.cast import PASSWORD
from tickets.models import Agent, Procedure, SLAPolicy, Ticket

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = [
    "/office/",
    "/office/figures/first_response/",
    "/office/procedures/{procedure}/",
    "/office/procedures/new/",
    "/office/procedures/{procedure}/new-step/",
    "/office/procedures/{procedure}/steps/checked/",
    "/office/procedures/{procedure}/new-alternative/",
    "/office/procedures/{procedure}/moving/",
    "/office/complaints/",
    "/office/complaints/actions/",
    "/office/complaints/causes/",
    "/office/complaints/causes/new/",
    "/office/complaints/settings/",
    "/office/categories/",
    "/office/policies/",
    "/office/policies/new/",
    "/office/groups/new/",
    "/office/calendars/new/",
    "/office/people/new/",
    "/mail/mailboxes/",
    "/mail/mailboxes/ways/",
    "/mail/mailboxes/new/",
    "/mail/mailboxes/new/?with=microsoft",
    "/mail/sign-in/microsoft/",
    "/mail/health/",
    "/mail/ledger/",
]


@pytest.fixture
def front(live_server: LiveServer, page: Page, olga: Agent, ticket: Ticket) -> Page:
    """Olga, the administrator, signed in. The live stream is another process's work."""
    stream = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}
    page.route("**/events", lambda route: route.fulfill(**stream))
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("[name=login]", olga.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/desk/**")
    page.goto(f"{live_server.url}/office/")
    return page


@pytest.fixture
def troubled(ticket: Ticket) -> Mailbox:
    """A mailbox that cannot be read, and a mail of it that could not be."""
    mailbox = Mailbox.objects.create(
        channel=ticket.channel, host="imap.papeleria.example", username="hola",
        problem_kind="login",
    )  # fmt: skip
    InboundMail.objects.create(
        mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=7, received_at=ticket.created_at,
        state="quarantined", outcome="unreadable", reason="It took too long.", ticket=ticket,
    )  # fmt: skip
    return mailbox


def test_the_preview_follows_what_is_typed(
    front: Page, live_server: LiveServer, procedure: Procedure
) -> None:
    front.goto(f"{live_server.url}/office/procedures/{procedure.pk}/new-step/")
    front.fill("[name=name_es]", "Empaquetado")
    front.fill("[name=customer_es]", "Estamos empaquetando su pedido.")
    front.locator("#preview [lang=es]").get_by_text("Estamos empaquetando su pedido.").wait_for()
    front.locator("#preview [lang=es] .stop__name").get_by_text("Empaquetado").wait_for()


def test_four_steps_with_a_branch_are_built_in_ten_clicks(
    front: Page, live_server: LiveServer
) -> None:
    """What a new manager does, without reading anything: name, steps, a sentence for each, publish."""

    def at_each(sentence: str, then: str) -> None:
        front.fill("[name=customer_en]", sentence)
        front.get_by_role("button", name=then).click()

    front.goto(f"{live_server.url}/office/procedures/")
    front.get_by_role("link", name="Add a procedure").click()
    front.fill("[name=name_en]", "Wrong goods")
    front.fill("[name=steps]", "Received\nChecked\nSent again\nRefunded")
    front.get_by_role("button", name="Go on to the first step").click()
    at_each("We have it.", "Save, and on to")
    front.get_by_text("A question that decides how it goes on").click()
    for name, words in (("question", "In stock?"), ("answer_0", "Yes"), ("answer_1", "No")):
        front.fill(f"[name={name}_en]", words)
    at_each("We are checking.", "Save, and on to")
    front.get_by_label("Checked: Yes").check()
    at_each("We send it again.", "Save, and on to")
    front.get_by_label("Checked: No").check()
    at_each("We send your money back.", "Save the step")
    front.get_by_role("button", name="Publish").click()
    front.get_by_text("Version 1", exact=True).wait_for()


def test_a_column_of_the_chart_is_opened_by_the_keyboard(front: Page, ticket: Ticket) -> None:
    front.locator(".chart__column[href]").first.focus()
    front.keyboard.press("Enter")
    front.get_by_text(f"#{ticket.number}").wait_for()


def test_the_connection_is_tested_without_losing_what_is_typed(
    front: Page, live_server: LiveServer
) -> None:
    front.goto(f"{live_server.url}/mail/mailboxes/new/")
    front.fill("[name=host]", "imap.nowhere.invalid")
    front.fill("[name=username]", "hola")
    front.fill("[name=secret]", "a secret")
    front.get_by_role("button", name="Test the connection").click()
    front.get_by_text("There is no server called imap.nowhere.invalid.").wait_for()
    assert front.input_value("[name=secret]") == "a secret"


def test_a_choice_tells_at_once_which_policy_a_ticket_would_get(
    front: Page, live_server: LiveServer
) -> None:
    SLAPolicy.objects.create(name="Rush", priority=4)
    front.goto(f"{live_server.url}/office/policies/")
    front.locator("#id_priority").focus()
    front.keyboard.press("u")
    front.locator(".preview__now").get_by_text("Rush").wait_for()
    assert front.locator("#id_priority").evaluate("each => each === document.activeElement")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing_and_no_page_is_too_wide(
    front: Page, troubled: Mailbox, procedure: Procedure, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    ours = front.url.partition("/office/")[0]
    front.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    front.set_viewport_size({"width": width, "height": 900})
    found, too_wide = [], []
    for path in PAGES:
        front.goto(ours + path.format(procedure=procedure.pk))
        # Preloading would make axe itself fetch and inline our style sheets, against the page's policy.
        found += Axe().run(front, options={"preload": False}).response["violations"]
        if front.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(path)
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
    assert not too_wide
