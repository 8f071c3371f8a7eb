"""Lines that break and people who interfere while mail is fetched (RELIABILITY.md section 3)."""

from __future__ import annotations

import datetime as dt
import hashlib
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailbridge.inbound import intake
from mailbridge.inbound.server import session
from mailbridge.models import InboundMail, Mailbox
from tests.crash.intake import Intake, assert_one_of_each, numbered
from tests.crash.proxy import cutting_proxy
from tests.mailbridge.intake.conftest import Post, letter, post
from tickets.models import Message

__all__ = ["post"]  # a fixture

LARGE = 200_000


def pull_through_a_cut(post: Post, after: int) -> None:
    """One visit over a line that breaks after so many bytes from the server."""
    session.close_all()
    with cutting_proxy(post.server.port, after=after) as port:
        Mailbox.objects.filter(pk=post.mailbox.pk).update(
            port=port, security="plain", retry_at=None
        )
        post.pull()
    Mailbox.objects.filter(pk=post.mailbox.pk).update(
        port=post.server.tls_port, security="tls", retry_at=None
    )


# In the greeting, while signing in, between two mails, and at several places inside a body.
@pytest.mark.parametrize("after", [10, 400, 1_500, 3_000, 60_000, 150_000, 203_000])
def test_a_line_cut_inside_a_mail_leaves_no_half_mail_f11(post: Post, after: int) -> None:
    raw = letter("x" * 76 + "\r\n" + ("y" * 76 + "\r\n") * (LARGE // 78))
    post.deliver(letter("Serie (0000)."), raw)
    pull_through_a_cut(post, after)
    session.close_all()
    rows = post.pull()
    assert [row.outcome for row in rows] == ["ticket", "ticket"]
    assert rows[1].sha256 == hashlib.sha256(raw).hexdigest()


def test_after_a_cut_the_mailbox_says_so_and_the_others_go_on_f11(post: Post) -> None:
    post.deliver(letter())
    pull_through_a_cut(post, 300)
    post.mailbox.refresh_from_db()
    assert str(post.mailbox.problem).startswith("The connection to 127.0.0.1")
    assert post.mailbox.failures == 1


@pytest.mark.django_db(transaction=True)
def test_mail_removed_by_a_person_while_it_is_fetched_stops_nothing_f19(post: Post) -> None:
    post.deliver(*numbered(60))
    client = post.server.client(post.user)
    removed = list(range(2, 60, 7))

    def interfere() -> None:
        for uid in removed:
            client.delete_messages([uid])
            client.uid_expunge([uid])

    person = threading.Thread(target=interfere)
    person.start()
    Intake(post).post.pull()
    person.join()
    Intake(post).go_on_until_idle()
    rows = {row.uid: row for row in post.rows()}
    assert all(rows[uid].outcome == "ticket" for uid in rows if uid not in removed)
    assert {row.outcome for row in rows.values()} <= {"ticket", "vanished"}
    assert len(set(range(1, 61)) - set(removed) - set(rows)) == 0


def test_a_lease_that_was_lost_stops_the_visit_f25(post: Post) -> None:
    post.deliver(letter())
    fence = post.mailbox.take_lease(30)
    assert fence is not None
    Mailbox.objects.filter(pk=post.mailbox.pk).update(
        lease_until=timezone.now() - dt.timedelta(seconds=1)
    )
    assert Mailbox.objects.get(pk=post.mailbox.pk).take_lease(30)
    assert not post.mailbox.renew_lease(fence, 30)


def test_a_visit_leaves_a_leased_mailbox_alone_f24(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PATIENCE", 0.1)
    post.deliver(letter())
    assert Mailbox.objects.get(pk=post.mailbox.pk).take_lease(30)
    assert post.pull() == []


def test_a_doubled_sweep_reads_nothing_twice_f34(post: Post) -> None:
    post.deliver(*numbered(2))
    intake_ = Intake(post)
    post.pull()
    intake_.go_on_until_idle()
    assert Message.objects.filter(kind="customer").count() == 2
    assert InboundMail.objects.filter(attempts__gt=1).count() == 0
    assert_one_of_each(post, 2)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond this: the system refuses to write on in the middle of one, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_within_a_mail_keeps_none_of_it_f29(
    post: Post, settings: Settings, tmp_path: Path
) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    large = letter(("y" * 76 + "\r\n") * (LARGE // 78))
    post.deliver(letter(), large)
    with room_for(LARGE // 2):
        assert post.pull() == []
    assert "cannot be stored" in str(post.mailbox.problem)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    Mailbox.objects.filter(pk=post.mailbox.pk).update(retry_at=None)
    assert post.pull()[1].sha256 == hashlib.sha256(large).hexdigest()
