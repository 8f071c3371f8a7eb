"""Faults of a real server, and of real mail, turn their line red and back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from mailbridge.health import overview
from mailbridge.inbound import reading
from mailbridge.models import InboundMail, Mailbox, Pulse
from tests.mailbridge.intake.conftest import Post, letter
from tickets.models import blob


@pytest.fixture(autouse=True)
def sweeps(db: None) -> None:
    for sweep in overview.SWEEPS:
        Pulse.beat(sweep)


def red() -> list[str]:
    return [finding.key for finding in overview.findings() if not finding.is_ok]


def pull(post: Post) -> None:
    """A visit after whatever rest the mailbox took."""
    Mailbox.objects.update(retry_at=None)
    post.pull()


def test_a_refused_password_is_red_until_it_is_right(post: Post) -> None:
    post.mailbox.password = "wrong"
    post.mailbox.save()
    pull(post)
    assert red() == ["mailbox"]
    post.mailbox.password = post.server.password
    post.mailbox.save(update_fields=["sealed_secret"])
    pull(post)
    assert red() == []


def test_a_server_that_is_away_is_red_until_it_is_back(post: Post) -> None:
    Mailbox.objects.update(port=1)
    pull(post)
    assert red() == ["mailbox"]
    Mailbox.objects.update(port=post.server.tls_port)
    pull(post)
    assert red() == []


def test_a_mail_that_cannot_be_read_is_red_until_a_retry_succeeds(post: Post) -> None:
    post.deliver(letter())
    row = post.pull()[0]
    path = blob.local_path(row.sha256)
    content = path.read_bytes()
    InboundMail.objects.update(state="stored", attempts=2)
    path.write_bytes(b"altered")
    reading.read([row.pk])
    assert red() == ["quarantine"]
    path.write_bytes(content)
    row.retry()
    reading.read([row.pk])
    assert red() == []


def test_a_reader_that_died_is_red_until_the_sweep_has_done_its_work(post: Post) -> None:
    post.deliver(letter())
    post.pull()
    long_ago = timezone.now() - dt.timedelta(minutes=7)
    InboundMail.objects.update(state="parsing", seen_at=long_ago, lease_until=long_ago)
    assert red() == ["unread"]
    reading.sweep()
    assert red() == []
