"""Links: what opens, what does not, and what must not leak (A8, A33, A35, A36, A39)."""

from __future__ import annotations

import datetime as dt
import logging
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.portal.conftest import Counter
from tickets.models import Agent, Message, Ticket
from tickets.models.share_link import new_token
from tickets.models.ticket.shareable import DAYS_AFTER_CLOSING
from tickets.portal.masking import MaskTokens

FORMS = ("reply", "rate", "comment", "allow", "withdraw", "language", "ask_call", "cancel_call")


def test_a_guessed_link_opens_nothing(db: None, client: Client) -> None:
    assert client.get(reverse("portal:status", args=[new_token()])).status_code == 404


def test_a_revoked_link_looks_like_one_that_never_was(lucia: Counter, ana: Agent) -> None:
    address = lucia.address()
    lucia.ticket.revoke_links(ana)
    revoked = lucia.browser.get(address)
    unknown = lucia.browser.get(reverse("portal:status", args=[new_token()]))
    assert (revoked.status_code, revoked.content) == (404, unknown.content)
    assert revoked.headers.items() >= {("Referrer-Policy", "no-referrer")}


def test_a_link_ends_some_time_after_closing(lucia: Counter, settled: Ticket) -> None:
    lucia.ticket.refresh_from_db()
    assert lucia.ticket.closed_at
    end = lucia.ticket.closed_at + dt.timedelta(days=DAYS_AFTER_CLOSING)
    address = lucia.address()
    with time_machine.travel(end - dt.timedelta(hours=1)):
        assert lucia.browser.get(address).status_code == 200
    with time_machine.travel(end + dt.timedelta(hours=1)):
        assert lucia.browser.get(address).status_code == 404


def test_no_cache_index_or_referer_keeps_the_link(lucia: Counter) -> None:
    headers = lucia.look().headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Robots-Tag"].startswith("noindex")


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing(lucia: Counter) -> None:
    response = lucia.look()
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    words = response.content.decode()
    assert "<script" not in words
    assert "style=" not in words
    loaded = re.findall(r'(?:src|action|<link[^>]+href|<use href)="([^"]+)"', words)
    assert loaded
    assert all(address.startswith("/") for address in loaded)


def test_the_page_sets_no_cookie(lucia: Counter) -> None:
    assert not lucia.look().cookies


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_another_site_is_refused(lucia: Counter, name: str) -> None:
    answer = lucia.browser.post(lucia.address(name), {"text": "canary", "score": 5})
    assert answer.status_code == 403
    assert not Message.objects.filter(text="canary").exists()


def test_a_form_key_of_another_link_is_refused(
    lucia: Counter, channel: object, mail: object
) -> None:
    assert callable(mail)
    other = Counter(Ticket.open_from(mail(), channel=lucia.ticket.channel))
    answer = lucia.browser.post(lucia.address("reply"), {"key": other.form_key(), "text": "canary"})
    assert answer.status_code == 403


def test_a_browser_that_hides_its_origin_may_write(lucia: Counter) -> None:
    data = {"key": lucia.form_key(), "text": "Sigo esperando el reembolso."}
    answer = lucia.browser.post(lucia.address("reply"), data, headers={"Origin": "null"})
    assert answer.status_code == 302


def test_the_token_is_masked_in_logs(caplog: pytest.LogCaptureFixture) -> None:
    token = new_token()
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 1, '%s "GET %s"', ("::1", f"/t/{token}/"), None
    )
    assert MaskTokens().filter(record)
    assert record.getMessage() == '::1 "GET /t/…/"'


def test_a_token_in_the_words_of_a_log_is_masked_too() -> None:
    message = f"Not Found: /t/{new_token()}/file/3/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, None, None)
    MaskTokens().filter(record)
    assert record.getMessage() == "Not Found: /t/…/file/3/"


def test_so_is_the_token_of_a_list_of_all_tickets() -> None:
    message = f"Not Found: /t/all/{new_token()}/open/20481/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, None, None)
    MaskTokens().filter(record)
    assert record.getMessage() == "Not Found: /t/all/…/open/20481/"


def test_other_words_of_a_log_stay() -> None:
    message = f"GET /desk/20481/ blobs/ab/{'a' * 64}"
    record = logging.LogRecord("x", logging.INFO, "", 1, message, None, None)
    MaskTokens().filter(record)
    assert record.getMessage() == message
