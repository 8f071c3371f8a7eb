"""The sender is killed at each named point of RELIABILITY.md 6.2, and started until idle (F7, F8)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from celery import current_app
from django.db import connection
from pytest_django import Settings

from mailbridge.outbound import claim, send
from tests.crash.intake import drop_connections
from tests.mailbridge.outbound.conftest import (
    Reply,
    acknowledgement,
    fresh,
    let_pass,
    mailbox,
    reply,
)
from tests.mailbridge.outbound.provider_stub import ProviderStub
from tests.smtp_sink import SmtpSink, Step, Then
from tickets.models import OutgoingMail

__all__ = ["acknowledgement", "mailbox", "reply"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)
PROJECT = Path(__file__).resolve().parents[2]
State = OutgoingMail.State
SWEEP = "import django; django.setup(); from mailbridge.tasks import send_mail; send_mail()"

NOTHING_WAS_OUT = ("send-after-claim", "send-before-body", "send-after-body")
NOBODY_KNOWS = ("send-before-dot", "send-after-dot", "send-before-record")
IT_IS_KNOWN = ("send-after-record",)


@pytest.fixture
def sink(smtp_sink: SmtpSink, settings: Settings) -> SmtpSink:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    settings.EMAIL_BACKEND = "mailbridge.outbound.smtp.EmailBackend"
    return smtp_sink


@pytest.fixture
def provider() -> Iterator[ProviderStub]:
    stub = ProviderStub()
    yield stub
    stub.end()


def environment(sink: SmtpSink, **more: str) -> dict[str, str]:
    """For a process of the product over this test's database and mail server."""
    at = connection.settings_dict
    place = f"{at['USER']}@/{quote(str(Path(at['HOST']) / at['NAME']))}"
    named = f"{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return {
        **os.environ,
        "DATABASE_URL": f"postgres://{place if at['HOST'].startswith('/') else named}",
        "EMAIL_URL": sink.url,
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        **more,
    }


def sweep_killed_at(point: str, sink: SmtpSink, **more: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SWEEP],
        cwd=PROJECT,
        env=environment(sink, FAILPOINT=point, **more),
        capture_output=True,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()


def sweep_until_idle(mail: OutgoingMail) -> None:
    """As the next hours would go: leases end, waits are over, sweeps come by."""
    for _ in range(4):
        let_pass(mail, 60)
        send.send_due()


def copies(mail: OutgoingMail, sink: SmtpSink) -> int:
    return sum(mail.message_id_header.encode() in received.raw for received in sink.mails)


@pytest.mark.parametrize("point", NOTHING_WAS_OUT)
def test_killed_before_the_hand_over_a_reply_is_sent_once(
    point: str, sink: SmtpSink, reply: Reply
) -> None:
    mail = reply()
    sweep_killed_at(point, sink)
    assert copies(mail, sink) == 0
    sweep_until_idle(mail)
    assert copies(mail, sink) == 1
    assert (fresh(mail).state, mail.error) == (State.ACCEPTED, "")


@pytest.mark.parametrize("point", NOBODY_KNOWS)
def test_killed_at_the_undecidable_moment_a_reply_is_shown_as_ambiguous(
    point: str, sink: SmtpSink, reply: Reply
) -> None:
    mail = reply()
    sweep_killed_at(point, sink)
    let_pass(mail, 6)
    send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS
    first = copies(mail, sink)
    sweep_until_idle(mail)
    assert copies(mail, sink) == first + 1
    assert (fresh(mail).state, mail.error) == (State.ACCEPTED, claim.MAY_BE_TWICE)


@pytest.mark.parametrize("point", IT_IS_KNOWN)
def test_killed_after_the_answer_was_recorded_a_reply_is_not_sent_again(
    point: str, sink: SmtpSink, reply: Reply
) -> None:
    mail = reply()
    sweep_killed_at(point, sink)
    sweep_until_idle(mail)
    assert copies(mail, sink) == 1
    assert (fresh(mail).state, mail.error) == (State.ACCEPTED, "")


