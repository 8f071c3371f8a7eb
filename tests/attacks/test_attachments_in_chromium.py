"""A5, A6: files that would run, opened and embedded in our own origin by a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.attacks.judge import Judge, watched
from tickets.models import Agent, Attachment, Message, Ticket
from tickets.models.attachment import IncomingFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = "<script>alert('ran')</script>"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>'
PDF = "%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj trailer<</Root 1 0 R>>"
FILES = [
    ("a.html", "text/html", SCRIPT),
    ("a.htm", "text/plain", f"<!doctype html>{SCRIPT}"),
    ("a.svg", "image/svg+xml", SVG),
    ("a.xhtml", "application/xhtml+xml", f'<html xmlns="http://www.w3.org/1999/xhtml">{SCRIPT}</html>'),
    ("a.xml", "text/xml", f'<?xml-stylesheet type="text/xsl" href="#"?><x>{SVG}</x>'),
    ("a.mht", "multipart/related", f"Content-Type: text/html\r\n\r\n{SCRIPT}"),
    ("a.eml", "message/rfc822", f"Content-Type: text/html\r\n\r\n{SCRIPT}"),
    ("a.pdf", "application/pdf", PDF),
    ("a.js", "text/javascript", "alert('ran')"),
    ("a.png", "image/png", SCRIPT),
    ("a.gif", "image/gif", "GIF89a=1;alert('ran')"),
    ("a", "", SCRIPT),
    ("a.hta", "application/hta", SCRIPT),
    ("a.swf", "application/x-shockwave-flash", "FWS"),
]  # fmt: skip


@pytest.fixture
def laden(ticket: Ticket) -> list[Attachment]:
    """Lucía's mail with all of them."""
    message = ticket.messages.get(kind=Message.Kind.CUSTOMER)
    message.add_files(tuple(IncomingFile.stored(n, t, c.encode()) for n, t, c in FILES))
    return list(message.attachments.all())


@pytest.fixture
def judge(chromium: Browser, live_server: LiveServer, ana: Agent) -> Iterator[Judge]:
    with watched(chromium, live_server.url, ana) as judge:
        yield judge


def downloads(judge: Judge, address: str) -> bool:
    """Whether the browser, led there as by a link, saves a file instead of showing a page."""
    judge.open("/accounts/password/reset/" if address.startswith("/t/") else "/desk/")
    with judge.page.expect_download() as saved:
        judge.page.evaluate("address => { location.href = address }", address)
    return bool(saved.value.path())


def test_every_file_is_saved_and_none_is_shown_or_run(
    judge: Judge, ticket: Ticket, laden: list[Attachment]
) -> None:
    token = ticket.share_link().token
    for file in laden:
        assert downloads(judge, f"/desk/files/{file.pk}/"), file.name
        assert downloads(judge, f"/t/{token}/file/{file.pk}/"), file.name
    assert judge.ran == []


@pytest.mark.parametrize("tag", ["script", "link", "iframe", "object", "embed"])
def test_no_file_runs_when_a_page_of_ours_embeds_it(
    judge: Judge, ticket: Ticket, laden: list[Attachment], tag: str
) -> None:
    judge.open("/desk/")
    for file in laden:
        judge.page.evaluate(EMBED, [tag, f"/desk/files/{file.pk}/"])
    judge.page.wait_for_timeout(500)
    assert judge.ran == []
    assert judge.page.evaluate("() => window.loaded") == []


# As markup that got past everything would do it; what loads says so.
EMBED = """([tag, address]) => {
    window.loaded ??= []
    const each = document.createElement(tag)
    if (tag === "link") each.rel = "stylesheet"
    each.onload = () => { if (tag === "script" || tag === "link") window.loaded.push(address) }
    each[tag === "link" ? "href" : tag === "object" ? "data" : "src"] = address
    document.body.append(each)
}"""


def test_the_judge_sees_a_script_of_our_own_load(judge: Judge) -> None:
    judge.open("/desk/")
    judge.page.evaluate(EMBED, ["script", "/static/js/menu.js"])
    judge.page.wait_for_timeout(500)
    assert judge.page.evaluate("() => window.loaded") == ["/static/js/menu.js"]
