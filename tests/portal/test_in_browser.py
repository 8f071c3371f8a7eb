"""The customer's page in a real browser: without script, on a narrow phone, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.chromium import window
from tests.portal.conftest import Counter
from tickets.models import Agent, Proposal, Rating, Ticket
from tickets.models.ticket import CloseReason, Draft

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NARROWEST = 320


@contextmanager
def phone(chromium: Browser, **options: Any) -> Iterator[Page]:
    viewport: Any = {"width": NARROWEST, "height": 640}
    context = window(chromium, viewport=viewport, **options)
    try:
        yield context.new_page()
    finally:
        context.close()


def as_opened(ticket: Ticket, ana: Agent) -> None:
    """Nothing has happened yet."""


def as_waiting(ticket: Ticket, ana: Agent) -> None:
    ticket.reply(ana, Draft(text=f"¿Nos manda el recibo? https://papeleria.example/{'a' * 80}"))


def as_proposed(ticket: Ticket, ana: Agent) -> None:
    ticket.propose(ana, Draft(text="Le devolvemos 49,90 €."))


def as_settled(ticket: Ticket, ana: Agent) -> None:
    offered = ticket.propose(ana, Draft(text="Le devolvemos 49,90 €."))
    assert isinstance(offered, Proposal)
    ticket.accept(offered)
    ticket.rate(5)


LOOKS = [
    (as_opened, "light"),
    (as_waiting, "dark"),
    (as_proposed, "light"),
    (as_settled, "dark"),
]


@pytest.mark.parametrize("look", LOOKS)
def test_it_is_accessible_and_fits_a_narrow_phone(
    chromium: Browser, live_server: LiveServer, lucia: Counter, ana: Agent, look: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    bring_about, scheme = look
    bring_about(lucia.ticket, ana)
    with phone(chromium, color_scheme=scheme) as page:
        page.goto(live_server.url + lucia.address())
        assert page.evaluate("document.documentElement.scrollWidth") == NARROWEST
        found = Axe().run(page, options={"preload": False})
        assert not found.response["violations"]


def test_without_script_a_customer_declines_then_agrees_and_rates(
    chromium: Browser, live_server: LiveServer, lucia: Counter, ana: Agent
) -> None:
    lucia.ticket.propose(ana, Draft(text="Un vale de 10 €."))
    with phone(chromium, java_script_enabled=False) as page:
        page.goto(live_server.url + lucia.address())
        page.locator(".answer summary").click()
        page.locator("#id_why").fill("Prefiero el dinero.")
        page.locator(".answer details button").click()
        assert "Prefiero el dinero." in page.locator(".talk").inner_text()
        lucia.ticket.propose(ana, Draft(text="Le devolvemos 49,90 €."))
        page.reload()
        page.locator(".answer > form button").click()
        page.locator(".rating__score").first.click()
        page.locator("#id_comment").fill("Muy amables.")
        page.get_by_role("button", name="Enviar comentario").click()
        page.get_by_role("button", name="Sí, pueden mostrarlo").click()
        page.get_by_role("button", name="No mostrarlo más").wait_for()
    lucia.ticket.refresh_from_db()
    assert lucia.ticket.close_reason == CloseReason.AGREED
    assert Rating.objects.get().score == 5


def test_without_script_a_customer_sends_a_photo(
    chromium: Browser, live_server: LiveServer, lucia: Counter
) -> None:
    photo: Any = {"name": "recibo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8 receipt"}
    with phone(chromium, java_script_enabled=False) as page:
        page.goto(live_server.url + lucia.address())
        page.locator("#id_text").fill("Adjunto el recibo.")
        page.locator("input[type=file]").set_input_files(photo)
        page.locator("#reply button").click()
        with page.expect_download() as download:
            page.get_by_text("recibo.jpg").click()
        assert download.value.path().read_bytes() == b"\xff\xd8 receipt"


def test_the_link_leaks_to_no_site_that_the_page_leads_to(
    chromium: Browser, live_server: LiveServer, lucia: Counter, ana: Agent
) -> None:
    lucia.ticket.reply(ana, Draft(text="Lea https://canary.example/ayuda, por favor."))
    asked: list[tuple[str, dict[str, str]]] = []
    with phone(chromium) as page:
        page.on("request", lambda request: asked.append((request.url, request.all_headers())))
        page.route("https://canary.example/**", lambda route: route.fulfill(body="hello"))
        page.goto(live_server.url + lucia.address())
        assert {url.startswith(live_server.url) for url, _headers in asked} == {True}
        page.get_by_role("link", name="canary.example").click()
        page.wait_for_url("https://canary.example/ayuda")
    assert not [headers["referer"] for _url, headers in asked if "referer" in headers]


def test_without_script_a_customer_asks_to_be_called_and_cancels(
    chromium: Browser, live_server: LiveServer, lucia: Counter
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with phone(chromium, java_script_enabled=False) as page:
        page.goto(live_server.url + lucia.address())
        page.get_by_role("link", name="Llámenme").click()
        page.locator("#id_number").fill("612 34 56 78")
        page.locator("#id_consent").check()
        page.get_by_role("button", name="Llámenme").click()
        page.get_by_text("Le llamaremos, como ha pedido.").wait_for()
        page.get_by_role("button", name="Cancelar la llamada").click()
        page.get_by_text("La llamada queda cancelada.").wait_for()
    with phone(chromium) as page:
        page.goto(live_server.url + lucia.address("call"))
        assert page.evaluate("document.documentElement.scrollWidth") == NARROWEST
        assert not Axe().run(page, options={"preload": False}).response["violations"]


def test_printed_it_is_one_sheet_without_anything_to_press(
    chromium: Browser, live_server: LiveServer, lucia: Counter
) -> None:
    with phone(chromium) as page:
        page.goto(live_server.url + lucia.address())
        page.emulate_media(media="print")
        assert not page.locator("form:visible, .button:visible, summary .button:visible").count()
        assert page.get_by_role("heading", name="Estamos en: Recibido.").is_visible()
        page.goto(live_server.url + lucia.address("paper"))
        sheets = page.pdf(prefer_css_page_size=True)
        assert sheets.count(b"/Type /Page\n") == 1
        assert b"/MediaBox [0 0 594.95996 841.91998]" in sheets  # A4
