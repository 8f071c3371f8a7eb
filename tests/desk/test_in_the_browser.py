"""What only a browser shows: keys, the draft, news while one writes, the policy of the page, accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.cast import Receive
from tickets.models import Agent, CannedResponse, Message, OutgoingMail, Ticket

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def front(live_server: LiveServer, page: Page, desk: Client, ticket: Ticket) -> Page:
    """Ana, signed in, in front of what nobody has taken. The live stream is another process's work."""
    stream = {"content_type": "text/event-stream", "body": "retry: 60000\n\n"}
    page.route("**/events", lambda route: route.fulfill(**stream))
    session = {"name": "sessionid", "value": desk.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{live_server.url}/desk/unassigned/")
    return page


@pytest.fixture
def opened(front: Page) -> Page:
    front.keyboard.press("j")
    front.keyboard.press("Enter")
    front.wait_for_selector(".ticket")
    return front


def said(page: Page) -> str:
    return page.locator(".toast p").last.inner_text()


def test_keys_open_take_and_answer_a_ticket(opened: Page, ana: Agent, ticket: Ticket) -> None:
    opened.keyboard.press("m")
    opened.get_by_text("It is yours.").wait_for()
    opened.keyboard.press("r")
    opened.keyboard.type("Hoy mismo.")
    opened.keyboard.press("Control+Enter")
    opened.get_by_text("Reply sent.").wait_for()
    ticket.refresh_from_db()
    assert ticket.assignee == ana
    assert Message.objects.get(kind=Message.Kind.AGENT).text == "Hoy mismo."
    assert opened.title().endswith(f"#{ticket.number} Cargo doble · Ventanilla")


def test_z_takes_the_reply_back_with_its_words(opened: Page) -> None:
    opened.keyboard.press("r")
    opened.keyboard.type("Perdón.")
    opened.keyboard.press("Control+Enter")
    opened.get_by_text("Reply sent.").wait_for()
    opened.keyboard.press("Escape")
    opened.keyboard.press("z")
    opened.wait_for_url("**draft=**")
    assert opened.input_value("#composer-text") == "Perdón."
    assert OutgoingMail.objects.get(kind=OutgoingMail.Kind.REPLY).state == "cancelled"


def test_the_next_toast_leaves_the_undo_of_the_one_before(opened: Page) -> None:
    opened.keyboard.press("r")
    opened.keyboard.type("Hoy mismo.")
    opened.keyboard.press("Control+Enter")
    opened.get_by_text("Reply sent.").wait_for()
    opened.keyboard.press("Escape")
    opened.keyboard.press("n")
    opened.keyboard.type("Era urgente.")
    opened.keyboard.press("Control+Enter")
    opened.locator(".toast", has_text="Note added.").wait_for()
    opened.locator(".toast", has_text="Reply sent.").get_by_role("button", name="Undo").click()
    opened.wait_for_url("**draft=**")
    assert opened.input_value("#composer-text") == "Hoy mismo."


def test_what_is_typed_while_a_reply_leaves_stays_what_it_is(opened: Page) -> None:
    def late(route: Route) -> None:
        answer = route.fetch()
        opened.keyboard.press("Escape")
        opened.keyboard.press("n")
        opened.keyboard.type("Entre nosotros.")
        route.fulfill(response=answer)

    opened.route("**/reply/**", late)
    opened.keyboard.press("r")
    opened.keyboard.type("Hoy mismo.")
    opened.keyboard.press("Control+Enter")
    opened.get_by_text("Reply sent.").wait_for()
    opened.wait_for_function("document.getElementById('composer-text').value !== ''")
    assert opened.input_value("#composer-text") == "Entre nosotros."
    assert opened.is_checked("[name=mode][value=note]")


def test_a_note_has_its_own_colour_and_no_recipients(opened: Page) -> None:
    paper = opened.eval_on_selector("#composer", "form => getComputedStyle(form).backgroundColor")
    opened.keyboard.press("n")
    note = opened.eval_on_selector("#composer", "form => getComputedStyle(form).backgroundColor")
    assert paper != note
    assert not opened.is_visible(".composer__to")
    assert not opened.is_visible(".composer__send")


def test_what_was_typed_survives_a_reload(opened: Page) -> None:
    opened.keyboard.press("n")
    opened.keyboard.type("A medias")
    opened.get_by_text("Draft kept on this device").wait_for()
    opened.reload()
    assert opened.input_value("#composer-text") == "A medias"
    assert opened.is_checked("[name=mode][value=note]")


def test_news_appear_without_touching_what_is_typed(
    opened: Page, ticket: Ticket, mail: Receive
) -> None:
    opened.keyboard.press("r")
    opened.keyboard.type("Lo miramos")
    ticket.receive(mail("Ya no hace falta."))
    opened.evaluate(f"document.body.dispatchEvent(new CustomEvent('ticket-{ticket.number}'))")
    opened.locator("#conversation").get_by_text("Ya no hace falta.").wait_for()
    assert opened.input_value("#composer-text") == "Lo miramos"
    opened.keyboard.press("Control+Enter")
    opened.get_by_text("Nothing was sent.").wait_for()
    assert opened.input_value("#composer-text") == "Lo miramos"


def test_what_was_done_is_said_though_its_button_is_gone(opened: Page, ticket: Ticket) -> None:
    """The news of one's own click come before the answer to it."""
    button = opened.get_by_role("button", name="Take it")

    def late(route: Route) -> None:
        answer = route.fetch()
        opened.evaluate(f"document.body.dispatchEvent(new CustomEvent('ticket-{ticket.number}'))")
        button.wait_for(state="detached")
        route.fulfill(response=answer)

    opened.route("**/claim/**", late)
    button.click()
    opened.locator(".toast", has_text="It is yours.").wait_for()


def test_trouble_is_said_though_the_button_is_gone(opened: Page) -> None:
    refused = "new CustomEvent('unplaced', {detail: {status: 502, response: ''}})"
    opened.evaluate(f"document.dispatchEvent({refused})")
    opened.locator(".toast", has_text="What you typed is kept").wait_for()


def test_news_leave_a_reason_that_is_being_typed(
    opened: Page, ticket: Ticket, mail: Receive
) -> None:
    opened.get_by_text("Skip", exact=True).click()
    opened.fill("#skip-reason", "ya lo sabemos")
    ticket.receive(mail("Ya no hace falta."))
    opened.evaluate(f"document.body.dispatchEvent(new CustomEvent('ticket-{ticket.number}'))")
    opened.locator("#conversation").get_by_text("Ya no hace falta.").wait_for()
    assert opened.input_value("#skip-reason") == "ya lo sabemos"
    opened.keyboard.press("Enter")
    opened.locator("#procedure summary").get_by_text("Checked", exact=True).wait_for()


def test_a_slash_offers_the_canned_responses(front: Page) -> None:
    CannedResponse.objects.create(title="Saludo", body_es="Buenos días, {name}:")
    front.click(".ticket-row")
    front.wait_for_selector(".ticket")
    front.keyboard.press("r")
    front.keyboard.type("/")
    front.keyboard.press("Enter")
    front.locator("#composer-text", has_text="Buenos días, Lucía Pérez:").wait_for()


def test_an_unfolded_quotation_stays_open_through_a_refresh(
    front: Page, ticket: Ticket, mail: Receive
) -> None:
    ticket.receive(mail("Sí.\n\n> ¿Se lo cambiamos?", new_text="Sí."))
    front.click(".ticket-row")
    front.get_by_text("Whole mail with quoted text").click()
    with front.expect_response("**/desk/tickets/**"):
        front.evaluate(f"document.body.dispatchEvent(new CustomEvent('ticket-{ticket.number}'))")
    front.wait_for_timeout(200)
    assert front.get_by_text("¿Se lo cambiamos?").is_visible()


def test_the_desk_fits_a_narrow_phone(opened: Page) -> None:
    opened.set_viewport_size({"width": 360, "height": 740})
    assert opened.evaluate("document.documentElement.scrollWidth") == 360
    opened.keyboard.press("u")
    opened.locator("a.ticket-row").wait_for()  # hidden while a ticket is open on a phone
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_on_the_desk(front: Page, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    ours = front.url.partition("/desk/")[0]
    front.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    front.set_viewport_size({"width": width, "height": 900})
    found = []
    ticket = Ticket.objects.get().number
    for path in ("/desk/unassigned/", f"/desk/tickets/{ticket}/", "/desk/search/?q=x"):
        front.goto(ours + path)
        # Preloading would make axe itself fetch and inline our style sheets, against the page's policy.
        found += Axe().run(front, options={"preload": False}).response["violations"]
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]


def test_d_merges_and_z_undoes_it(
    front: Page, live_server: LiveServer, ticket: Ticket, mail: Receive
) -> None:
    later = Ticket.open_from(mail("¿Han visto mi correo?"), channel=ticket.channel)
    front.goto(f"{live_server.url}/desk/tickets/{later.number}/")
    front.keyboard.press("d")
    front.keyboard.type(str(ticket.number))
    front.keyboard.press("Enter")
    front.wait_for_url(f"**/tickets/{ticket.number}/")
    front.get_by_text("Me han cobrado dos veces").first.wait_for()
    front.keyboard.press("z")
    front.wait_for_url(f"**/tickets/{later.number}/")
    later.refresh_from_db()
    assert later.merged_into is None


def test_p_reaches_the_priority_and_a_choice_is_kept(opened: Page, ticket: Ticket) -> None:
    opened.keyboard.press("p")
    opened.keyboard.press("u")
    opened.get_by_text("Priority: Urgent").first.wait_for()
    ticket.refresh_from_db()
    assert ticket.priority == 4
