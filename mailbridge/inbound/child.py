"""A process of its own for reading mail, so that a mail made to kill its reader kills only that.

The child reads {"path": …} lines and answers each with one line of JSON. It limits its own memory
and CPU time; the parent limits the wall time, and replaces a child that died or hangs. It is a
plain subprocess, since Celery's pool workers may not have multiprocessing children.
"""

import json
import os
import resource
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

from mailbridge.inbound.parsed import ParsedMail, Unreadable

MEMORY_BYTES = 1_500 * 1024 * 1024  # address space: the language models are mapped, not read
SECONDS_A_MAIL = 10.0
_START_SECONDS = 60.0
_MAILS_A_CHILD = 2_000  # then it is replaced, so that no leak of a library grows for ever
_ROOT = Path(__file__).resolve().parents[2]


class CannotStart(Exception):
    """No child could be started: the machine is short of something. Other mails would fare no better."""


class ParserChild:
    """Parses mail in a child process. Thread-safe: one mail at a time. Survives a fork."""

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
        order = {
            "path": os.fspath(path),
            "attachments_to": os.fspath(attachments_to) if attachments_to else None,
            "authserv_ids": sorted(authserv_ids),
        }
        with self._lock:
            answer = self._ask(json.dumps(order).encode() + b"\n")
        if isinstance(answer, Unreadable):
            return answer
        return _understood(answer)

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

    def _ask(self, order: bytes) -> bytes | Unreadable:
        for _ in range(2):  # an idle child may have died unseen: one fresh try
            try:
                process = self._running()
                _pipe(process.stdin).write(order)
                _pipe(process.stdin).flush()
            except (OSError, _ChildError) as problem:
                self._end()
                failure = str(problem)
                continue
            return self._answer(process)
        raise CannotStart(failure)

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes | Unreadable:
        try:
            self._mails += 1
            return self._line(process, time.monotonic() + self._seconds)
        except TimeoutError:
            self._end()
            return Unreadable(f"Reading the mail took longer than {self._seconds:g} seconds.")
        except _ChildError:
            self._end()
            code = process.returncode
            how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
            return Unreadable(f"The parser process died while reading the mail ({how}).")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the pipes belong to the parent's child
            self._process, self._owner = None, os.getpid()
        if self._process is not None and (
            self._process.poll() is not None or self._mails >= _MAILS_A_CHILD
        ):
            self._end()
        if self._process is None:
            self._process = self._start()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-m", "mailbridge.inbound.child", str(self._memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "RAYON_NUM_THREADS": "1"},
        )
        self._process, self._buffer, self._mails = process, b"", 0
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


def _understood(answer: bytes) -> ParsedMail | Unreadable:
    try:
        mail = ParsedMail.from_json(answer.decode())
    except (ValueError, TypeError) as problem:
        return Unreadable(f"The parser process gave an answer that makes no sense ({problem}).")
    return Unreadable(mail.error) if mail.verdict == "unreadable" else mail


def serve(orders: IO[bytes], answers: IO[bytes], *, seconds: float) -> None:
    """Answer every line of `orders`; this is the child's life."""
    # Imported here: the parent never loads the parser, nor the child before its limits are set.
    from mailbridge.inbound.language import detect
    from mailbridge.inbound.parse import parse_mail, unreadable

    detect("load the models now, not at the cost of the first mail")
    answers.write(b'{"ready": true}\n')
    answers.flush()
    for line in orders:
        _allow_cpu(seconds)
        try:
            order: dict[str, Any] = json.loads(line)
            folder = order.get("attachments_to")
            mail = parse_mail(
                Path(order["path"]).read_bytes(),
                attachments_to=Path(folder) if folder else None,
                authserv_ids=frozenset(order.get("authserv_ids", ())),
            )
        except (OSError, ValueError, KeyError, TypeError, MemoryError) as problem:
            mail = unreadable(f"The file could not be read ({problem}).")
        answers.write(mail.to_json().encode() + b"\n")
        answers.flush()


def _allow_cpu(seconds: float) -> None:
    """Give the next mail `seconds` of CPU time; the limit counts from the start of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(usage.ru_utime + usage.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def _limit_memory(size: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    # Ctrl-C in a terminal reaches the whole group; the parent decides when its child ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else MEMORY_BYTES)
    serve(sys.stdin.buffer, sys.stdout.buffer, seconds=SECONDS_A_MAIL)
