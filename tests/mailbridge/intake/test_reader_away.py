"""A machine that cannot start the reader: reading pauses, and no mail is blamed for it."""

from __future__ import annotations

import pytest

from mailbridge.inbound import reading
from mailbridge.inbound.child import CannotStart, ParserChild
from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Arrived, Post, letter

TOO_LITTLE = 20 * 1024 * 1024  # bytes: Python itself does not start with that


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(reading, "_child", ParserChild(memory_bytes=TOO_LITTLE))
    return monkeypatch


def test_a_child_without_memory_says_so() -> None:
    with ParserChild(memory_bytes=TOO_LITTLE) as child, pytest.raises(CannotStart):
        child.parse("/dev/null")


def test_reading_pauses_and_no_attempt_is_counted(post: Post, away: pytest.MonkeyPatch) -> None:
    post.deliver(letter("Uno."), letter("Dos."))
    rows = post.pull()
    assert [(row.state, row.attempts) for row in rows] == [("stored", 0), ("stored", 0)]
    assert rows[1].retry_at is None  # nobody tried the second
    assert "cannot start the program that reads mail" in str(post.mailbox.problem)
    assert post.mailbox.retry_at


def test_it_goes_on_by_itself_once_the_reader_starts(post: Post, away: pytest.MonkeyPatch) -> None:
    post.deliver(letter())
    post.pull()
    away.undo()
    InboundMail.objects.update(retry_at=None, seen_at="2026-01-01T00:00Z")
    reading.sweep()
    assert [row.outcome for row in post.rows()] == ["ticket"]


def test_the_sweep_says_it_in_the_log_and_ends(
    arrived: Arrived, away: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(CannotStart):
        arrived(letter())
    InboundMail.objects.update(retry_at=None, seen_at="2026-01-01T00:00Z")
    reading.sweep()
    assert "Reading mail pauses" in caplog.text