@pytest.mark.parametrize("point", NOBODY_KNOWS)
def test_killed_at_the_undecidable_moment_an_acknowledgement_is_never_doubled(
    point: str, sink: SmtpSink, acknowledgement: OutgoingMail
) -> None:
    sweep_killed_at(point, sink)
    sweep_until_idle(acknowledgement)
    assert copies(acknowledgement, sink) <= 1
    assert fresh(acknowledgement).state == State.AMBIGUOUS


@pytest.mark.parametrize("point", ["send-before-post", "send-before-record"])
def test_killed_around_the_post_to_a_provider_a_reply_is_ambiguous_until_the_provider_tells(
    point: str, provider: ProviderStub, sink: SmtpSink, reply: Reply
) -> None:
    mail = reply()
    backend = "anymail.backends.postmark.EmailBackend"
    by_api = {"ANYMAIL_POSTMARK_API_URL": provider.url, "ANYMAIL_POSTMARK_SERVER_TOKEN": "token"}
    sweep_killed_at(point, sink, EMAIL_BACKEND=backend, **by_api)
    posted = len(provider.requests)
    let_pass(mail, 6)
    send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS
    mail.move_to(State.DELIVERED, at=mail.created_at)
    sweep_until_idle(mail)
    assert (len(provider.requests), copies(mail, sink)) == (posted, 0)


def test_a_server_that_stores_the_mail_and_breaks_the_line_leaves_it_ambiguous(
    sink: SmtpSink, reply: Reply
) -> None:
    sink.next(Step(then=Then.RESET))
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS
    sweep_until_idle(mail)
    assert copies(mail, sink) == 2
    assert (fresh(mail).state, mail.error) == (State.ACCEPTED, claim.MAY_BE_TWICE)


@pytest.mark.parametrize("point", ["send-after-claim", "send-before-record"])
def test_a_restart_of_the_database_while_sending_doubles_nothing_f26(
    point: str, sink: SmtpSink, reply: Reply
) -> None:
    mail = reply()
    stopped = {"FAILPOINT": point, "FAILPOINT_SIGNAL": "SIGSTOP"}
    process = subprocess.Popen(
        [sys.executable, "-c", SWEEP], cwd=PROJECT, env=environment(sink, **stopped)
    )
    os.waitpid(process.pid, os.WUNTRACED)
    drop_connections()
    process.send_signal(signal.SIGCONT)
    process.wait(60)
    sweep_until_idle(mail)
    assert copies(mail, sink) == 1
    assert (fresh(mail).state, mail.error) == (State.ACCEPTED, "")


def test_a_refused_mail_leaves_once_when_the_server_takes_it(sink: SmtpSink, reply: Reply) -> None:
    sink.next(*[Step(answer="451 4.7.1 Greylisted")] * 2)
    mail = reply()
    send.send_due()
    sweep_until_idle(mail)
    assert copies(mail, sink) == 1
    assert fresh(mail).state == State.ACCEPTED


@pytest.fixture
def worker(sink: SmtpSink, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker as in production, over the test's broker."""
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "celery",
                "-A",
                "helpdesk",
                "worker",
                "-c",
                "1",
                "-Q",
                "mail_out",
            ],
            cwd=PROJECT,
            env=environment(sink),
            stdout=log,
            stderr=log,
        )
    yield process
    process.kill()
    process.wait()


def test_a_worker_that_is_told_to_end_finishes_the_mail_in_hand(
    sink: SmtpSink, reply: Reply, worker: subprocess.Popen[bytes]
) -> None:
    sink.next(Step(delay_seconds=2))
    mail = reply()
    current_app.send_task("mailbridge.tasks.send_mail_now", (mail.pk,))
    wait_until_handing_over(mail)
    worker.terminate()
    assert worker.wait(30) == 0
    assert fresh(mail).state == State.ACCEPTED
    assert copies(mail, sink) == 1


def wait_until_handing_over(mail: OutgoingMail) -> None:
    for _ in range(1200):
        if fresh(mail).state == State.HANDING_OVER:
            return
        time.sleep(0.05)
    pytest.fail(f"the worker did not begin within a minute: {mail.state}")
