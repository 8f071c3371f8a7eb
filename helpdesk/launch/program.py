"""A program of Ventanilla that runs beside us: web, worker, beat, watcher."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from helpdesk.embedded.tether import Process, tethered

LONGEST_LINE = 64 * 1024


@dataclass
class Program:
    """In our own process group, so that Ctrl-C reaches it; its output comes back line by line."""

    name: str
    argv: Sequence[str | Path]
    cwd: Path
    env: Mapping[str, str]
    process: Process | None = field(default=None, init=False)
    is_silent: bool = field(default=True, init=False)
    _partial: bytes = field(default=b"", init=False)

    def start(self) -> None:
        self.process = tethered(
            self.argv,
            own_group=False,
            cwd=self.cwd,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        os.set_blocking(self.output.fileno(), False)
        self.is_silent = False

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def output(self) -> BinaryIO:
        assert self.process is not None
        assert self.process.stdout is not None
        return cast("BinaryIO", self.process.stdout)

    def lines(self) -> Iterator[str]:
        """The whole lines that have come since the last call; `is_silent` once none can come."""
        while (chunk := self._read()) is not None:
            *whole, self._partial = (self._partial + chunk).split(b"\n")
            yield from (line.decode(errors="replace").rstrip() for line in whole)
            if self._partial and (not chunk or len(self._partial) > LONGEST_LINE):
                yield self._partial.decode(errors="replace")
                self._partial = b""
            if not chunk:
                self.is_silent = True
                return

    def _read(self) -> bytes | None:
        """What is there: nothing yet is None, the end is empty."""
        try:
            return os.read(self.output.fileno(), LONGEST_LINE)
        except BlockingIOError:
            return None
