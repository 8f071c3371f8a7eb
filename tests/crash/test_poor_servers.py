"""IMAP servers that keep silent, can little, or refuse what we ask (F14, F15, F20)."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone

from mailbridge.inbound.server import session
from mailbridge.models import InboundMail, Mailbox
from tests.crash.intake import Intake, assert_one_of_each, numbered
from tests.crash.proxy import Edit, editing_proxy
from tests.mailbridge.intake.conftest import Post, post

__all__ = ["post"]  # a fixture

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 3
Through = Callable[[Edit], None]


@pytest.fixture
def through(post: Post) -> Iterator[Through]:
    """Have the mailbox read through a proxy that edits each of the server's lines."""
    with contextlib.ExitStack() as proxies:

        def read_through(edit: Edit) -> None:
            port = proxies.enter_context(editing_proxy(post.server.port, edit))
            Mailbox.objects.filter(pk=post.mailbox.pk).update(port=port, security="plain")

        yield read_through
        session.close_all()


def without(*words: bytes) -> Edit:
    """The server cannot do this, or does not say so."""

    def edit(line: bytes) -> bytes:
        for word in words:
            line = line.replace(b" " + word, b"")
        return line

    return edit


def swallowing_news(line: bytes) -> bytes:
    return b"" if line.rstrip().endswith((b"EXISTS", b"RECENT")) else line


def test_mail_that_is_never_announced_is_found_by_the_next_visit_f14(
    post: Post, through: Through
) -> None:
    through(swallowing_news)
    for mail in numbered(MAILS):
        post.deliver(mail)
        post.pull()
    assert_one_of_each(post, MAILS)


POOR = {
    "IDLE": without(b"IDLE"),
    "UIDPLUS": without(b"UIDPLUS"),
    "MOVE": without(b"MOVE"),
    "CONDSTORE": without(b"CONDSTORE", b"QRESYNC", b"ENABLE"),
    "everything": without(b"IDLE", b"UIDPLUS", b"MOVE", b"CONDSTORE", b"SPECIAL-USE", b"ESEARCH"),
    "keywords": without(b"\\*", b"$Ventanilla"),
}


@pytest.mark.parametrize(
    ("lacking", "afterwards", "is_cleared"),
    [
        ("IDLE", "delete", True),
        ("UIDPLUS", "delete", False),
        ("MOVE", "move", False),
        ("CONDSTORE", "move", True),
        ("keywords", "delete", True),
        ("everything", "delete", False),
    ],
)
def test_a_server_that_can_little_serves_too_and_keeps_what_a_person_marked_f15(
    lacking: str, afterwards: str, is_cleared: bool, post: Post, through: Through
) -> None:
    through(POOR[lacking])
    post.deliver(*numbered(MAILS))
    post.pull()
    post.server.client(post.user).add_flags([3], [b"\\Deleted"])
    Mailbox.objects.update(afterwards=afterwards, processed_folder="Hecho", retention_days=1)
    InboundMail.objects.filter(uid=1).update(done_at=timezone.now() - dt.timedelta(days=2))
    post.pull()
    assert post.server.client(post.user).search() == ([2, 3] if is_cleared else [1, 2, 3])
    assert_one_of_each(post, MAILS)


def test_a_folder_that_takes_no_mail_is_named_and_the_mail_stays_f20(post: Post) -> None:
    post.server.client(post.user).create_folder("Hecho")
    rights = post.server.home / "mail" / post.user / "Maildir" / ".Hecho" / "dovecot-acl"
    rights.write_text("owner lr\n")
    post.deliver(*numbered(MAILS))
    Mailbox.objects.update(afterwards="move", processed_folder="Hecho", retention_days=0)
    Intake(post).go_on_until_idle()
    assert_one_of_each(post, MAILS)
    assert len(post.server.client(post.user).search()) == MAILS
    assert post.mailbox.problem
    assert post.mailbox.problem.kind == "kept"


def test_a_folder_over_its_quota_is_named_and_used_again_once_there_is_room_f20(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    person = post.server.client(post.user)
    person.create_folder("Full.Hecho")
    person.append("Full.Hecho", numbered(1)[0])  # there is room for one, says Dovecot's own plug-in
    post.deliver(*numbered(1))
    Mailbox.objects.update(afterwards="move", processed_folder="Full.Hecho", retention_days=0)
    Intake(post).go_on_until_idle()
    assert "Quota exceeded" in caplog.text
    assert_one_of_each(post, 1)
    assert post.mailbox.problem
    assert "not full" in post.mailbox.problem.hint
    person.select_folder("Full.Hecho")
    person.delete_messages([1])
    person.expunge()
    post.pull()
    assert not post.server.client(post.user).search()
    assert post.mailbox.problem is None
    assert [row.source for row in post.rows()] == ["moved"]
