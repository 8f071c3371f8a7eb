"""The whole product on this machine, each part of which can be killed and started again."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.embedded.trouble import CannotStart
from helpdesk.embedded.valkey import Valkey
from helpdesk.launch import programs
from helpdesk.launch.ports import any_free
from helpdesk.launch.program import Program
from tests.bench import house as bench
from tests.bench.meter import family
from tests.smtp_sink import SmtpSink

READY_SECONDS = 60
HOOK_SECRET = "desk:long-random-words"


@dataclass
class House:
    """Servers first, then the programs. Start from the main thread: the children die with it."""

    home: Path
    postgres: Postgres
    valkey: Valkey
    sink: SmtpSink
    imap_port: int
    running: dict[str, Process] = field(default_factory=dict)

    def __post_init__(self) -> None:
        port = any_free()
        self.url = f"http://localhost:{port}"
        os.environ.update(
            {
                "BASE_URL": self.url,
                "EMAIL_URL": self.sink.url,
                "ANYMAIL_WEBHOOK_SECRET": HOOK_SECRET,
                "UNDO_SECONDS": "1",
                "STATIC_ROOT": str(self.home / "static"),
                "LOG_LEVEL": "WARNING",
                "PYTHONUNBUFFERED": "1",
            }
        )
        made = programs.of(bench.PROJECT, os.environ, web_port=port)
        self._programs = {program.name: program for program in made}

    def start(self, name: str) -> None:
        servers: dict[str, Callable[[], object]] = {
            "postgres": self.postgres.start,
            "valkey": self.valkey.start,
        }
        if name in servers:
            _patiently(servers[name])
        else:
            self.running[name] = self._launch(self._programs[name])

    def kill(self, name: str) -> None:
        """SIGKILL to the part and to every process below it."""
        servers = {"postgres": self.postgres._process, "valkey": self.valkey._process}
        process = servers.get(name) or self.running[name]
        if process.poll() is None:
            for pid in sorted(family(process.pid), key=process.pid.__ne__):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()
        if name == "valkey":
            shutil.rmtree(self.home / "valkey")  # it comes back empty (F32)

    def start_programs(self) -> None:
        for name in self._programs:
            self.start(name)
        self.await_web()

    def kill_programs(self) -> list[str]:
        """All of them; returns whom."""
        for name in self.running:
            self.kill(name)
        return list(self.running)

    def end_programs(self) -> list[str]:
        """As an administrator does; returns whom that killed: nobody."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            end(process, within=30)
        return []

    def log(self, name: str) -> str:
        return (self.home / f"{name}.log").read_text(errors="replace")

    def _launch(self, program: Program) -> Process:
        with (self.home / f"{program.name}.log").open("ab") as log:
            return tethered(
                program.argv,
                cwd=program.cwd,
                env=program.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def await_web(self) -> None:
        """Until the pages answer."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/health/ready", timeout=10).close()
                return
            time.sleep(0.1)
        raise SystemExit(f"The pages do not answer:\n{self.log('web')[-4000:]}")


@contextlib.contextmanager
def opened() -> Iterator[House]:
    """A house with a durable database, a broker, Dovecot and an SMTP sink; its programs do not run yet."""
    with (
        bench.temp_folder() as home,
        bench.database(home) as postgres,
        bench.broker(home) as valkey,
    ):
        sink = SmtpSink().start()
        try:
            with bench.imap(home) as server:
                house = House(home, postgres, valkey, sink, server.port)
                try:
                    yield house
                finally:
                    house.kill_programs()
        finally:
            sink.stop()


def _patiently(start: Callable[[], object]) -> None:
    """A server whose killed forerunner still lingers may need a second try."""
    for _ in range(5):
        try:
            start()
        except CannotStart as trouble:
            print(f"  {trouble}")
            time.sleep(1)
        else:
            return
    raise SystemExit("A server does not come back.")
