"""The folder `.demo/`: what one start leaves for the next."""

import fcntl
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from helpdesk.embedded.trouble import CannotStart, in_one_sentence

NEEDED_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True)
class Home:
    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def static(self) -> Path:
        return self.path / "static"

    def open(self) -> TextIO:
        """Make the folder and lock it. The lock holds as long as the file that is returned is open."""
        try:
            self.path.mkdir(mode=0o700, exist_ok=True)
            for folder in (self.data, self.static):
                folder.mkdir(mode=0o700, exist_ok=True)
            lock = (self.path / "lock").open("a+")
        except OSError as error:
            raise in_one_sentence(error, place=self.path) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(
                f"The demo already runs here, as process {lock.read().strip() or 'unknown'}: "
                "use it, or end it there with Ctrl-C."
            ) from None
        self._check_space()
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        return lock

    def keys(self) -> dict[str, str]:
        """The secrets of this demo, made once and readable by their owner only."""
        place = self.path / "keys.json"
        try:
            return dict(json.loads(place.read_text()))
        except FileNotFoundError:
            made = {
                "SECRET_KEY": secrets.token_urlsafe(48),
                "ENCRYPTION_KEYS": fernet_key(),
                "DEMO_MAIL_PASSWORD": secrets.token_urlsafe(18),
            }
            self._write(place, made)
            return made

    def remembered_ports(self) -> dict[str, int]:
        """The ports of the last start: mail programs and the mailbox's row know them."""
        try:
            return {name: int(port) for name, port in json.loads(self._ports.read_text()).items()}
        except (FileNotFoundError, ValueError):
            return {}

    def remember_ports(self, ports: dict[str, int]) -> None:
        self._write(self._ports, ports)

    @property
    def _ports(self) -> Path:
        return self.path / "ports.json"

    def _write(self, place: Path, content: object) -> None:
        part = place.with_suffix(".part")
        try:
            part.touch(mode=0o600)
            part.write_text(json.dumps(content))
            part.rename(place)
        except OSError as error:
            raise in_one_sentence(error, place=place) from error

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.path).free
        if free < NEEDED_BYTES:
            raise CannotStart(
                f"Only {free // 2**20} MB are free on the disk of {self.path}, and the demo needs "
                f"{NEEDED_BYTES // 2**20} MB: free some space and start again."
            )


def fernet_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()
