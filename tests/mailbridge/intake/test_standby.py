"""The watcher wakes the worker, and does its work while the broker is away (F31, F32)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from celery import current_app
from pytest_django import Settings

from mailbridge.models import Mailbox
from mailbridge.standby import Standby, sweep
from tests.mailbridge.intake.conftest import Post, letter
from tests.smtp_sink import SmtpSink
from tickets.models import OutgoingMail

AWAY = "redis://127.0.0.1:9/0"


@pytest.fixture
def broker_url() -> Iterator[Callable[[str], None]]:
    """Names another broker for this test."""
    before = current_app.conf.broker_url
    yield lambda url: current_app.conf.update(broker_url=url)
    current_app.conf.update(broker_url=before)


@pytest.fixture
def standby() -> Standby:
    return Standby(threading.Event())


def test_news_put_a_task_into_the_queue_of_incoming_mail(standby: Standby) -> None:
    with current_app.connection_for_read() as broker:
        queue = broker.SimpleQueue("mail_in")
        queue.clear()
        standby.wake(7)
        task = queue.get(timeout=5)
        task.ack()
        queue.close()
    assert task.headers["task"] == "mailbridge.tasks.pull_mailbox"
    assert task.payload[0] == [7]


def test_without_a_broker_the_watcher_works_at_once(
    standby: Standby, broker_url: Callable[[str], None]
) -> None:
    broker_url(AWAY)
    standby.wake(7)
    assert standby._kicked.is_set()


def test_whether_the_broker_is_away_is_asked_and_not_assumed(
    standby: Standby, settings: Settings
) -> None:
    assert standby._broker_answers()
    settings.REDIS_URL = AWAY
    assert not standby._broker_answers()


def test_the_sweep_pulls_reads_and_sends(
    post: Post, smtp_sink: SmtpSink, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "mailbridge.outbound.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    post.deliver(letter())
    sweep()
    assert [row.outcome for row in post.rows()] == ["ticket"]
    assert OutgoingMail.objects.get().state == "accepted"
    assert len(smtp_sink.mails) == 1


def test_the_sweep_leaves_a_resting_mailbox_alone(post: Post) -> None:
    post.deliver(letter())
    Mailbox.objects.update(is_active=False)
    sweep()
    assert post.rows() == []
