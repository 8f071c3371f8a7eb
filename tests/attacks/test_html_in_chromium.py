"""A1, A2, A9: hostile HTML through IMAP, reader, sanitiser and frame, before a real browser."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.attacks.hostile import fragments
from tests.attacks.judge import watched
from tickets.models import Agent, Ticket

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request, Route

pytestmark = pytest.mark.django_db(transaction=True)

# What only a press of a key or button would set off is set off here.
PULSE = """() => document.querySelectorAll(".pulse, [autofocus], [tabindex]").forEach((each) => {
    each.focus(); each.dispatchEvent(new MouseEvent("mouseover")); each.click()
})"""
ALIVE = """() => [...document.querySelectorAll("*")].flatMap((each) => [
    ...(/^(script|iframe|frame|object|embed|applet|form|input|button|select|textarea|meta|base|svg|math|template|style|video|audio|portal)$/
        .test(each.localName) && each.closest("body") ? [each.outerHTML] : []),
    ...[...each.attributes].filter(({name, value}) => name.startsWith("on") || name.startsWith("hx-")
        || (name === "href" && each.localName === "a" && !/^(https?|mailto|tel):/i.test(value)))
        .map(({name, value}) => `${each.localName} ${name}=${value}`),
])"""


def test_the_corpus_is_large_and_each_fragment_has_its_own_name() -> None:
    assert len(fragments()) >= 150


def test_no_mail_runs_asks_or_leads_anything(
    chromium: Browser, live_server: LiveServer, besieged: Ticket, ana: Agent
) -> None:
    with watched(chromium, live_server.url, ana) as judge:
        judge.open(f"/desk/tickets/{besieged.number}/?all=1")
        frames = judge.unfold()
        found = [alive for frame in judge.page.frames[1:] for alive in frame.evaluate(ALIVE)]
        judge.open(f"/t/{besieged.share_link().token}/")
        judge.unfold()
        assert judge.verdict == {}
        assert found == []
        assert frames > 100  # the others are nothing but script
    only_pictures_come_when_asked_for(chromium, live_server.url, besieged, ana)


def only_pictures_come_when_asked_for(
    chromium: Browser, home: str, ticket: Ticket, ana: Agent
) -> None:
    kinds: set[str] = set()
    with watched(chromium, home, ana) as judge:
        judge.page.on("request", lambda asked: kinds.add(asked.resource_type))
        for message in ticket.messages.filter(html__contains="data-src"):
            judge.open(f"/desk/messages/{message.pk}/frame/?pictures=1")
        assert (judge.ran, judge.refused) == ([], [])
        assert judge.asked
        assert kinds == {"document", "stylesheet", "image"}


def test_the_same_fragments_do_come_alive_where_nobody_sanitises(chromium: Browser) -> None:
    """The judge is not blind: in a bare page most of them run or ask (each fourth is tried)."""
    some = list(fragments())[::4]
    alive = [name for name in some if comes_alive(chromium, name)]
    assert len(alive) > len(some) / 2, sorted(set(some) - set(alive))


def comes_alive(chromium: Browser, name: str) -> bool:
    from playwright.sync_api import Error

    with watched(chromium, "http://bare.example") as judge:
        judge.page.context.route("http://bare.example/*", in_a_bare_page)
        with contextlib.suppress(Error):  # the fragment led the window away
            judge.open(f"/{name}")
            judge.page.evaluate(PULSE)
        return bool(judge.ran or judge.asked)


def in_a_bare_page(route: Route, request: Request) -> None:
    html = fragments().get(request.url.rpartition("/")[2], "")
    route.fulfill(content_type="text/html; charset=utf-8", body=html)
