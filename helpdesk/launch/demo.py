"""From nothing to a running helpdesk: servers, keys, tables, people, programs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.demo import company
from helpdesk.embedded.mailserver import MailServer
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.tether import Process, end, tethered
from helpdesk.embedded.trouble import NO_SPACE_TEXT, CannotStart, disk_is_full
from helpdesk.embedded.valkey import Valkey
from helpdesk.launch import environment, ports, programs
from helpdesk.launch.console import Console
from helpdesk.launch.home import Home
from helpdesk.launch.supervisor import Ended, Supervisor

DATABASE = "helpdesk"
WEB_PORT, SMTP_PORT, IMAP_PORT = 8000, 2525, 2143


@dataclass
class Demo:
    """One run of the demo, with its data in DEMO_HOME, else in `project`/.demo."""

    project: Path
    given: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def __post_init__(self) -> None:
        self.given = {name: value for name, value in self.given.items() if value}
        self.home = Home(Path(self.given.get("DEMO_HOME", self.project / ".demo")))
        self.console = Console()
        self.supervisor = Supervisor(self.console)
        self.env: dict[str, str] = {}
        self.mail: MailServer | None = None

    def run(self) -> int:
        """Run until someone ends it; returns the exit status."""
        os.umask(0o077)  # mail, logs and blobs are for the eyes of whoever started the demo
        self.supervisor.listen_for_the_end()
        try:
            self.console.say("Starting; the first time takes a minute …")
            with self.home.open():
                return self._run()
        except CannotStart as trouble:
            self.console.say(str(trouble))
            return 1
        except Ended:
            return 0

    def _run(self) -> int:
        try:
            self._prepare()
            started = programs.of(self.project, self.env, web_port=self.web_port)
            self.supervisor.run(started, ready=self._welcome)
        except Ended as ended:
            self.console.say(f"Ending ({ended}) …")
        finally:
            self.supervisor.end()
        self.console.say(f"Ended. The data stay in {self.home.path.name}/ for the next start.")
        return 0

    def _prepare(self) -> None:
        self._choose_ports()
        keys = self.home.keys()
        self.env = environment.for_demo(self.home, keys, web_port=self.web_port)
        self._start_servers(keys["DEMO_MAIL_PASSWORD"])
        self.env |= self.given
        self.console.say("Preparing the database …")
        self._manage(["migrate", "--no-input"], ["collectstatic", "--no-input"])
        self.console.say("Looking after the made-up company …")
        self._manage(["demo_data"])

    def _choose_ports(self) -> None:
        host, last = self.given.get("HOST", "127.0.0.1"), self.home.remembered_ports()
        if wanted := self.given.get("PORT"):
            self.web_port = ports.exactly(wanted, host=host)
        else:
            self.web_port = ports.first_free(WEB_PORT, host=host)
            if self.web_port != WEB_PORT:
                self.console.say(f"Port {WEB_PORT} is busy, so the pages are on {self.web_port}.")
        taken = frozenset({self.web_port})
        self.smtp_port = ports.first_free(last.get("smtp", SMTP_PORT), taken=taken)
        self.imap_port = ports.first_free(
            last.get("imap", IMAP_PORT), taken=taken | {self.smtp_port}
        )
        self.home.remember_ports({"smtp": self.smtp_port, "imap": self.imap_port})

    def _start_servers(self, mail_password: str) -> None:
        """Start what the environment does not name."""
        if not self.given.get("DATABASE_URL"):
            postgres = Postgres(self.home.path)
            self.supervisor.add_server("postgres", postgres)
            postgres.create_database(DATABASE)
            self.env["DATABASE_URL"] = postgres.url(DATABASE)
        if not self.given.get("REDIS_URL"):
            valkey = Valkey(self.home.path)
            self.supervisor.add_server("valkey", valkey)
            self.env["REDIS_URL"] = valkey.url
        if not (self.given.get("EMAIL_URL") and self.given.get("MAILBOX_HOST")):
            self.mail = MailServer(
                self.home.path,
                support=list(company.SUPPORT_ADDRESSES),
                imap_port=self.imap_port,
                smtp_port=self.smtp_port,
                password=mail_password,
                authserv_id=company.AUTHSERV_ID,
            )
            self.supervisor.add_server("mail", self.mail)
            self.env |= environment.for_mail(self.mail)

    def _manage(self, *commands: Sequence[str]) -> None:
        """Run management commands beside each other to their end. Raises CannotStart for the first that fails."""
        running = [(command[0], self._start_managing(command)) for command in commands]
        try:
            outputs = [process.communicate()[0].decode(errors="replace") for _, process in running]
        finally:
            for _, process in running:
                end(process, within=3)
        for (name, process), output in zip(running, outputs, strict=True):
            if process.returncode and NO_SPACE_TEXT in output:
                raise disk_is_full(self.home.path)
            if process.returncode:
                print(output.strip(), file=sys.stderr)
                raise CannotStart(f"`manage.py {name}` failed; its own words stand above.")

    def _start_managing(self, command: Sequence[str]) -> Process:
        return tethered(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            own_group=False,
            cwd=self.project,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def _welcome(self) -> bool:
        """Show the banner once the pages answer; False while they do not."""
        if ports.is_free(self.web_port, host=self.env.get("HOST", "127.0.0.1")):
            return False
        lines = [
            f"Ventanilla is ready:  {self.env['BASE_URL']}/",
            "",
            *(
                f"{role:<15}{name:<28}password  {company.PASSWORD}"
                for role, name in company.SIGN_INS.items()
            ),
            "",
            f"Be a customer:  {self.env['BASE_URL']}/demo/",
        ]
        if self.mail:
            lines += [
                f"Or write to {' or '.join(company.SUPPORT_ADDRESSES)}",
                f"from any mail program: SMTP 127.0.0.1:{self.smtp_port}, no encryption, no login.",
                f"All mail to customers: IMAP 127.0.0.1:{self.imap_port}, user customers,",
                f"password {self.env['DEMO_MAIL_PASSWORD']}",
            ]
        self.console.banner([*lines, "", "Ctrl-C ends everything."])
        return True
