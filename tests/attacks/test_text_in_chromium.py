"""A3, A10, A23: words that would be links, covers or disguises, seen in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.attacks.conftest import html_letter, token_address
from tests.attacks.hostile import fragments
from tests.attacks.judge import watched
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, Ticket

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript://x.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)", "file:///etc/passwd",
    'https://x.example/"onmouseover="alert(1)', "https://x.example/'onclick='alert(1)", "https://x.example/`a`",
    "https://x.example/<script>alert(1)</script>", "https://x.example/&quot;onclick=alert(1)",
    "https://x.example/&#34;><img/src=x/onerror=alert(1)>", "https://javascript:alert(1)@x.example/",
    "http://[::1]/<b>", "https://x.example/\u202egpj.exe", "https://x.example\\@y.example", "https://",
    "<https://x.example/><script>alert(1)</script>", "www.x.example/\"onfocus=alert(1)autofocus=",
    "mailto:a@x.example?body=<script>alert(1)</script>", "a@x.example\"onclick=alert(1)", "https://x.example/%22%3E",
    "[x](javascript:alert(1))", "![x](https://canary.example/x.png)", "{% include 'x' %}{{ settings.SECRET_KEY }}",
    "\x01javascript:alert(1)", "\u2028https://x.example", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://x.example/" + "a" * 5_000, "https://" + "a." * 2_000 + "example", "http:" * 1_000,
]  # fmt: skip
LINKS = "all => all.map(each => [each.protocol, each.getAttribute('on'), each.target, each.rel])"
DISGUISES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff"


def test_words_become_web_links_only(
    chromium: Browser, live_server: LiveServer, arrived: Arrived, ticket: Ticket, ana: Agent
) -> None:
    for address in ADDRESSES:
        arrived(letter(f"Mire {address} por favor.", To=token_address(ticket)))
    with watched(chromium, live_server.url, ana) as judge:
        for page in (f"/desk/tickets/{ticket.number}/?all=1", f"/t/{ticket.share_link().token}/"):
            judge.open(page)
            judge.unfold()
            links = judge.page.eval_on_selector_all(".prose a", LINKS)
            assert {protocol for protocol, *_ in links} <= {"http:", "https:"}
            assert all("noopener" in rel for *_, rel in links) or page.startswith("/t/")
        assert judge.verdict == {}


@pytest.mark.parametrize("name", sorted(name for name in fragments() if name.startswith("overlay")))
def test_nothing_in_a_mail_covers_what_stands_around_it(
    chromium: Browser,
    live_server: LiveServer,
    arrived: Arrived,
    ticket: Ticket,
    ana: Agent,
    name: str,
) -> None:
    arrived(html_letter(fragments()[name], To=token_address(ticket)))
    with watched(chromium, live_server.url, ana) as judge:
        judge.open(f"/desk/tickets/{ticket.number}/")
        judge.unfold()
        frame = judge.page.locator("iframe")
        shown = judge.page.screenshot(mask=[frame], animations="disabled")
        frame.evaluate("each => { each.style.visibility = 'hidden' }")
        assert judge.page.screenshot(mask=[frame], animations="disabled") == shown


def test_no_name_turns_the_words_around_it(
    chromium: Browser, live_server: LiveServer, arrived: Arrived, ana: Agent
) -> None:
    name = f"Ana{DISGUISES}Ruiz"
    row = arrived(letter(From=f'"{name}" <eva@correo.example>', Subject=f"fdp{DISGUISES}exe"))
    assert row.ticket
    with watched(chromium, live_server.url, ana) as judge:
        judge.open(f"/desk/tickets/{row.ticket.number}/")
        words = judge.page.inner_text("body") + judge.page.title()
        assert not set(words) & set(DISGUISES)
        assert "eva@correo.example" in judge.page.inner_text(".message__head")
