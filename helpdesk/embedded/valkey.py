"""A private Valkey on a UNIX socket, which keeps its data over restarts (append-only file)."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from socket import AF_UNIX, socket

from helpdesk.embedded.binaries import valkey_server
from helpdesk.embedded.places import leave, run_folder
from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.embedded.trouble import (
    NO_SPACE_TEXT,
    CannotStart,
    disk_is_full,
    in_one_sentence,
)

READY_SECONDS = 15


@dataclass
class Valkey:
    """One server whose data lie in `home`/valkey."""

    home: Path
    durable: bool = True
    _process: Process | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.home = self.home.resolve()
        self.log = self.home / "valkey.log"

    @property
    def socket(self) -> Path:
        return run_folder(self.home) / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> "Valkey":
        """Start and wait until it answers. Raises CannotStart with one sentence."""
        try:
            self._launch()
        except OSError as error:
            raise in_one_sentence(error, place=self.home) from error
        deadline = time.monotonic() + READY_SECONDS
        while self.running and time.monotonic() < deadline:
            if self._answers():
                return self
            time.sleep(0.02)
        self.stop()
        raise self._complaint()

    def stop(self) -> None:
        if self._process:
            end(self._process, by=signal.SIGTERM, within=1)
            self._process = None
            self.socket.unlink(missing_ok=True)
            leave(self.home)

    def _launch(self) -> None:
        data = self.home / "valkey"
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        command: list[str | Path] = [valkey_server(), "--port", "0", "--unixsocket", self.socket]
        command += ["--unixsocketperm", "700", "--dir", data, "--save", ""]
        command += ["--maxmemory-policy", "noeviction"]
        command += ["--appendonly", "yes" if self.durable else "no"]
        self.socket.unlink(missing_ok=True)
        with self.log.open("wb") as log:
            self._process = tethered(
                command,
                cwd=data,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _answers(self) -> bool:
        try:
            with socket(AF_UNIX) as line:
                line.settimeout(1)
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")  # "-LOADING" while it reads its file
        except OSError:
            return False

    def _complaint(self) -> CannotStart:
        output = self.log.read_text(errors="replace")
        if NO_SPACE_TEXT in output:
            return disk_is_full(self.home)
        last = (output.splitlines() or ["no reason given"])[-1]
        return CannotStart(f"Valkey does not start on {self.home / 'valkey'}: {last.strip()}")
