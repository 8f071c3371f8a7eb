"""What an error of the network or of a mail server means."""

from __future__ import annotations

import errno
import re
import socket
import ssl

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.child import CannotStart
from mailbridge.models import Mailbox
from mailbridge.problems.problem import Problem

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
_BACKOFF = re.compile(r"back-?off\D{0,20}(\d{1,9})\s*(ms|milli|s\b|sec)?", re.IGNORECASE)
_TOO_BUSY = re.compile(
    r"too many|rate limit|throttl|back-?off|overquota|bandwidth|\[(?:LIMIT|UNAVAILABLE|INUSE)\]"
    r"|authenticated but not connected|try again|temporar",
    re.IGNORECASE,
)


class CannotConnect(Exception):
    """Why a mailbox could not be opened. `retry_seconds` is the server's own wish, if it said one."""

    def __init__(self, kind: str, *, retry_seconds: int = 0, **facts: object) -> None:
        super().__init__(kind)
        self.problem, self.retry_seconds = Problem(kind, facts), retry_seconds

    @classmethod
    def because(cls, problem: Problem) -> CannotConnect:
        return cls(problem.kind, **problem.facts)

    @property
    def kind(self) -> str:
        return self.problem.kind

    def __str__(self) -> str:
        return str(self.problem)


def in_words(error: Exception, mailbox: Mailbox) -> CannotConnect:
    """Whatever stopped a visit: it may also be our own machine (F29)."""
    if isinstance(error, CannotConnect):
        return error
    if isinstance(error, CannotStart):
        return CannotConnect("reader")
    if isinstance(error, OSError) and (error.filename or error.errno in _DISK):
        return CannotConnect("disk")
    return trouble(error, mailbox)


def trouble(error: Exception, mailbox: Mailbox) -> CannotConnect:
    """What an OSError, UnicodeError or IMAPClientError means."""
    if isinstance(error, IMAPClientError) and is_busy(error):
        return busy(error)
    kind = next(kind for errors, kind in _KINDS if isinstance(error, errors))
    account = mailbox.account
    if kind == "timeout" and account.security != Mailbox.Security.TLS:
        kind = "timeout_without_tls"
    return CannotConnect(kind, retry_seconds=_wish(error), host=account.host, port=account.port)


def busy(error: Exception) -> CannotConnect:
    return CannotConnect("busy", retry_seconds=_wish(error))


def _wish(error: Exception) -> int:
    """The pause that a throttling server suggests, in seconds; at most an hour."""
    found = _BACKOFF.search(str(error))
    if not found:
        return 0
    unit = (found[2] or "ms").lower()
    seconds = int(found[1]) if unit in ("s", "sec") else int(found[1]) // 1000 + 1
    return min(seconds, 3600)


def is_busy(error: Exception) -> bool:
    """Whether the server only wants us to come less often (F39)."""
    return bool(_TOO_BUSY.search(str(error)))


_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((UnicodeError, socket.gaierror), "unknown_host"),  # a name that cannot be a name, too
    (ssl.SSLCertVerificationError, "certificate"),
    ((TimeoutError, ssl.SSLWantReadError), "timeout"),
    (ssl.SSLEOFError, "network"),
    (ssl.SSLError, "not_tls"),
    (ConnectionRefusedError, "refused"),
    (OSError, "network"),
    (IMAPClient.AbortError, "network"),
    (IMAPClientError, "protocol"),
)
