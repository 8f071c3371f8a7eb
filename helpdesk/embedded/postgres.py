"""A private PostgreSQL on a UNIX socket: no TCP, no password, nobody else may enter its folder."""

import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from helpdesk.embedded.account import Account
from helpdesk.embedded.binaries import postgres_bin
from helpdesk.embedded.cluster import CLEAN, Cluster
from helpdesk.embedded.places import leave, outside, run_folder
from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.embedded.trouble import in_one_sentence

ROLE = "helpdesk"
READY_SECONDS = 30
STOP_SECONDS = 3  # then it is killed, which its write-ahead log survives
PRIVATE = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# What a start says while the remains of a killed server are not gone yet.
LINGERING = ("already exists", "still in use")
# For data that nobody will miss: never wait for the disk.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """One server whose data lie in `home`/postgres. `durable` is False only for data nobody will miss."""

    home: Path
    durable: bool = True
    _process: Process | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.home = self.home.resolve()
        self.log = self.home / "postgres.log"

    def start(self) -> "Postgres":
        """Start on new or old data and wait until it answers. Raises CannotStart with one sentence."""
        try:
            account = Account.below_root(self.home / "postgres")
            cluster = Cluster(self._folder(account), postgres_bin(account), account, ROLE)
            cluster.prepare(durable=self.durable)
            self._launch(cluster)
        except OSError as error:
            raise in_one_sentence(error, place=self.home) from error
        return self

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, the data are left clean."""
        if self._process:
            end(self._process, by=signal.SIGINT, within=STOP_SECONDS)
            self._process = None
            shutil.rmtree(self.sockets, ignore_errors=True)
            leave(self.home)

    @property
    def sockets(self) -> Path:
        return run_folder(self.home) / "pg"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def url(self, database: str) -> str:
        """As django-environ reads it: a path with a second slash is the socket's folder and the name."""
        return f"postgres://{ROLE}@/{quote(str(self.sockets / database))}"

    def create_database(self, name: str) -> None:
        """Make the database unless it is there."""
        with self.connect("postgres") as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            ).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def connect(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.sockets), user=ROLE, dbname=database, autocommit=True)

    def _folder(self, account: Account | None) -> Path:
        """The data's folder. Where the account cannot enter `home` (it is under /root, say) it is a link."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = self.home / "postgres"
        if account is None:
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            return folder
        self.home.chmod(0o711)  # our own folder; what lies in it has modes of its own
        account.owns(self.sockets)
        if not folder.exists() and not account.can_enter(self.home):
            folder.unlink(missing_ok=True)  # a link whose end was deleted
            account.owns(outside(self.home))
            folder.symlink_to(outside(self.home))
        return account.owns(folder.resolve())

    def _launch(self, cluster: Cluster) -> None:
        """Start the server; again for a while when one that was killed still lingers."""
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers(self._spawn(cluster), deadline=deadline):
            output = self.log.read_text(errors="replace")
            if time.monotonic() > deadline or not any(sign in output for sign in LINGERING):
                raise cluster.complaint(output)
            time.sleep(0.3)
            self._clear_sockets()

    def _spawn(self, cluster: Cluster) -> Process:
        options = {**PRIVATE, "unix_socket_directories": f'"{self.sockets}"'}
        if not self.durable:
            options |= THROW_AWAY
        command: list[str | Path] = [cluster.programs / "postgres", "-D", cluster.path]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as log:
            self._process = tethered(
                command,
                farewell=signal.SIGINT,
                account=cluster.account,
                cwd="/",
                env=CLEAN,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self._process

    def _answers(self, process: Process, *, deadline: float) -> bool:
        while process.poll() is None:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    end(process, by=signal.SIGINT, within=STOP_SECONDS)
                time.sleep(0.05)
            else:
                return True
        return False

    def _clear_sockets(self) -> None:
        """The folder is ours alone, and no server lives on our data: what lies there is a dead one's."""
        for left in self.sockets.iterdir():
            left.unlink(missing_ok=True)
