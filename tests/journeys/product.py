"""The product as it runs in production: web, worker, beat and watcher over this process's test database."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.launch import programs
from helpdesk.launch.ports import any_free

PROJECT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60


@dataclass
class Product:
    """Started with the mail servers of a test; `log` keeps what the programs say."""

    home: Path
    smtp_port: int
    authserv_id: str = "mail.papeleria.example"
    running: dict[str, Process] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = any_free()
        self.url = f"http://localhost:{self.port}"

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        for program in programs.of(PROJECT, self.env, web_port=self.port):
            with (self.home / f"{program.name}.log").open("ab") as log:
                self.running[program.name] = tethered(
                    program.argv,
                    cwd=PROJECT,
                    env=self.env,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
        self._await_web()

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            end(process, within=12)

    @property
    def env(self) -> dict[str, str]:
        database = connection.settings_dict
        folder = quote(str(Path(database["HOST"]) / database["NAME"]))
        return {
            **os.environ,
            "DATABASE_URL": f"postgres://{database['USER']}@/{folder}",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "BASE_URL": self.url,
            "DATA_DIR": str(settings.DATA_DIR),
            "AUTHSERV_IDS": self.authserv_id,
            "UNDO_SECONDS": "1",
            "DEBUG": "1",
            "LOG_LEVEL": "INFO",
            "PYTHONUNBUFFERED": "1",
        }

    def log(self) -> str:
        """Everything said so far, for a test that fails."""
        texts = (path.read_text(errors="replace") for path in sorted(self.home.glob("*.log")))
        return "\n".join(texts)[-8000:]

    def _await_web(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=30).close()
                return
            if self.running["web"].poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"The web process does not answer:\n{self.log()}")
