"""Open a connection to a mailbox, or say why that is not possible."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
from typing import Any

from django.conf import settings
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS, wrap_socket

from mailbridge import secret
from mailbridge.dialling import dial
from mailbridge.inbound.server.trouble import CannotConnect, busy, is_busy, trouble
from mailbridge.models import Mailbox
from mailbridge.oauth.tokens import NoToken, access_token, facts_of
from mailbridge.problems.problem import Problem

__all__ = ["CannotConnect", "connect", "hang_up", "select"]

CONNECT_SECONDS, READ_SECONDS = 10, 30
_SIMPLE = re.compile(r"[!#$&'+,\-./0-9:;<=>?@A-Z\[\]^_`a-z|~]+")


class _Plain(IMAP4WithTimeout):  # type: ignore[misc]  # untyped
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return dial(self.host, self.port, timeout or self._timeout)


class _TLS(IMAP4_TLS):  # type: ignore[misc]
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        line = dial(self.host, self.port, timeout or self._timeout)
        secure: socket.socket = wrap_socket(line, self.ssl_context, self.host)
        return secure


class Client(IMAPClient):  # type: ignore[misc]
    """Connects by our own dialling, which keeps out of our own network."""

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802  # its name
        seconds = self._timeout.connect
        if self.ssl:
            return _TLS(self.host, self.port, self.ssl_context, seconds)
        return _Plain(self.host, self.port, seconds)


def connect(mailbox: Mailbox) -> IMAPClient:
    """A signed-in connection with its time limits set. Raises CannotConnect.

    A password or token is sent only over TLS with a verified certificate, except to a mailbox that is
    expressly set to no encryption. STARTTLS never falls back (A42).
    """
    key = _key(mailbox)
    try:
        return _connected(mailbox, key)
    except CannotConnect as refusal:
        if refusal.kind not in ("oauth_not_accepted", "oauth_not_let_in"):
            raise
        # A token may be withdrawn before its time; what the provider says of a new one is the true cause.
        return _connected(mailbox, _key(mailbox, instead_of=key))


def _key(mailbox: Mailbox, *, instead_of: str = "") -> str:
    """Password or token."""
    try:
        if mailbox.has_password:
            return mailbox.password
        return access_token(mailbox, instead_of=instead_of)
    except secret.Unopenable as error:
        raise CannotConnect("secret") from error
    except NoToken as why:
        raise CannotConnect.because(why.problem) from why


def _connected(mailbox: Mailbox, key: str) -> IMAPClient:
    client = _reach(mailbox)
    try:
        if client._imap.state != "AUTH":
            _sign_in(client, mailbox, key)
    except CannotConnect:
        hang_up(client)
        raise
    except (IMAPClientError, OSError) as error:
        hang_up(client)
        raise trouble(error, mailbox) from error
    return client


def select(client: IMAPClient, mailbox: Mailbox) -> dict[bytes, Any]:
    """Select the mailbox's folder, for reading only where we may not write. Raises CannotConnect."""
    try:
        try:
            chosen: dict[bytes, Any] = client.select_folder(mailbox.folder)
        except client.ReadOnlyError:
            chosen = client.select_folder(mailbox.folder, readonly=True)
    except client.AbortError as error:
        raise trouble(error, mailbox) from error
    except IMAPClientError as error:
        raise CannotConnect("folder", folder=mailbox.folder) from error
    except OSError as error:
        raise trouble(error, mailbox) from error
    if b"UIDVALIDITY" not in chosen:
        raise CannotConnect("unnumbered")
    return chosen


def hang_up(client: IMAPClient) -> None:
    """Close the connection at once, whatever its state."""
    with contextlib.suppress(IMAPClientError, OSError):  # it may be gone already
        client.shutdown()


def _reach(mailbox: Mailbox) -> IMAPClient:
    is_tls = mailbox.security == Mailbox.Security.TLS
    try:
        client = Client(
            mailbox.host,
            mailbox.port,
            ssl=is_tls,
            ssl_context=_context() if is_tls else None,
            timeout=SocketTimeout(CONNECT_SECONDS, READ_SECONDS),
        )
    except (IMAPClientError, OSError, UnicodeError) as error:
        raise trouble(error, mailbox) from error
    client.normalise_times = False  # aware moments, as the server said them
    if mailbox.security == Mailbox.Security.STARTTLS:
        try:
            _start_tls(client, mailbox)
        except BaseException:
            hang_up(client)
            raise
    return client


def _start_tls(client: IMAPClient, mailbox: Mailbox) -> None:
    try:
        # A greeting that says we are signed in already would rule STARTTLS out: the same trick.
        if client._imap.state != "NONAUTH" or not client.has_capability("STARTTLS"):
            raise CannotConnect("starttls_missing")
        client.starttls(_context())
    except (IMAPClientError, OSError) as error:
        raise trouble(error, mailbox) from error


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.IMAP_CA_FILE:
        context.load_verify_locations(settings.IMAP_CA_FILE)
    return context


def _sign_in(client: IMAPClient, mailbox: Mailbox, key: str) -> None:
    try:
        if mailbox.has_password:
            _by_password(client, mailbox.username, key)
        else:
            client.oauth2_login(mailbox.username, key)
    except LoginError as error:
        cause = error.__context__
        if isinstance(cause, client.AbortError):  # the line broke: nothing is known of the password
            raise cause from None
        if is_busy(error):
            raise busy(error) from error
        if mailbox.has_password:
            raise CannotConnect("login") from error
        kind = "oauth_not_let_in" if mailbox.signs_in_by_itself else "oauth_not_accepted"
        raise CannotConnect.because(Problem(kind, facts_of(mailbox))) from error


def _by_password(client: IMAPClient, username: str, password: str) -> None:
    if client.has_capability("LOGINDISABLED"):
        raise CannotConnect("tls_required")
    # imaplib writes LOGIN's user name unquoted; SASL takes any characters.
    if _SIMPLE.fullmatch(username) or not client.has_capability("AUTH=PLAIN"):
        client.login(username, password)
    else:
        client.plain_login(username, password)
