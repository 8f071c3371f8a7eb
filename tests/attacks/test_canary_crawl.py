"""A4, A34: one canary in every field of a mail, and every page that anybody can reach, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.attacks.judge import Judge, watched
from tests.mailbridge.intake.conftest import Arrived, letter
from tickets.models import Agent, OutgoingMail, Ticket
from tickets.models.ticket import Draft

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

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
LINKS = "all => all.map(each => new URL(each.getAttribute('href'), location.href).href)"


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
    return row.ticket


def crawl(judge: Judge, *starts: str) -> list[str]:
    """The pages of ours that links lead to from these: each path once, and once with a question."""
    seen, waiting = [], list(starts)
    while waiting:
        judge.open(address := waiting.pop(0))
        judge.unfold()
        seen.append(address)
        for link in judge.page.eval_on_selector_all("a[href]", LINKS):
            path = link.removeprefix(judge.home).partition("#")[0]
            alike = [each for each in (*seen, *waiting) if _alike(each) == _alike(path)]
            if link.startswith(judge.home) and not alike and not any(p in path for p in LEFT_OUT):
                waiting.append(path)
    return seen


def _alike(address: str) -> tuple[str, bool]:
    path, question, _ = address.partition("?")
    return path, bool(question)


@pytest.mark.parametrize("role", ["ana", "luisa", "olga", "lucia", "nobody"])
def test_no_page_of_anybody_brings_the_canary_to_life(
    chromium: Browser, live_server: LiveServer, poisoned: Ticket, role: str,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    agent = request.getfixturevalue(role) if role in ("ana", "luisa", "olga") else None
    page = f"/t/{poisoned.share_link().token}/"
    starts = {"lucia": [page, f"{page}proposal/"], "nobody": ["/desk/"]}
    usual = [f"/desk/tickets/{poisoned.number}/", "/desk/search/?q=alert"]
    usual += ["/office/", "/mail/ledger/", "/mail/health/"] if role == "olga" else []
    with watched(chromium, live_server.url, agent) as judge:
        seen = crawl(judge, *starts.get(role, usual))
        assert judge.verdict == {}
    assert len(seen) >= {"nobody": 1, "lucia": 2}.get(role, 10), seen


def test_no_mail_of_ours_brings_it_to_life_either(chromium: Browser, poisoned: Ticket) -> None:
    with watched(chromium, "https://webmail.example") as judge:
        for mail in OutgoingMail.objects.filter(ticket=poisoned):
            judge.page.set_content(mail.html)
            judge.page.wait_for_timeout(200)
        assert OutgoingMail.objects.filter(ticket=poisoned).count() == 2
        assert (judge.ran, judge.asked) == ([], [])
