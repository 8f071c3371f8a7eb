"""What happens on the server to mail that is long since a ticket (RELIABILITY.md 6.1 step 11)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from mailbridge.models import InboundMail, Mailbox
from tests.mailbridge.intake.conftest import Post, letter


def set_afterwards(post: Post, what: str, **fields: object) -> None:
    Mailbox.objects.filter(pk=post.mailbox.pk).update(
        afterwards=what, **{"retention_days": 0, **fields}
    )


def test_done_mail_is_moved_after_its_time(post: Post) -> None:
    set_afterwards(post, "move", processed_folder="Hecho")
    post.deliver(letter("Uno."))
    post.pull()
    rows = post.pull()
    client = post.server.client(post.user)
    assert [row.source for row in rows] == ["moved"]
    assert client.search() == []
    assert client.select_folder("Hecho")[b"EXISTS"] == 1


def test_mail_is_left_alone_before_its_time(post: Post) -> None:
    set_afterwards(post, "move", processed_folder="Hecho", retention_days=14)
    post.deliver(letter())
    post.pull()
    assert post.pull()[0].source == "marked"


def test_deleting_takes_nothing_that_a_person_has_marked_f15(post: Post) -> None:
    set_afterwards(post, "delete", retention_days=1)
    post.deliver(letter("Uno."), letter("Dos."))
    post.pull()
    client = post.server.client(post.user)
    client.add_flags([2], [b"\\Deleted"])
    InboundMail.objects.filter(uid=1).update(done_at=timezone.now() - dt.timedelta(days=2))
    post.pull()
    assert post.server.client(post.user).search() == [2]


def test_a_folder_with_an_odd_name_is_read_and_moved_to_f40(post: Post) -> None:
    client = post.server.client(post.user)
    for name in ("Atención & más", "Hecho 日本"):
        client.create_folder(name)
    client.append("Atención & más", letter())
    Mailbox.objects.filter(pk=post.mailbox.pk).update(folder="Atención & más")
    set_afterwards(post, "move", processed_folder="Hecho 日本")
    assert [row.source for row in post.pull()] == ["moved"]
    assert client.select_folder("Hecho 日本")[b"EXISTS"] == 1
