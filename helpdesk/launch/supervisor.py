"""Keeps the parts alive until someone ends the demo, and then ends them all."""

import selectors
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Protocol

from helpdesk.embedded.trouble import CannotStart
from helpdesk.launch.console import Console
from helpdesk.launch.program import Program

# Celery may be in the middle of a task; killing it then is safe (RELIABILITY.md 6), only later.
FAREWELL_SECONDS = 4.5
LONGEST_PAUSE_SECONDS = 30
SETTLED_SECONDS = 60
TICK_SECONDS = 0.5


class Ended(BaseException):
    """Someone asked us to end. Not an Exception: no `except Exception` may swallow it."""


class Server(Protocol):
    """An embedded server, as helpdesk.embedded starts them."""

    @property
    def running(self) -> bool: ...
    def start(self) -> object: ...
    def stop(self) -> None: ...


@dataclass
class Life:
    """How often a part died lately, and when it may start again (monotonic seconds)."""

    failures: int = 0
    began: float = field(default_factory=time.monotonic)
    due: float | None = None

    def died(self, now: float) -> float:
        """Note a death; returns the pause in seconds before the next start."""
        self.failures = 0 if now - self.began > SETTLED_SECONDS else self.failures
        pause = float(min(2**self.failures, LONGEST_PAUSE_SECONDS))
        self.failures += 1
        self.due = now + pause
        return pause

    def starts(self, now: float) -> None:
        self.began, self.due = now, None


class Supervisor:
    """Servers are started before and ended after the programs that need them."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._servers: dict[str, Server] = {}
        self._programs: dict[str, Program] = {}
        self._lives: dict[str, Life] = {}
        self._selector = selectors.DefaultSelector()

    def listen_for_the_end(self) -> None:
        """From now on Ctrl-C, SIGTERM and a closed terminal raise Ended, once."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._end)

    def add_server(self, name: str, server: Server) -> None:
        """Start the server. Raises CannotStart."""
        self._servers[name] = server
        server.start()
        self._lives[name] = Life()

    def run(self, programs: Sequence[Program], *, ready: Callable[[], bool]) -> None:
        """Start the programs and keep everything alive, until Ended is raised.

        `ready` is asked again and again until it says yes, so that it can tell people.
        """
        for program in programs:
            self._programs[program.name] = program
            self._lives[program.name] = Life()
            self._start(program)
        is_ready = False
        while True:
            for key, _ in self._selector.select(TICK_SECONDS):
                self._pass_on(key.data)
            is_ready = is_ready or ready()
            self._revive(time.monotonic())

    def end(self) -> None:
        """End the programs, all at once, then the servers, last started first."""
        for program in self._programs.values():
            if program.process and program.running:
                program.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + FAREWELL_SECONDS
        while (
            any(program.running for program in self._programs.values())
            and time.monotonic() < deadline
        ):
            for key, _ in self._selector.select(0.1):
                self._pass_on(key.data)
        for program in self._programs.values():
            if program.process and program.running:
                self._console.say(
                    f"{program.name} takes too long and is killed; nothing is lost by that."
                )
                program.process.kill()
                program.process.wait()
        for server in reversed(self._servers.values()):
            server.stop()

    def _end(self, number: int, _frame: FrameType | None) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise Ended(signal.Signals(number).name)

    def _start(self, program: Program) -> None:
        program.start()
        self._selector.register(program.output, selectors.EVENT_READ, program)

    def _pass_on(self, program: Program) -> None:
        for line in program.lines():
            self._console.line(program.name, line)
        if program.is_silent:
            self._let_go(program)

    def _let_go(self, program: Program) -> None:
        """Close our end of the pipe. A left-over child of the program may still hold the other."""
        if not program.output.closed:
            self._selector.unregister(program.output)
            program.output.close()

    def _revive(self, now: float) -> None:
        parts: dict[str, Server | Program] = {**self._servers, **self._programs}
        for name, part in parts.items():
            life = self._lives[name]
            if part.running:
                continue
            if life.due is None:
                pause = life.died(now)
                self._console.say(f"{name} ended{_how(part)}; it starts again in {pause:.0f} s.")
            elif now >= life.due:
                self._try_again(name, part, life)

    def _try_again(self, name: str, part: Server | Program, life: Life) -> None:
        try:
            if isinstance(part, Program):
                self._let_go(part)
                self._start(part)
            else:
                part.start()
        except (CannotStart, OSError) as error:
            pause = life.died(time.monotonic())
            self._console.say(f"{name} does not start: {error} It is tried again in {pause:.0f} s.")
        else:
            life.starts(time.monotonic())


def _how(part: Server | Program) -> str:
    if isinstance(part, Program) and part.process:
        return f" (exit {part.process.returncode})"
    return ""
