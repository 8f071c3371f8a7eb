"""A process of its own for reading mail, so that a mail made to kill its reader kills only that.

The child reads {"path": …} lines and answers each with one line of JSON. It limits its own memory
and CPU time; the parent limits the wall time, and replaces a child that died or hangs. It is a
plain subprocess, since Celery's pool workers may not have multiprocessing children.
"""

import contextlib
import fcntl
import itertools
import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

from mailbridge.inbound.parsed import ParsedMail, Unreadable
from tickets.reasons import because

MEMORY_BYTES = 1_500 * 1024 * 1024  # address space: the language models are mapped, not read
SECONDS_A_MAIL = 10.0
_START_SECONDS = 60.0
_LONGEST_LINE = 100  # orders, so that neither side ever waits to write while the other does
_PIPE_BYTES = 1 << 20
_MAILS_A_CHILD = 5_000  # then it is replaced, so that no leak of a library grows for ever
_ROOT = Path(__file__).resolve().parents[2]


class CannotStart(Exception):
    """No child could be started: the machine is short of something. Other mails would fare no better."""


class ParserChild:
    """Parses mail in a child process, in the order in which it was asked to. Survives a fork.

    Thread-safe. Whoever orders several mails before they take the first has the child parse ahead. A mail
    that kills or hangs the child costs only itself: the others in the line go to the next child.
    """

    def __init__(
        self, *, seconds: float = SECONDS_A_MAIL, memory_bytes: int = MEMORY_BYTES
    ) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._buffer = b""
        self._mails = 0
        self._numbers = itertools.count()
        self._line_up: dict[int, bytes] = {}  # what was ordered and not answered yet, in order
        self._answers: dict[int, bytes | Unreadable] = {}

    def parse(
        self,
        path: Path | str,
        *,
        attachments_to: Path | str | None = None,
        authserv_ids: frozenset[str] = frozenset(),
    ) -> ParsedMail | Unreadable:
        """Parse the mail in the file at `path`; never raises for what the mail does.

        Raises CannotStart, which says nothing of the mail.
        """
        return self.take(self.order(path, attachments_to=attachments_to, authserv_ids=authserv_ids))

    def wake(self) -> None:
        """Have a child ready. Raises CannotStart."""
        with self._lock:
            self._ready()

    def order(
        self,
        path: Path | str,
        *,
        attachments_to: Path | str | None = None,
        authserv_ids: frozenset[str] = frozenset(),
    ) -> int:
        """Have it parsed while the caller does something else; `take` the number. Raises CannotStart."""
        order = {
            "path": os.fspath(path),
            "attachments_to": os.fspath(attachments_to) if attachments_to else None,
            "authserv_ids": sorted(authserv_ids),
        }
        with self._lock:
            self._ready()
            while len(self._line_up) >= _LONGEST_LINE:
                self._hear()
            number = next(self._numbers)
            self._line_up[number] = json.dumps(order).encode() + b"\n"
            if self._process:  # else the next one is told the whole line
                self._write(self._line_up[number])
        return number

    def take(self, number: int) -> ParsedMail | Unreadable:
        """What an ordered mail says; each is taken once. Raises CannotStart."""
        with self._lock:
            while number not in self._answers:
                self._hear()
            answer = self._answers.pop(number)
        return answer if isinstance(answer, Unreadable) else _understood(answer)

    @property
    def pid(self) -> int | None:
        """The child's process id, None before the first mail."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        with self._lock:
            self._end()

    def __enter__(self) -> "ParserChild":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready(self) -> None:
        if self._owner != os.getpid():  # after a fork the pipes belong to the parent's child
            self._process, self._owner = None, os.getpid()
            self._line_up.clear()
        if not self._line_up:
            if self._process and (
                self._process.poll() is not None or self._mails >= _MAILS_A_CHILD
            ):
                self._end()
            if self._process is None:
                self._begin()

    def _hear(self) -> None:
        """Wait for the next answer; it is that of the first in the line, and so is the blame."""
        process = self._process or self._begin()
        answer = self._answer(process)
        first = next(iter(self._line_up))
        del self._line_up[first]
        self._answers[first] = answer

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes | Unreadable:
        try:
            self._mails += 1
            return self._line(process, time.monotonic() + self._seconds)
        except TimeoutError:
            self._end()
            return Unreadable(because("reader_slow", seconds=f"{self._seconds:g}"))
        except _ChildError:
            self._end()
            code = process.returncode
            if code and code < 0:
                return Unreadable(because("reader_signal", number=-code))
            return Unreadable(because("reader_exit", number=code))

    def _begin(self) -> subprocess.Popen[bytes]:
        """Start a child and tell it the whole line."""
        for _ in range(2):
            try:
                process = self._process = self._start()
                break
            except (OSError, _ChildError) as problem:
                self._end()
                failure = str(problem)
        else:
            raise CannotStart(failure)
        for order in self._line_up.values():
            self._write(order)
        return process

    def _write(self, order: bytes) -> None:
        assert self._process is not None
        # One that has died meanwhile is found out when its answer is missed.
        with contextlib.suppress(OSError):
            _pipe(self._process.stdin).write(order)
            _pipe(self._process.stdin).flush()

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-m", "mailbridge.inbound.serving", str(self._memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "RAYON_NUM_THREADS": "1"},
        )
        self._process, self._buffer, self._mails = process, b"", 0
        _widen(process.stdout)
        try:
            self._line(process, time.monotonic() + _START_SECONDS)  # it says that it is ready
        except TimeoutError as problem:
            raise _ChildError("it did not start in time") from problem
        return process

    def _line(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        """Return the child's next line; raise TimeoutError or _ChildError."""
        pieces = [self._buffer]
        descriptor = _pipe(process.stdout).fileno()
        while b"\n" not in pieces[-1]:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError
            piece = os.read(descriptor, 1 << 20)
            if not piece:
                process.wait()
                raise _ChildError("it died")
            pieces.append(piece)
        line, _, self._buffer = b"".join(pieces).partition(b"\n")
        return line

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                continue


class _ChildError(Exception):
    """The child is gone, or never came."""


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # all were asked for
    return pipe


def _widen(pipe: IO[bytes] | None) -> None:
    """Room for the answers of a batch, so that the child can parse ahead."""
    with contextlib.suppress(OSError):  # a quota of the system; it only waits more often then
        fcntl.fcntl(_pipe(pipe).fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _understood(answer: bytes) -> ParsedMail | Unreadable:
    try:
        mail = ParsedMail.from_json(answer.decode())
    except (ValueError, TypeError) as problem:
        return Unreadable(because("reader_nonsense", said=str(problem)[:400]))
    return Unreadable(mail.error) if mail.verdict == "unreadable" else mail
