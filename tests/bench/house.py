"""A helpdesk of the bench's own: PostgreSQL, Valkey and an IMAP server in a temp folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpdesk.embedded.mailserver import MailServer
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.valkey import Valkey
from helpdesk.launch.ports import any_free
from tests.dovecot import Dovecot

PROJECT = Path(__file__).resolve().parents[2]
ADDRESS, PASSWORD = "bench@alameda.example", "acorn-and-oak"
KEY = "dGVzdHMtbmVlZC1hLWtleS1vZi0zMi1ieXRlcy4uLi4="


@dataclass(frozen=True)
class Imap:
    name: str
    port: int


@contextlib.contextmanager
def database(home: Path) -> Iterator[Postgres]:
    """A durable PostgreSQL with our tables, and the settings for it in the environment."""
    postgres = Postgres(home).start()
    try:
        postgres.create_database("bench")
        os.environ.update(_settings(home, postgres.url("bench")))
        manage("migrate", "--verbosity", "0")
        yield postgres
    finally:
        postgres.stop()


@contextlib.contextmanager
def broker(home: Path) -> Iterator[Valkey]:
    valkey = Valkey(home).start()
    os.environ["REDIS_URL"] = valkey.url
    try:
        yield valkey
    finally:
        valkey.stop()


@contextlib.contextmanager
def imap(home: Path) -> Iterator[Imap]:
    """Dovecot where it is installed, else the demo's server, which is slower."""
    found = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    server: Dovecot | MailServer
    if found:
        folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
        folder.chmod(0o755)
        server = Dovecot(folder, Path(found)).start()
        here = Imap("Dovecot", server.port)
    else:
        folder = home / "mail"
        server = MailServer(folder, [ADDRESS], any_free(), any_free(), PASSWORD).start()
        here = Imap("pymap", server.imap_port)
    try:
        yield here
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def temp_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)  # the database's account has to reach its data
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=PROJECT, check=True)


def _settings(home: Path, url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        "SECRET_KEY": "only-for-the-bench-" + "x" * 40,
        "ENCRYPTION_KEYS": KEY,
        "DATA_DIR": str(home / "data"),
        "INSTANCE_ID": "desk.alameda.example",
        "AUTHSERV_IDS": "mail.alameda.example",
        "PRIVATE_MAIL_HOSTS": "127.0.0.1",
        "HASHED_STATIC": "0",
        "DEBUG": "0",
        "DEMO": "0",
    }
