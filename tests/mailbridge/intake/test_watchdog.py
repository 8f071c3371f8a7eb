"""The count of mail against rows, on a real server."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from mailbridge.inbound.server import watchdog
from mailbridge.models import InboundMail, Mailbox
from tests.mailbridge.intake.conftest import Post, letter
from tickets.models import Agent


def counted(post: Post) -> tuple[int, int, int, int]:
    """On the server, in the ledger, without a row, without their mail."""
    assert watchdog.count(post.mailbox)
    box = Mailbox.objects.get(pk=post.mailbox.pk)
    return box.on_server, box.in_ledger, box.without_row, box.without_mail


def differs(post: Post) -> bool:
    return Mailbox.objects.get(pk=post.mailbox.pk).differs_since is not None


def test_after_a_visit_the_counts_are_equal(post: Post) -> None:
    post.deliver(letter(), letter(), letter())
    post.pull()
    assert counted(post) == (3, 3, 0, 0)
    assert not differs(post)


def test_mail_without_a_row_is_counted_until_it_is_fetched(post: Post) -> None:
    post.deliver(letter(), letter())
    assert counted(post) == (2, 0, 2, 0)
    assert differs(post)
    post.pull()
    assert counted(post) == (2, 2, 0, 0)
    assert not differs(post)


def test_a_row_that_was_lost_is_noticed(post: Post) -> None:
    post.deliver(letter(), letter())
    post.pull()[0].delete()
    assert counted(post) == (2, 1, 1, 0)


def test_a_row_whose_mail_has_gone_is_noticed_until_it_says_so(post: Post) -> None:
    post.deliver(letter())
    post.pull()
    row = post.rows()[0]
    InboundMail.objects.create(
        mailbox=row.mailbox, folder=row.folder, uidvalidity=row.uidvalidity, uid=row.uid + 9,
        sha256="1" * 64, received_at=timezone.now(), state="done",
    )  # fmt: skip
    assert counted(post) == (1, 2, 0, 1)
    InboundMail.objects.filter(uid=row.uid + 9).update(source="vanished")
    assert counted(post) == (1, 1, 0, 0)


def differs_for_minutes(post: Post) -> int:
    """Counts again as if eight minutes had passed; returns for how long it differs."""
    earlier = timezone.now() - dt.timedelta(minutes=8)
    Mailbox.objects.update(counted_at=earlier, differs_since=earlier)
    post.mailbox.refresh_from_db()
    counted(post)
    box = Mailbox.objects.get()
    assert box.counted_at
    assert box.differs_since
    return int((box.counted_at - box.differs_since).total_seconds() / 60)


def test_what_still_has_no_row_has_differed_for_long(post: Post) -> None:
    post.deliver(letter())
    counted(post)
    post.deliver(letter())
    assert differs_for_minutes(post) == 8


def test_other_mail_that_has_just_come_has_not(post: Post) -> None:
    post.deliver(letter())
    counted(post)
    post.pull()
    post.deliver(letter())
    assert differs_for_minutes(post) == 0


def test_rows_of_an_older_uidvalidity_have_no_mail(post: Post) -> None:
    post.deliver(letter())
    post.pull()
    InboundMail.objects.update(uidvalidity=1)
    assert counted(post) == (1, 1, 1, 1)


def test_counting_marks_nothing_as_read_and_adds_no_row(post: Post) -> None:
    post.deliver(letter())
    counted(post)
    assert post.rows() == []
    assert [row.outcome for row in post.pull()] == ["ticket"]


def test_a_server_that_is_away_leaves_the_last_count(post: Post) -> None:
    counted(post)
    before = Mailbox.objects.get().counted_at
    post.mailbox.port = 1
    assert not watchdog.count(post.mailbox)
    assert Mailbox.objects.get().counted_at == before


def test_a_mailbox_is_counted_each_hour(post: Post) -> None:
    assert watchdog.due_mailboxes() == [post.mailbox.pk]
    counted(post)
    assert watchdog.due_mailboxes() == []
    Mailbox.objects.update(counted_at=timezone.now() - dt.timedelta(minutes=61))
    assert watchdog.due_mailboxes() == [post.mailbox.pk]


def test_a_difference_is_counted_again_within_minutes(post: Post) -> None:
    long_ago = timezone.now() - dt.timedelta(minutes=8)
    Mailbox.objects.update(counted_at=long_ago, differs_since=long_ago)
    assert watchdog.due_mailboxes() == [post.mailbox.pk]


def test_a_mailbox_that_rests_or_is_off_is_not_counted(post: Post) -> None:
    Mailbox.objects.update(retry_at=timezone.now() + dt.timedelta(minutes=1))
    assert watchdog.due_mailboxes() == []
    Mailbox.objects.update(retry_at=None, is_active=False)
    assert watchdog.due_mailboxes() == []


def test_an_administrator_has_it_counted_at_once(post: Post, client: Client, olga: Agent) -> None:
    client.force_login(olga)
    post.deliver(letter())
    answer = client.post(f"/mail/mailboxes/{post.mailbox.pk}/count/", follow=True)
    assert "1 mail on the server is not in our list." in answer.content.decode()
