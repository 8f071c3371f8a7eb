"""Starts and stops the demo's mail process."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from helpdesk.embedded.mail import PASSWORD_VARIABLE
from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.embedded.trouble import CannotStart, in_one_sentence

PROJECT = Path(__file__).resolve().parents[2]
READY_SECONDS = 20


@dataclass
class MailServer:
    """IMAP and SMTP on loopback; accepted mail lies in `home`/mail."""

    home: Path
    support: list[str]
    imap_port: int
    smtp_port: int
    password: str
    authserv_id: str = "mail.demo.example"
    _process: Process | None = field(default=None, init=False)

    @property
    def smtp_url(self) -> str:
        """For the product: its mail is not authenticated, as between strangers."""
        return f"smtp://127.0.0.1:{self.smtp_port}"

    @property
    def customers_smtp_url(self) -> str:
        """For the demo's customers, whose mail counts as authenticated (dmarc=pass)."""
        return f"smtp://customers:{quote(self.password, safe='')}@127.0.0.1:{self.smtp_port}"

    @property
    def customers_imap_url(self) -> str:
        """Where all mail to the customers can be read."""
        return f"imap://customers:{quote(self.password, safe='')}@127.0.0.1:{self.imap_port}"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> "MailServer":
        """Start and wait until both ports answer. Raises CannotStart with one sentence."""
        try:
            self._launch()
        except OSError as error:
            raise in_one_sentence(error, place=self.home) from error
        deadline = time.monotonic() + READY_SECONDS
        while self.running and time.monotonic() < deadline:
            if _greets(self.imap_port) and _greets(self.smtp_port):
                return self
            time.sleep(0.05)
        self.stop()
        last = (self._log.read_text(errors="replace").splitlines() or ["no reason given"])[-1]
        raise CannotStart(f"The demo's mail server does not start: {last}")

    def stop(self) -> None:
        if self._process:
            end(self._process, within=1)

    @property
    def _log(self) -> Path:
        return self.home / "mail.log"

    def _launch(self) -> None:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        command: list[str | Path] = [sys.executable, "-m", "helpdesk.embedded.mail"]
        command += ["--imap-port", str(self.imap_port), "--smtp-port", str(self.smtp_port)]
        command += ["--spool", self.home / "mail", "--authserv-id", self.authserv_id]
        for address in self.support:
            command += ["--support", address]
        with self._log.open("wb") as log:
            self._process = tethered(
                command,
                cwd=PROJECT,
                env={**os.environ, PASSWORD_VARIABLE: self.password},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


def _greets(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            return line.recv(3) in (b"* O", b"220")
    except OSError:
        return False
