"""An SMTP server for the tests that follows a script and keeps the bytes of each mail."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from helpdesk.launch.ports import any_free


class Then(Enum):
    """What becomes of the connection after the final dot."""

    ANSWER = "answer"
    RESET = "reset"  # the mail is stored, and the line breaks before the 250


@dataclass(frozen=True)
class Step:
    """What the server does with one mail. Without a script it accepts at once."""

    answer: str = "250 2.0.0 Accepted"
    delay_seconds: float = 0
    then: Then = Then.ANSWER
    rcpt_answer: str = "250 2.1.5 OK"


@dataclass(frozen=True)
class Received:
    """One mail as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    at: float


@dataclass
class SmtpSink:
    """`mails` holds what was accepted, or stored before a reset; `refused` the rest."""

    port: int = 0
    mails: list[Received] = field(default_factory=list)
    refused: list[Received] = field(default_factory=list)
    script: deque[Step] = field(default_factory=deque)
    _server: asyncio.Server | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def next(self, *steps: Step) -> None:
        """Follow these steps with the next mails, one each."""
        self.script.extend(steps)

    def start(self) -> "SmtpSink":
        """Listen; after a `stop`, on the same port again."""
        self.port = self.port or any_free()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        listening = asyncio.run_coroutine_threadsafe(self._listen(), self._loop)
        self._server = listening.result(10)
        return self

    def stop(self) -> None:
        """Close the port: who connects now is refused."""
        closing = asyncio.run_coroutine_threadsafe(self._close(), self._loop)
        closing.result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait_for(self, count: int, *, seconds: float = 45) -> list[Received]:
        """The first `count` mails, as soon as they have come. Fails the test when they do not."""
        return list(self._wait(lambda: self.mails[:count], count, seconds))

    def wait_for_recipient(
        self, address: str, *, count: int = 1, seconds: float = 45
    ) -> list[Received]:
        """The first `count` mails to the address."""
        return self._wait(
            lambda: [mail for mail in self.mails if address in mail.recipients][:count],
            count,
            seconds,
        )

    def _wait(
        self, found: Callable[[], list[Received]], count: int, seconds: float
    ) -> list[Received]:
        deadline = time.monotonic() + seconds
        while len(found()) < count:
            if time.monotonic() > deadline:
                pytest.fail(f"{len(found())} of {count} mails came in {seconds:.0f} s")
            time.sleep(0.02)
        return found()

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._session, "127.0.0.1", self.port)

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    def _session(self) -> SMTP:
        return SMTP(self, hostname="sink.example", enable_SMTPUTF8=True, loop=self._loop)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's names and order
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.script[0].rcpt_answer if self.script else Step().rcpt_answer
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        else:
            self.script.popleft()
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        step = self.script.popleft() if self.script else Step()
        await asyncio.sleep(step.delay_seconds)
        raw = bytes(envelope.original_content or b"")
        mail = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw, time.time())
        if step.answer.startswith("250"):
            self.mails.append(mail)
        else:
            self.refused.append(mail)
        if step.then is Then.RESET:
            cast("asyncio.Transport", server.transport).abort()
        return step.answer


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    sink = SmtpSink().start()
    yield sink
    sink.stop()
