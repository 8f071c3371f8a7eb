"""Child processes that cannot outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, TypedDict, Unpack

from helpdesk.embedded.account import Account

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)  # loaded before any fork: the child of a threaded process must not import

Process = subprocess.Popen[bytes]


class Wiring(TypedDict, total=False):
    cwd: Path | str
    env: Mapping[str, str]
    stdin: IO[bytes] | int
    stdout: IO[bytes] | int
    stderr: IO[bytes] | int


def tethered(
    argv: Sequence[str | Path],
    *,
    farewell: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    own_group: bool = True,
    **wiring: Unpack[Wiring],
) -> Process:
    """Start a program that gets `farewell` when the thread that called us dies, even by SIGKILL.

    Call it from the main thread: Linux ties the signal to the starting thread. `own_group` keeps
    Ctrl-C in the terminal away from the child.
    """
    options: dict[str, Any] = dict(wiring)
    if account:
        options |= account.as_options()
    return subprocess.Popen(
        [str(part) for part in argv],
        process_group=0 if own_group else None,
        preexec_fn=_tie(farewell),  # noqa: PLW1509 - one system call on a library that is loaded
        **options,
    )


def end(process: Process, *, by: signal.Signals = signal.SIGTERM, within: float) -> None:
    """Ask a child to end; after `within` seconds kill it. It is reaped either way."""
    if process.poll() is None:
        process.send_signal(by)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tie(farewell: signal.Signals) -> Callable[[], None] | None:
    """What the child does between fork and exec, after it changed its user (which would untie it)."""
    if not sys.platform.startswith("linux"):
        return None
    parent = os.getpid()

    def tie() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(farewell), 0, 0, 0)
        if os.getppid() != parent:  # it died between our fork and the line above
            os.kill(os.getpid(), signal.SIGKILL)

    return tie
