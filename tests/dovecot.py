"""A private Dovecot for the tests: a real IMAP server, on loopback, with a configuration of its own."""

import grp
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from imapclient import IMAPClient

from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.launch.ports import any_free
from tests import tokens
from tests.requirements import program

PASSWORD = "acorn-and-oak"
_serial = itertools.count(1)
CONFIGURATION = Path(__file__).with_name("dovecot.conf")


@dataclass
class Dovecot:
    """Any user name is known, with one password. `port` is plain or STARTTLS, `tls_port` is TLS."""

    home: Path
    program: Path
    port: int = 0
    tls_port: int = 0
    password: str = PASSWORD
    _process: Process | None = field(default=None, init=False)

    @property
    def certificate(self) -> Path:
        """Self-signed, for localhost and 127.0.0.1: a client may trust exactly this one."""
        return self.home / "tls.crt"

    def start(self) -> "Dovecot":
        self._make_certificate()
        mail, owner = self.home / "mail", _owner()
        mail.mkdir(exist_ok=True)
        os.chown(mail, owner.pw_uid, owner.pw_gid)
        self.port = self.port or any_free()
        self.tls_port = self.tls_port or any_free()
        (self.home / "dovecot.conf").write_text(self._configuration())
        tokens.trust(self.home)
        with (self.home / "start.log").open("wb") as log:
            self._process = tethered(
                [self.program, "-F", "-c", self.home / "dovecot.conf"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()
        return self

    def stop(self) -> None:
        if self._process:
            end(self._process, within=5)

    def kill(self) -> None:
        """As a crash would; `start` brings it back on the same ports with the same mail."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def new_user(self, name: str = "support") -> str:
        """The address of a user whom no test has had before; signing in makes the empty mailbox."""
        return f"{name}{next(_serial)}@alameda.example"

    def client(self, user: str) -> IMAPClient:
        """A signed-in client of one's own, with INBOX selected."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10)
        client.login(user, PASSWORD)
        client.select_folder("INBOX")
        return client

    def deliver(self, user: str, *mails: bytes) -> None:
        """Append mails to the user's INBOX, byte for byte, as a mail server's last step would."""
        client = self.client(user)
        for mail in mails:
            client.append("INBOX", mail)
        client.logout()

    def _configuration(self) -> str:
        owner = _owner()
        as_user = ""
        if os.geteuid() != 0:
            group = grp.getgrgid(owner.pw_gid).gr_name
            as_user = f"default_internal_user = {owner.pw_name}\ndefault_internal_group = {group}\n"
            as_user += f"default_login_user = {owner.pw_name}\n"
        text = CONFIGURATION.read_text().replace("@HOME@", str(self.home))
        text = text.replace("@UID@", str(owner.pw_uid)).replace("@GID@", str(owner.pw_gid))
        text = text.replace("@PASSWORD@", PASSWORD).replace("@PORT@", str(self.port))
        text = text.replace("@TLS_PORT@", str(self.tls_port))
        return text + as_user

    def _make_certificate(self) -> None:
        if self.certificate.exists():
            return
        command = [
            str(program("openssl", package="openssl")),
            "req",
            "-x509",
            "-nodes",
            "-days",
            "2",
        ]
        command += ["-newkey", "rsa:2048", "-subj", "/CN=localhost"]
        command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        command += ["-keyout", str(self.home / "tls.key"), "-out", str(self.certificate)]
        subprocess.run(command, check=True, capture_output=True)

    def _wait(self) -> None:
        for _ in range(200):
            try:
                IMAPClient("127.0.0.1", self.port, ssl=False, timeout=2).logout()
            except OSError:
                time.sleep(0.05)
            else:
                return
        logs = [place.read_text() for place in self.home.glob("*.log")]
        raise RuntimeError("Dovecot does not answer: " + "\n".join(logs))


def _owner() -> pwd.struct_passwd:
    """Who owns the mail: root is not allowed to."""
    return pwd.getpwnam("mail") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One server for all tests of the process: give each test a user of its own."""
    executable = program("dovecot", package="dovecot-imapd")
    home = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))  # sockets need a short path
    home.chmod(0o755)
    server = Dovecot(home, executable)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
