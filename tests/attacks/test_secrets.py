"""A41: one canary password, looked for in the database, the logs, the pages and the report of an error."""

from __future__ import annotations

import base64
import logging

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter
from pytest_django import Settings

from mailbridge.models import Mailbox
from mailbridge.office.mailboxes import mailbox as mailbox_view
from tests.mailbridge.intake.conftest import Post, letter
from tests.mailbridge.office.test_mailboxes import FORM
from tickets.models import Agent, Channel

CANARY = "canary-of-the-mine-4711"
SHAPES = (CANARY, base64.b64encode(CANARY.encode()).decode(), repr(CANARY.encode()))


def shows(text: str) -> bool:
    return any(shape in text for shape in SHAPES)


def whole_database() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def test_neither_a_refused_nor_an_accepted_password_stands_in_the_logs(
    post: Post, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    post.mailbox.password = CANARY
    post.mailbox.save()
    post.pull()
    assert post.mailbox.problem_kind == "login"
    assert not shows(caplog.text)
    post.mailbox.password = post.server.password
    post.mailbox.retry_at = None
    post.mailbox.save()
    post.deliver(letter())
    assert post.pull()
    assert post.server.password not in caplog.text


def test_it_stands_in_no_table_and_on_no_page(olga: Agent, channel: Channel) -> None:
    client = Client()
    client.force_login(olga)
    client.post("/mail/mailboxes/new/", {**FORM, "channel": channel.pk, "secret": CANARY})
    box = Mailbox.objects.get()
    pages = ["/mail/mailboxes/", f"/mail/mailboxes/{box.pk}/", "/mail/health/"]
    assert box.password == CANARY
    assert not shows(whole_database())
    assert not any(shows(client.get(page).text) for page in pages)


def test_the_report_of_an_error_leaves_it_out(
    olga: Agent, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("mailbridge.office.mailbox_form.MailboxForm.is_valid", broken)
    request = RequestFactory().post("/mail/mailboxes/new/", {**FORM, "secret": CANARY})
    request.user = olga
    with pytest.raises(RuntimeError) as caught:
        mailbox_view(request)  # type: ignore[arg-type]
    reporter = ExceptionReporter(request, caught.type, caught.value, caught.tb)
    assert not shows(reporter.get_traceback_html())
    assert not shows(reporter.get_traceback_text())
