"""The watcher: it wakes the worker when mail comes, and notices dead connections without spinning."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.server import watch
from mailbridge.inbound.server.idle import idle
from mailbridge.inbound.server.session import Session
from mailbridge.inbound.server.watch import Listener, Watch
from mailbridge.models import Mailbox
from tests.mailbridge.intake.conftest import Post, letter
from tests.mailbridge.intake.imap_script import scripted_imap

PATIENCE = 15  # seconds, for a busy machine
WITH_IDLE = b"* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n"
NO_IDLE = b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"
SELECTED = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-WRITE] done\r\n"


class Woken:
    """Collects the wake-ups of the worker."""

    def __init__(self) -> None:
        self._keys: queue.Queue[int] = queue.Queue()

    def __call__(self, key: int) -> None:
        self._keys.put(key)

    def next(self) -> int:
        return self._keys.get(timeout=PATIENCE)

    def is_quiet(self) -> bool:
        return self._keys.empty()


@pytest.fixture
def woken() -> Woken:
    return Woken()


@pytest.fixture
def listener(post: Post, woken: Woken) -> Iterator[Listener]:
    """Already connected: the first wake-up, for what came before, is taken."""
    thread = Listener(post.mailbox, woken)
    thread.start()
    woken.next()
    yield thread
    thread.end()
    thread.join(PATIENCE)


def imap_process(post: Post) -> int:
    """The server's process behind the one connection of this user."""
    command = ["doveadm", "-c", str(post.server.home / "dovecot.conf"), "-f", "tab", "who", "-1"]
    lines = subprocess.run([*command, post.user], check=True, capture_output=True, text=True).stdout
    return int(lines.splitlines()[1].split("\t")[2])


def test_new_mail_wakes_the_worker(post: Post, listener: Listener, woken: Woken) -> None:
    post.deliver(letter())
    assert woken.next() == post.mailbox.pk


def test_a_flag_set_by_someone_else_wakes_nobody(
    post: Post, listener: Listener, woken: Woken
) -> None:
    post.deliver(letter())
    woken.next()
    post.server.client(post.user).add_flags([1], [b"\\Seen"])
    post.deliver(letter())
    woken.next()
    assert woken.is_quiet()


def test_a_killed_server_process_is_noticed_and_replaced_f13(
    post: Post, listener: Listener, woken: Woken
) -> None:
    os.kill(imap_process(post), signal.SIGKILL)
    cpu = time.process_time()
    assert woken.next() == post.mailbox.pk  # connected again
    assert time.process_time() - cpu < 1
    post.deliver(letter())
    assert woken.next() == post.mailbox.pk


def test_a_frozen_server_is_noticed_at_the_end_of_a_round_f12(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailbridge.inbound.server.imap.READ_SECONDS", 1)
    session = Session(post.mailbox)
    frozen = imap_process(post)
    os.kill(frozen, signal.SIGSTOP)
    try:
        with pytest.raises(TimeoutError):
            idle(session.client, seconds=0.2, is_ended=lambda: False)
    finally:
        os.kill(frozen, signal.SIGKILL)
        session.close()


def test_a_dead_connection_is_an_error_and_not_an_empty_answer(post: Post) -> None:
    session = Session(post.mailbox)
    dead = imap_process(post)
    threading.Timer(0.3, os.kill, (dead, signal.SIGKILL)).start()
    with pytest.raises((IMAPClientError, OSError)):
        idle(session.client, seconds=PATIENCE, is_ended=lambda: False)
    session.close()


def test_without_idle_the_mailbox_is_polled_f15(
    post: Post, woken: Woken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "POLL_SECONDS", 0.05)
    with scripted_imap(CAPABILITY=NO_IDLE, SELECT=SELECTED) as server:
        post.mailbox.port, post.mailbox.security = server.port, Mailbox.Security.PLAIN
        thread = Listener(post.mailbox, woken)
        thread.start()
        for _ in range(3):
            woken.next()
        thread.end()
        thread.join(PATIENCE)
    assert b"NOOP" in server.heard
    assert b"IDLE" not in server.heard


def test_a_line_in_two_packets_is_waited_for() -> None:
    said = b"+ idling\r\n|* OK Still here\r\n* 5 EXI|STS\r\n"
    with scripted_imap(CAPABILITY=WITH_IDLE, IDLE=said, DONE=b"TAG OK done\r\n") as server:
        client = IMAPClient("127.0.0.1", server.port, ssl=False, timeout=5)
        assert idle(client, seconds=PATIENCE, is_ended=lambda: False)
        client.shutdown()


@pytest.mark.parametrize("said", [b"* 5 EXISTS\r\n+ idling\r\n", b"+ idling\r\n* 5 EXISTS\r\n"])
def test_news_that_come_with_the_servers_consent_are_heard(said: bytes) -> None:
    with scripted_imap(CAPABILITY=WITH_IDLE, IDLE=said, DONE=b"TAG OK done\r\n") as server:
        client = IMAPClient("127.0.0.1", server.port, ssl=False, timeout=5)
        assert idle(client, seconds=PATIENCE, is_ended=lambda: False)
        client.shutdown()


def test_mailbox_rows_decide_who_is_listened_to(post: Post, woken: Woken) -> None:
    watcher = Watch(woken)
    watcher.look()
    woken.next()
    first = watcher._listeners[post.mailbox.pk]
    Mailbox.objects.filter(pk=post.mailbox.pk).update(folder="INBOX.Other")
    watcher.look()
    assert watcher._listeners[post.mailbox.pk] is not first
    Mailbox.objects.filter(pk=post.mailbox.pk).update(is_active=False)
    watcher.look()
    assert watcher._listeners == {}
    first.join(PATIENCE)
    assert not first.is_alive()


def test_the_command_ends_at_sigterm() -> None:
    process = subprocess.Popen(
        [sys.executable, "manage.py", "watch_mail"],
        cwd=Path(__file__).resolve().parents[3],
        stderr=subprocess.PIPE,
        env={**os.environ, "LOG_LEVEL": "INFO"},
    )
    with process:
        assert process.stderr is not None
        assert any(b"Watching" in line for line in process.stderr)
        process.terminate()
        assert process.wait(PATIENCE) == 0
