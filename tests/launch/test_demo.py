"""`make demo`, whole: a page with a company behind it, an end on Ctrl-C, and the same data the next time."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpdesk.embedded.postgres import Postgres
from helpdesk.launch.ports import any_free

PROJECT = Path(__file__).resolve().parents[2]
# What the tests' own servers put into our environment would replace the demo's parts.
CLEAN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "USER") if name in os.environ}


@contextmanager
def demo(home: Path) -> Iterator[str]:
    """A running demo; yields its address. Ends it as Ctrl-C in a terminal does."""
    environment = {**CLEAN, "DEMO_HOME": str(home), "PORT": str(any_free())}
    said = home.with_suffix(".log")
    with said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=PROJECT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield wait_for_banner(process, said)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()


def wait_for_banner(process: "subprocess.Popen[bytes]", said: Path) -> str:
    """The address in the banner; the test has a time limit of its own."""
    while process.poll() is None:
        if found := re.search(r"Ventanilla is ready: +(\S+)", said.read_text()):
            return found[1]
        time.sleep(0.2)
    pytest.fail("the demo did not start:\n" + said.read_text())


def messages_in(home: Path) -> int:
    server = Postgres(home).start()
    try:
        with server.connect("helpdesk") as connection:
            found = connection.execute("SELECT count(*) FROM tickets_message").fetchone()
        assert found
        return int(str(found[0]))
    finally:
        server.stop()


@pytest.mark.timeout(400)
@pytest.mark.xdist_group("demo")
def test_the_demo_starts_ends_and_starts_again_with_its_data(short_folder: Path) -> None:
    home = short_folder / "a home"
    with demo(home) as address:
        assert urllib.request.urlopen(f"{address}accounts/login/", timeout=20).status == 200
    before = messages_in(home)
    assert before > 300
    with demo(home):
        pass
    assert messages_in(home) == before
