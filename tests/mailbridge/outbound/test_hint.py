"""The nudge that wakes the sender: quick when the broker is there, and never in anybody's way when it is not."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from pytest_django import DjangoCaptureOnCommitCallbacks

from mailbridge.outbound import hint
from tests.mailbridge.outbound.conftest import Reply, fresh
from tickets.models import AllTicketsLink, OutgoingMail


@pytest.fixture
def broker_url() -> Iterator[Callable[[str], None]]:
    """Names another broker for this test."""

    def use(url: str) -> None:
        current_app.conf.update(broker_url=url)
        # Drops the pool, which would go on with the broker before; celery-types does not know it.
        current_app._after_fork()  # type: ignore[attr-defined]

    before = current_app.conf.broker_url
    yield use
    use(before)


def test_a_reply_puts_a_task_into_the_queue_of_outgoing_mail(
    reply: Reply, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue("mail_out")
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            mail = reply()
        task = queue.get(timeout=5)
        task.ack()
        queue.close()
    assert task.headers["task"] == hint.TASK
    assert task.payload[0] == [mail.pk]


def test_asking_for_all_tickets_puts_a_sweep_into_the_queue(
    db: None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue("mail_out")
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            AllTicketsLink.ask("lucia@correo.example", network="10.0.0.1/32", language="es")
        task = queue.get(timeout=5)
        task.ack()
        queue.close()
    assert task.headers["task"] == hint.SWEEP


def test_a_reply_is_kept_when_the_broker_is_away(
    reply: Reply,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    broker_url: Callable[[str], None],
) -> None:
    broker_url("redis+socket:///nowhere/valkey.sock")
    with django_capture_on_commit_callbacks(execute=True):
        mail = reply()
    assert fresh(mail).state == OutgoingMail.State.QUEUED


def test_a_broker_that_froze_is_not_waited_for(
    reply: Reply,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    broker_url: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        broker_url(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        with django_capture_on_commit_callbacks(execute=True):
            reply()
    assert "the sweep will find the mail" in caplog.text


def test_the_task_is_the_one_that_the_worker_knows() -> None:
    assert hint.TASK in current_app.tasks
    assert current_app.conf.beat_schedule["send-mail"]["task"] in current_app.tasks
