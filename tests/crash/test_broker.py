"""A broker that froze, or is full, holds up nobody (F31, F32)."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import current_app
from django.test import Client
from pytest_django import Settings

from helpdesk.embedded.valkey import Valkey
from mailbridge.outbound import hint
from tests.desk.conftest import Sheet, desk, sheet
from tickets import live
from tickets.models import OutgoingMail, Ticket

__all__ = ["desk", "sheet"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(short_folder: Path, settings: Settings) -> Iterator[Valkey]:
    """A broker of this test's own, to which the web process has talked."""
    broker = Valkey(short_folder, durable=False).start()
    settings.REDIS_URL, before = broker.url, current_app.conf.broker_url
    _use(broker.url.replace("unix://", "redis+socket://"))
    live.publisher.publish({"kind": "greeting"})
    yield broker
    broker.stop()
    _use(before)


def _use(url: str) -> None:
    current_app.conf.update(broker_url=url)
    current_app._after_fork()  # type: ignore[attr-defined]
    live.publisher.rests_until = 0.0
    vars(live.publisher).pop("client", None)


def test_an_answer_is_taken_while_the_broker_is_frozen_f31(
    broker: Valkey, desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    assert broker._process
    os.kill(broker._process.pid, signal.SIGSTOP)
    answer = desk.post(f"/desk/tickets/{ticket.number}/reply/", sheet())
    os.kill(broker._process.pid, signal.SIGCONT)
    assert answer.status_code == 302
    assert OutgoingMail.objects.get(kind="reply").state == "queued"


def test_all_waits_of_a_request_for_the_broker_are_below_a_second_f31() -> None:
    assert hint.PATIENCE + live.PATIENCE < 1


def test_what_a_full_broker_refuses_is_found_by_the_sweep_f32(
    broker: Valkey, desk: Client, ticket: Ticket, sheet: Sheet
) -> None:
    with redis.Redis.from_url(broker.url) as client:
        client.config_set("maxmemory", "1mb")
    desk.post(f"/desk/tickets/{ticket.number}/reply/", sheet())
    assert OutgoingMail.objects.get(kind="reply").state == "queued"
