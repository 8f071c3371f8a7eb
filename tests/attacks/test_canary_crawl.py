"""A4, A34: one canary in every field of a mail, and every page that anybody can reach, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from selectolax.lexbor import LexborHTMLParser

from tests.attacks.judge import watched
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, OutgoingMail, Ticket
from tickets.models.ticket import Draft

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "\"'><img src=x onerror=alert(1)>{{7*7}}<script>alert(1)</script>"
ENCODED = "=?utf-8?B?Iic+PGltZyBzcmM9eCBvbmVycm9yPWFsZXJ0KDEpPjxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD4=?="
FIELDS = {
    "Subject": CANARY, "To": f"{ENCODED} <hola@papeleria.example>", "Cc": f"{ENCODED} <c@otro.example>",
    "From": f"{ENCODED} <lucia@correo.example>", "Reply-To": f"{ENCODED} <r@otro.example>",
    "Sender": f"{ENCODED} <s@otro.example>", "Message-ID": f"<{CANARY}@correo.example>",
    "In-Reply-To": f"<{CANARY}>", "References": f"<{CANARY}> <b>", "Date": CANARY, "X-Mailer": CANARY,
    "Organization": CANARY, "Received": CANARY, "Return-Path": "<lucia@correo.example>",
    "Authentication-Results": f"mx.example; dmarc=pass ({CANARY})", "X-Spam-Status": f"No, {CANARY}",
    "Content-Language": CANARY, "Keywords": CANARY, "Comments": CANARY, "Importance": CANARY,
    "X-Priority": CANARY, "Thread-Topic": CANARY, "Disposition-Notification-To": CANARY,
}  # fmt: skip
# What a person would not follow, or what ends the visit.
LEFT_OUT = (
    "/accounts/logout/",
    "/raw/",
    ".csv",
    ".yaml",
    ".xlsx",
    "/file/",
    "/files/",
    "/static/",
    "/language/",
)
# Letters that every escaping leaves as they are, and the frames in which mails are shown: a page without
# any of them has nothing of a mail that could come to life.
TRACES = ("onerror", "<iframe")
# How many pages each reaches at least, and how many of them bear the canary.
REACH = {"ana": (20, 6), "luisa": (50, 6), "olga": (70, 6), "lucia": (6, 5), "nobody": (2, 1)}


@pytest.fixture
def poisoned(arrived: Arrived, ana: Agent) -> Ticket:
    """A ticket whose every word is hostile, answered, and a mail of the kind that stays in the ledger."""
    part = f'Content-Type: image/png; name="{ENCODED}"\r\nContent-ID: <{CANARY}>\r\n'
    part += f'Content-Disposition: attachment; filename="{ENCODED}"\r\n\r\nx'
    body = f"--c\r\n\r\n{CANARY}\r\n--c\r\n{part}\r\n--c--"
    fields = {name.replace("-", "_"): value for name, value in FIELDS.items()}
    row = arrived(letter(body, **fields, Content_Type="multipart/mixed; boundary=c"))
    arrived(letter(CANARY, **{**fields, "Auto_Submitted": f"auto-replied {CANARY}"}))
    arrived(letter(CANARY, **{**fields, "Subject": f"{CANARY} spam", "X_Spam_Flag": "YES"}))
    assert row.ticket is not None
    row.ticket.note(ana, CANARY)
    row.ticket.propose(ana, Draft(text=f"{CANARY} https://tienda.example/{CANARY}"))
    rating = row.ticket.rate(1)
    rating.comment_on(CANARY)
    rating.allow(shown_as=CANARY[:60])
    rating.publish(by=ana, revision=rating.revision)
    return row.ticket


def crawl(client: Client, *starts: str) -> dict[str, str]:
    """The pages of ours that links lead to from these: each path once, and once with a question."""
    seen: dict[str, str] = {}
    known, waiting = set(map(_likeness, starts)), list(starts)
    while waiting:
        answer: Any = client.get(address := waiting.pop(0), follow=True)
        seen[address] = answer.content.decode()
        at = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        for link in LexborHTMLParser(seen[address]).css("a[href]"):
            path = urljoin(at, link.attributes["href"]).partition("#")[0]
            if (
                path.startswith("/")
                and _likeness(path) not in known
                and not any(p in path for p in LEFT_OUT)
            ):
                known.add(_likeness(path))
                waiting.append(path)
    return seen


def _likeness(address: str) -> tuple[str, bool]:
    path, question, _ = address.partition("?")
    return path, bool(question)


def starts(role: str, ticket: Ticket) -> list[str]:
    if role == "nobody":
        return ["/desk/", "/testimonials/"]
    if role == "lucia":
        page = f"/t/{ticket.share_link().token}/"
        return [page, f"{page}proposal/", f"{page}rating/"]
    usual = [f"/desk/tickets/{ticket.number}/", "/desk/search/?q=alert"]
    return [*usual, "/office/", "/mail/ledger/", "/mail/health/"] if role == "olga" else usual


@pytest.mark.parametrize("role", ["ana", "luisa", "olga", "lucia", "nobody"])
def test_no_page_of_anybody_brings_the_canary_to_life(
    chromium: Browser, live_server: LiveServer, poisoned: Ticket, role: str,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    """Found with the test client, which is quick; what bears the canary is opened in Chromium."""
    agent = request.getfixturevalue(role) if role in ("ana", "luisa", "olga") else None
    client = Client()
    if agent:
        client.force_login(agent)
    begin = starts(role, poisoned)
    seen = crawl(client, *begin)
    bearing = [
        address for address, html in seen.items() if any(each in html.lower() for each in TRACES)
    ]
    with watched(chromium, live_server.url, agent) as judge:
        for address in {*begin, *bearing}:
            judge.open(address)
            judge.unfold()
        assert judge.verdict == {}
    pages, poisonous = REACH[role]
    assert len(seen) >= pages, list(seen)
    assert len(bearing) >= poisonous, bearing


def test_no_mail_of_ours_brings_it_to_life_either(chromium: Browser, poisoned: Ticket) -> None:
    with watched(chromium, "https://webmail.example") as judge:
        for mail in OutgoingMail.objects.filter(ticket=poisoned):
            judge.page.set_content(mail.html)
            judge.page.wait_for_timeout(200)
        assert OutgoingMail.objects.filter(ticket=poisoned).count() == 2
        assert (judge.ran, judge.asked) == ([], [])
