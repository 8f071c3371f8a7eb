"""The supervisor keeps programs alive and ends them all; each test runs a real one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
# Runs the program that the arguments name, under the name "part", until somebody ends it.
RUN = """
import os, sys
from pathlib import Path
from helpdesk.launch.console import Console
from helpdesk.launch.program import Program
from helpdesk.launch.supervisor import Ended, Supervisor
supervisor = Supervisor(Console())
supervisor.listen_for_the_end()
program = Program("part", [sys.executable, "-u", "-c", sys.argv[1]], cwd=Path.cwd(), env=dict(os.environ))
try:
    supervisor.run([program], ready=lambda: True)
except Ended:
    supervisor.end()
"""
SAY_PID = "import os, time; print('pid', os.getpid()); "


class Run:
    """A supervisor over one program made of `code`."""

    def __init__(self, code: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, code],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until(self, text: str) -> str:
        """The first line that holds the text."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if text in line:
                return line.strip()
        pytest.fail(f"the supervisor ended without saying {text!r}")

    def program_pid(self) -> int:
        return int(self.until("pid ").split()[-1])


@pytest.fixture
def started() -> Iterator[list[Run]]:
    runs: list[Run] = []
    yield runs
    for run in runs:
        run.process.kill()
        run.process.communicate()


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_gone_soon(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not lives(pid)


def run(started: list[Run], code: str) -> Run:
    started.append(Run(code))
    return started[-1]


def test_lines_carry_the_name_of_their_part(started: list[Run]) -> None:
    supervisor = run(started, "import time; print('hola'); time.sleep(60)")
    assert supervisor.until("hola") == "part    | hola"


def test_a_part_that_dies_starts_again(started: list[Run]) -> None:
    supervisor = run(started, SAY_PID + "time.sleep(60)")
    first = supervisor.program_pid()
    os.kill(first, signal.SIGKILL)
    assert "ended (exit -9); it starts again in 1 s" in supervisor.until("ended")
    assert supervisor.program_pid() != first


def test_a_part_that_dies_again_and_again_waits_longer(started: list[Run]) -> None:
    supervisor = run(started, "raise SystemExit(3)")
    assert "(exit 3); it starts again in 1 s" in supervisor.until("ended")
    assert "(exit 3); it starts again in 2 s" in supervisor.until("ended")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_part_ends_with_the_supervisor(started: list[Run], end: signal.Signals) -> None:
    supervisor = run(started, SAY_PID + "time.sleep(60)")
    pid = supervisor.program_pid()
    supervisor.process.send_signal(end)
    assert supervisor.process.wait(10) == 0
    assert not lives(pid)


def test_the_part_ends_when_the_supervisor_is_killed(started: list[Run]) -> None:
    supervisor = run(started, SAY_PID + "time.sleep(60)")
    pid = supervisor.program_pid()
    supervisor.process.kill()
    assert is_gone_soon(pid)


def test_a_part_that_will_not_end_is_killed_within_ten_seconds(started: list[Run]) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    supervisor = run(started, deaf + SAY_PID + "time.sleep(60)")
    pid = supervisor.program_pid()
    supervisor.process.terminate()
    assert supervisor.process.wait(10) == 0
    assert not lives(pid)
