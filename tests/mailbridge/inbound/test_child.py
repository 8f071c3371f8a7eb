"""The parser's own process: what kills or hangs it harms one mail only."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbridge.inbound.child import ParserChild
from mailbridge.inbound.parsed import ParsedMail, Unreadable

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def child() -> Iterator[ParserChild]:
    """One for all tests, whatever they do to it: its first second goes into the language models."""
    with ParserChild(seconds=20) as child:
        yield child


@pytest.fixture(scope="module")
def hasty() -> Iterator[ParserChild]:
    """One that gives up soon."""
    with ParserChild(seconds=3) as child:
        yield child


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.eml"
    path.write_bytes(
        b"From: Ana <ana@acme.example>\nSubject: Hola\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\n\nNo funciona la impresora.\n--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n--b--\n"
    )
    return path


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A file that never ends: reading it hangs."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def subject_of(parsed: ParsedMail | Unreadable) -> str:
    assert isinstance(parsed, ParsedMail)
    return parsed.subject


def test_the_child_reads_a_mail(child: ParserChild, letter: Path) -> None:
    assert subject_of(child.parse(letter)) == "Hola"


def test_attachments_are_written_under_their_hash(
    child: ParserChild, letter: Path, tmp_path: Path
) -> None:
    parsed = child.parse(letter, attachments_to=tmp_path / "blobs")
    assert isinstance(parsed, ParsedMail)
    assert (tmp_path / "blobs" / parsed.attachments[0].sha256).read_bytes() == b"x"
    assert len(list((tmp_path / "blobs").iterdir())) == 1


def test_a_mail_that_hangs_is_given_up_and_the_next_is_read(
    hasty: ParserChild, letter: Path, pipe: Path
) -> None:
    hung = hasty.parse(pipe)
    assert subject_of(hasty.parse(letter)) == "Hola"
    assert isinstance(hung, Unreadable)
    assert "longer than 3 seconds" in hung.reason


def test_a_child_killed_while_reading_is_replaced(
    child: ParserChild, letter: Path, pipe: Path
) -> None:
    child.parse(letter)
    assert child.pid is not None
    killer = threading.Timer(0.5, os.kill, (child.pid, signal.SIGKILL))
    killer.start()
    killed = child.parse(pipe)
    killer.join()
    assert isinstance(killed, Unreadable)
    assert "signal 9" in killed.reason
    assert subject_of(child.parse(letter)) == "Hola"


def test_a_child_killed_while_idle_is_not_missed(child: ParserChild, letter: Path) -> None:
    child.parse(letter)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # until it is really dead
    assert subject_of(child.parse(letter)) == "Hola"


def test_a_mail_larger_than_the_memory_limit_is_unreadable(
    child: ParserChild, letter: Path, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.eml"
    huge.touch()
    os.truncate(huge, 3 << 30)
    assert isinstance(child.parse(huge), Unreadable)
    assert subject_of(child.parse(letter)) == "Hola"


def test_a_missing_file_is_unreadable(child: ParserChild, tmp_path: Path) -> None:
    assert isinstance(child.parse(tmp_path / "nothing.eml"), Unreadable)


def test_a_forked_worker_gets_a_child_of_its_own(child: ParserChild, letter: Path) -> None:
    child.parse(letter)
    parent_child = child.pid
    worker = os.fork()
    if worker == 0:
        ok = subject_of(child.parse(letter)) == "Hola" and child.pid != parent_child
        child.close()
        os._exit(0 if ok else 1)
    assert os.waitpid(worker, 0)[1] == 0
    assert subject_of(child.parse(letter)) == "Hola"


def test_mail_behind_one_that_hangs_goes_to_the_next_child(
    hasty: ParserChild, letter: Path, pipe: Path
) -> None:
    first, hung, last = (hasty.order(path) for path in (letter, pipe, letter))
    assert subject_of(hasty.take(last)) == "Hola"
    assert isinstance(hasty.take(hung), Unreadable)
    assert subject_of(hasty.take(first)) == "Hola"


def test_more_than_the_line_takes_may_be_ordered(child: ParserChild, letter: Path) -> None:
    ordered = [child.order(letter) for _ in range(250)]
    assert {subject_of(child.take(number)) for number in ordered} == {"Hola"}


def test_threads_take_turns(child: ParserChild, letter: Path) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(subject_of(child.parse(letter))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Hola"] * 4
