"""Visits at a mailbox on a real Dovecot (RELIABILITY.md 6.1; the F rows are those of its section 3)."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_django import Settings

from mailbridge.inbound.child import ParserChild
from mailbridge.inbound.server import session as sessions
from mailbridge.inbound.server.session import KEYWORD, Session, Spotted
from mailbridge.models import Mailbox
from tests.mailbridge.intake.conftest import Post, letter, mailbox_on
from tickets.models import Channel, Ticket, blob


def doveadm(post: Post, *words: str) -> None:
    command = ["doveadm", "-c", str(post.server.home / "dovecot.conf"), *words]
    subprocess.run(command, check=True, capture_output=True)


def test_each_mail_becomes_a_row_and_a_ticket_once(post: Post) -> None:
    post.deliver(letter("Uno."), letter("Dos."))
    post.pull()
    rows = post.pull()
    assert [(row.state, row.outcome) for row in rows] == [("done", "ticket")] * 2
    assert Ticket.objects.count() == 2


def test_the_servers_copy_stays_unread_and_carries_our_keyword(post: Post) -> None:
    post.deliver(letter())
    row = post.pull()[0]
    flags = post.server.client(post.user).get_flags([row.uid])[row.uid]
    assert KEYWORD in flags
    assert b"\\Seen" not in flags
    assert row.source == "marked"


def test_the_raw_mail_is_kept_byte_for_byte(post: Post) -> None:
    raw = letter("Línea con acentos y\ttabulador.")
    post.deliver(raw)
    assert blob.read(post.pull()[0].sha256) == raw


def test_mail_that_a_person_has_read_or_marked_deleted_is_taken_in_f18(post: Post) -> None:
    post.deliver(letter("Uno."), letter("Dos."))
    client = post.server.client(post.user)
    client.add_flags([1], [b"\\Seen"])
    client.add_flags([2], [b"\\Deleted"])
    assert [row.outcome for row in post.pull()] == ["ticket", "ticket"]


def test_mail_expunged_between_look_and_fetch_is_recorded_f19(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.deliver(letter("Uno."), letter("Dos."), letter("Tres."))
    genuine = Session.spot

    def spot(self: Session, uids: Sequence[int]) -> dict[int, Spotted]:
        client = post.server.client(post.user)
        client.delete_messages([2])
        client.uid_expunge([2])
        return genuine(self, uids)

    monkeypatch.setattr(Session, "spot", spot)
    rows = sorted(post.pull(), key=lambda row: row.uid)
    assert [row.outcome for row in rows] == ["ticket", "vanished", "ticket"]


def test_mail_that_a_person_removes_later_is_noted(post: Post) -> None:
    post.deliver(letter())
    post.pull()
    client = post.server.client(post.user)
    client.delete_messages([1])
    client.uid_expunge([1])
    sessions.close_all()
    assert post.pull()[0].source == "vanished"


def test_a_new_uidvalidity_makes_no_new_tickets_f16(post: Post) -> None:
    post.deliver(letter("Uno."), letter("Dos."))
    before = post.pull()
    doveadm(post, "mailbox", "update", "-u", post.user, "--uid-validity", "77", "INBOX")
    after = post.pull()
    assert [row.pk for row in after] == [row.pk for row in before]
    assert {row.uidvalidity for row in after} == {77}
    assert Ticket.objects.count() == 2


def test_a_recreated_folder_brings_only_new_mail_f17(post: Post) -> None:
    client = post.server.client(post.user)
    client.create_folder("Pedidos")
    client.append("Pedidos", letter("Uno."))
    Mailbox.objects.filter(pk=post.mailbox.pk).update(folder="Pedidos")
    post.pull()
    client.delete_folder("Pedidos")
    client.create_folder("Pedidos")
    client.append("Pedidos", letter("Dos."))
    Mailbox.objects.filter(pk=post.mailbox.pk).update(reconciled_at=None)  # five minutes later
    rows = post.pull()
    assert [(row.uid, row.source, row.outcome) for row in rows] == [
        (1, "vanished", "ticket"),
        (1, "marked", "ticket"),
    ]
    assert Ticket.objects.count() == 2


def test_one_mail_in_two_mailboxes_is_one_message_f21(post: Post) -> None:
    raw = letter()
    other = Channel.ready_made(name="Ventas", address="ventas@papeleria.example")
    second = Post(post.server, mailbox_on(post.server, other))
    post.deliver(raw)
    second.deliver(raw)
    first, copy = post.pull()[0], second.pull()[0]
    assert (copy.outcome, copy.duplicate_of, copy.ticket) == ("duplicate", first, first.ticket)


def test_a_folder_that_may_only_be_read_is_taken_in_f20(post: Post) -> None:
    post.deliver(letter())
    Mailbox.objects.filter(pk=post.mailbox.pk).update(folder="Readonly")
    maildir = post.server.home / "mail" / post.user / "Maildir"
    client = post.server.client(post.user)
    client.create_folder("Readonly")
    client.append("Readonly", letter())
    (maildir / ".Readonly" / "dovecot-acl").write_text("owner lr\n")
    post.pull()
    rows = post.pull()
    assert [(row.source, row.outcome) for row in rows] == [("present", "ticket")]
    assert post.mailbox.problem is None


def test_an_oversize_mail_becomes_a_ticket_that_says_so_f38(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = letter("x" * 30_000_000, Subject="Fotos")
    post.deliver(large)
    monkeypatch.setattr(Session, "body", None)  # it is never downloaded
    post.pull()
    sessions.close_all()
    row = post.pull()[0]
    assert (row.outcome, row.subject, row.from_addr) == (
        "too_large",
        "Fotos",
        "lucia@correo.example",
    )
    assert row.message is not None
    assert row.message.text.startswith("Este correo es demasiado grande para recogerlo: 29 MB")
    assert Ticket.objects.count() == 1


def test_a_mail_that_hangs_its_parser_does_not_stop_the_next_f4(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailbridge.inbound.reading._child", HangsOnce(seconds=1.5))
    post.deliver(letter("Uno."), letter("Dos."))
    first, second = post.pull()
    assert (first.state, first.attempts) == ("stored", 1)
    assert "took longer" in first.reason
    assert (second.state, second.outcome) == ("done", "ticket")


def test_a_mailbox_in_trouble_says_so_rests_and_recovers(post: Post) -> None:
    Mailbox.objects.filter(pk=post.mailbox.pk).update(folder="Nowhere")
    post.deliver(letter())
    assert post.pull() == []
    assert str(post.mailbox.problem).startswith("The folder “Nowhere” could not be opened.")
    assert post.mailbox.retry_at is not None
    Mailbox.objects.filter(pk=post.mailbox.pk).update(folder="INBOX", retry_at=None)
    assert len(post.pull()) == 1
    assert (post.mailbox.problem, post.mailbox.failures) == (None, 0)


def test_a_full_disk_leaves_the_mail_on_the_server_f29(
    post: Post, settings: Settings, tmp_path: Path
) -> None:
    post.deliver(letter())
    storages = settings.STORAGES
    blocked = tmp_path / "file"
    blocked.touch()
    settings.STORAGES = {
        **storages,
        "default": {**storages["default"], "OPTIONS": {"location": blocked}},
    }
    assert post.pull() == []
    assert "cannot be stored" in str(post.mailbox.problem)
    settings.STORAGES = storages
    Mailbox.objects.filter(pk=post.mailbox.pk).update(retry_at=None)
    assert len(post.pull()) == 1


class HangsOnce(ParserChild):
    """Its first child is frozen before it reads its first mail."""

    has_hung = False

    def _start(self) -> subprocess.Popen[bytes]:
        process = super()._start()
        if not self.has_hung:
            self.has_hung = True
            process.send_signal(signal.SIGSTOP)
        return process
