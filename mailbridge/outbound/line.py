"""The open connection by which one mailbox's answers leave, and how that way is doing.

A server in trouble rests, with a growing pause; the other mailboxes' mail does not wait for it.
"""

from __future__ import annotations

import logging
from types import TracebackType

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from mailbridge.models import Mailbox, Sender
from mailbridge.oauth.providers import provider
from mailbridge.outbound import provider as provider_api
from mailbridge.outbound.ways import backend_for
from mailbridge.problems.pauses import LONGEST, pause_after
from mailbridge.problems.problem import Problem

log = logging.getLogger(__name__)


class Line:
    def __init__(self, channel_id: int) -> None:
        self._mailbox = Mailbox.objects.filter(channel=channel_id, sent_of=None).first()
        self.sender = Sender.objects.filter(mailbox=self._mailbox).first()
        if self.sender and self.sender.failing_since:
            # One worker at a time tries a server in trouble; the others send elsewhere meanwhile.
            self.sender.rest(provider_api.SEND_SECONDS)
        self._backend: BaseEmailBackend | None = None
        self.is_used = False

    def opened(self) -> BaseEmailBackend:
        """The connection. Raises what `backend_for` and its `open` raise."""
        if self._backend is None:
            self._backend = backend_for(self.sender)
        self._backend.open()
        return self._backend

    def close(self) -> None:
        try:
            if self._backend:
                self._backend.close()
        except OSError as trouble:
            log.info("Closing the mail connection: %s", trouble)

    def note(self, problem: Problem | None) -> bool:
        """How the server is doing. False when it is in trouble and there is nowhere to write that down."""
        if problem is None:
            if self.sender and self.sender.failing_since:
                self.sender.forget_trouble()
            return True
        if self._mailbox is None:
            return False
        if self.sender is None:
            self.sender, _ = Sender.objects.get_or_create(mailbox=self._mailbox)
        pause = pause_after(problem, self.sender.failures + 1)
        if self.sender.kind == Sender.Kind.SETTINGS:
            pause = min(pause, LONGEST)  # whoever mends it has no page here to say so
        self.sender.note_trouble(problem_with(self.sender, problem), pause=pause)
        self.sender.refresh_from_db()
        return True


class Lines:
    """One for each channel that a sweep has mail of."""

    def __enter__(self) -> Lines:
        self._lines: dict[int, Line] = {}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for line in self._lines.values():
            line.close()

    def of(self, channel_id: int) -> Line:
        if channel_id not in self._lines:
            self._lines[channel_id] = Line(channel_id)
        return self._lines[channel_id]


def problem_with(sender: Sender, problem: Problem) -> Problem:
    """The problem with the facts of this sender, which its words name."""
    return Problem(problem.kind, {**_facts(sender), **problem.facts})


def _facts(sender: Sender) -> dict[str, str | int]:
    if sender.kind == Sender.Kind.SETTINGS:
        return {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT, "sender": "EMAIL_URL"}
    if sender.kind == Sender.Kind.ACCOUNT:
        server = provider(sender.mailbox.provider)
        return {"host": server.smtp.host, "port": server.smtp.port, "sender": server.label}
    return {"host": sender.host, "port": sender.port, "sender": str(sender)}
