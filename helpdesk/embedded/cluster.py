"""The folder of a PostgreSQL cluster: made once, checked at each start."""

import os
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from helpdesk.embedded.account import Account
from helpdesk.embedded.trouble import NO_SPACE_TEXT, CannotStart, disk_is_full

# What a server gets to know of our environment: initdb would take over the caller's locale.
CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
LEAVING_SECONDS = 15


@dataclass(frozen=True)
class Cluster:
    """The data in `folder`/cluster, the `programs` that read them, and the `account` that may."""

    folder: Path
    programs: Path
    account: Account | None
    superuser: str

    @property
    def path(self) -> Path:
        return self.folder / "cluster"

    def prepare(self, *, durable: bool) -> None:
        """Make the cluster unless it is there; wait for an earlier server on it to leave."""
        if not (self.path / "PG_VERSION").exists():
            self._make(durable=durable)
        self._check_version()
        self._wait_until_left()

    def _make(self, *, durable: bool) -> None:
        """Beside its place, then rename: an initdb that was killed leaves no half of a cluster."""
        new = self.folder / "cluster.new"
        if new.exists():
            shutil.rmtree(new)
        flags = [
            "--locale=C.UTF-8",
            "--encoding=UTF8",
            "--auth=trust",
            f"--username={self.superuser}",
        ]
        if self._major >= 17:
            flags += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not durable:
            flags.append("--no-sync")
        ran = self._run("initdb", *flags, "-D", str(new))
        if ran.returncode:
            raise self.complaint(ran.stdout)
        new.rename(self.path)

    def _check_version(self) -> None:
        written = (self.path / "PG_VERSION").read_text().strip()
        if written != str(self._major):
            raise CannotStart(
                f"The data in {self.path} were written by PostgreSQL {written} and this is {self._major}: "
                f"set HELPDESK_PG_BIN to the programs of {written}, or delete the folder to begin anew."
            )

    def _wait_until_left(self) -> None:
        """After a kill -9 of our starter the old server is still shutting down, or lingers as a zombie."""
        lock = self.path / "postmaster.pid"
        deadline = time.monotonic() + LEAVING_SECONDS
        while (pid := self._server_in(lock)) and time.monotonic() < deadline:
            time.sleep(0.1)
        if pid:
            raise CannotStart(
                f"Another PostgreSQL (process {pid}) still uses {self.path}: end it and start again."
            )
        lock.unlink(missing_ok=True)

    def _server_in(self, lock: Path) -> int | None:
        """The process named in the lock if it lives and is a server on this cluster."""
        with suppress(OSError, ValueError, IndexError):
            pid = int(lock.read_text().splitlines()[0])
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if state not in "ZX" and os.fsencode(self.path) in arguments:
                return pid
        return None

    def complaint(self, output: str) -> CannotStart:
        """The server's own last words, in one sentence."""
        if NO_SPACE_TEXT in output:
            return disk_is_full(self.folder)
        told = [line for line in output.splitlines() if "FATAL" in line or "error" in line.lower()]
        last = (told or output.splitlines() or ["no reason given"])[-1]
        return CannotStart(f"PostgreSQL does not start on {self.folder}: {last.strip()}")

    @property
    def _major(self) -> int:
        # "postgres (PostgreSQL) 18.6" or "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"
        words = self._run("postgres", "--version").stdout.split()
        try:
            return int(words[2].partition(".")[0])
        except (IndexError, ValueError):
            raise CannotStart(
                f"The program {self.programs / 'postgres'} does not run here: {' '.join(words)}"
            ) from None

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        options = self.account.as_options() if self.account else {}
        ran: subprocess.CompletedProcess[str] = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd="/",
            env=CLEAN,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            **options,
        )
        return ran
