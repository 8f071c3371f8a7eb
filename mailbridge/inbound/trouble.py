"""What can go wrong between us and a mail server, in words for the person who set the mailbox up.

The words are in the language that is active.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl

from django.utils.translation import gettext as _
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.child import CannotStart
from mailbridge.models import Mailbox

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_BACKOFF = re.compile(r"back-?off\D{0,20}(\d{1,9})\s*(ms|milli|s\b|sec)?", re.IGNORECASE)
_TOO_BUSY = re.compile(
    r"too many|rate limit|throttl|back-?off|overquota|bandwidth|\[(?:LIMIT|UNAVAILABLE|INUSE)\]"
    r"|authenticated but not connected|try again|temporar",
    re.IGNORECASE,
)


class CannotConnect(Exception):
    """Why a mailbox could not be opened. `kind` is for programs, `reason` and `hint` are for people.

    Kinds: unknown_host, refused, timeout, network, certificate, not_tls, starttls_missing, tls_required,
    login, busy, disk, reader, folder, secret, protocol. `retry_seconds` is the server's own wish, if it said one.
    """

    def __init__(self, kind: str, reason: str, hint: str, *, retry_seconds: int = 0) -> None:
        super().__init__(f"{reason} {hint}")
        self.kind, self.reason, self.hint, self.retry_seconds = kind, reason, hint, retry_seconds


def in_words(error: Exception, mailbox: Mailbox) -> CannotConnect:
    """Whatever stopped a visit, in words: it may also be our own machine (F29)."""
    if isinstance(error, CannotConnect):
        return error
    if isinstance(error, CannotStart):
        return CannotConnect(
            "reader",
            _("This machine cannot start the program that reads mail, usually for want of memory."),
            _("Nothing is lost: mail waits. Give the worker more memory, or start it again."),
        )
    if isinstance(error, OSError) and (error.filename or error.errno in _DISK):
        return CannotConnect(
            "disk",
            _("New mail cannot be stored on this machine's disk."),
            _("Mail stays on the server meanwhile. Make room, or check the rights of DATA_DIR."),
        )
    return trouble(error, mailbox)


def trouble(error: Exception, mailbox: Mailbox) -> CannotConnect:
    """Say an error of the network or of the server in words."""
    server = {"host": mailbox.host, "port": mailbox.port}
    for kinds, describe in _DESCRIBED:
        if isinstance(error, kinds):
            kind, reason, hint = describe(error, mailbox)
            return CannotConnect(kind, reason % server, hint % server, retry_seconds=_wish(error))
    raise TypeError(f"not an error of a mail server: {error!r}")


def busy(error: Exception) -> CannotConnect:
    return CannotConnect(
        "busy",
        _("The mail server asks us to come back later."),
        _("Nothing to do: mail stays on the server, and we try again by ourselves."),
        retry_seconds=_wish(error),
    )


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


Words = tuple[str, str, str]


def _unknown_host(error: Exception, mailbox: Mailbox) -> Words:
    return (
        "unknown_host",
        _("There is no server called %(host)s."),
        _("Check the name of the IMAP server for spelling mistakes."),
    )


def _certificate(error: Exception, mailbox: Mailbox) -> Words:
    return (
        "certificate",
        _("The certificate of %(host)s is not trusted, so the password was not sent."),
        _(
            "Use the name that stands in the certificate; for a company's own authority set IMAP_CA_FILE."
        ),
    )


def _not_tls(error: Exception, mailbox: Mailbox) -> Words:
    return (
        "not_tls",
        _("The server at %(host)s, port %(port)s, does not speak TLS there."),
        _("Choose STARTTLS (usually port 143), or the TLS port, usually 993."),
    )


def _timeout(error: Exception, mailbox: Mailbox) -> Words:
    if mailbox.security != Mailbox.Security.TLS:
        hint = _("Check the port; if the server expects TLS from the start (port 993), choose TLS.")
    else:
        hint = _("Check server and port, and whether a firewall stands between.")
    return "timeout", _("%(host)s, port %(port)s, did not answer in time."), hint


def _refused(error: Exception, mailbox: Mailbox) -> Words:
    return (
        "refused",
        _("Nothing answers at %(host)s, port %(port)s."),
        _("Check the port (993 for TLS, 143 for STARTTLS) and that the mail server is running."),
    )


def _network(error: Exception, mailbox: Mailbox) -> Words:
    return (
        "network",
        _("The connection to %(host)s, port %(port)s, broke."),
        _(
            "If this goes on, check port and encryption, and the network; we try again by ourselves."
        ),
    )


def _protocol(error: Exception, mailbox: Mailbox) -> Words:
    if is_busy(error):
        later = busy(error)
        return later.kind, later.reason, later.hint
    if isinstance(error, IMAPClient.AbortError):
        return _network(error, mailbox)
    return (
        "protocol",
        _("The mail server at %(host)s answered with an error."),
        _("We try again by ourselves. If this goes on, its administrator can look into its log."),
    )


_DESCRIBED = (
    ((UnicodeError, socket.gaierror), _unknown_host),  # a name that cannot be a name, too
    (ssl.SSLCertVerificationError, _certificate),
    ((TimeoutError, ssl.SSLWantReadError), _timeout),
    (ssl.SSLEOFError, _network),
    (ssl.SSLError, _not_tls),
    (ConnectionRefusedError, _refused),
    (OSError, _network),
    (IMAPClientError, _protocol),
)
