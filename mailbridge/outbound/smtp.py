"""Django's SMTP backend, with the one moment made visible that decides whether a mail is out.

`smtplib` sends body and final dot in one go. Here the mail's own hook is called between them, so
that `handing_over` is committed exactly there (RELIABILITY.md 6.2 step 3). Besides: a deadline for
the whole of a send, however slowly a server drips (F10); STARTTLS that never falls back (Django's
own behaviour, A42); line ends of CR LF only (A26).
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from email.generator import BytesGenerator
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend as DjangoBackend
from django.core.mail.message import EmailMessage
from django.utils.functional import cached_property

from mailbridge.failpoints import failpoint
from mailbridge.outbound.compose import CannotCompose, ComposedMail
from tickets.reasons import because

SEND_SECONDS = 120
CHUNK = 64 * 1024
_BARE_LINE_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


class Token(str):
    """A bearer token, in the place of a password."""

    __slots__ = ()


class Courier(smtplib.SMTP):
    """A connection that never takes longer than SEND_SECONDS, and that tells before its final dot."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.start_clock()
        super().__init__(*args, **options)

    def login(self, user: str, password: str, *, initial_response_ok: bool = True) -> Any:
        """As smtplib's; with a Token by XOAUTH2, after which a refusal is explained in a challenge."""
        if not isinstance(password, Token):
            return super().login(user, password, initial_response_ok=initial_response_ok)
        self.ehlo_or_helo_if_needed()
        answers = iter((f"user={user}\1auth=Bearer {password}\1\1",))
        # Too long for the command's own line.
        said: Any = lambda _: next(answers, "")  # noqa: E731
        return self.auth("XOAUTH2", said, initial_response_ok=False)

    def start_clock(self) -> None:
        self.deadline = time.monotonic() + SEND_SECONDS

    def seconds_left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"timed out: no end after {SEND_SECONDS} seconds")
        return min(left, self.timeout)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock:
            self.file = _Replies(self.sock, self.seconds_left)
        return super().getreply()

    def send(self, s: Any) -> None:
        content = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)
        if not self.sock:
            raise smtplib.SMTPServerDisconnected("not connected")
        try:
            for start in range(0, len(content), CHUNK):
                self.sock.settimeout(self.seconds_left())
                self.sock.sendall(content[start : start + CHUNK])
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(error)) from error

    def deliver(self, mail: ComposedMail) -> None:
        """One mail transaction. Raises smtplib's exceptions; sets `mail.refused`."""
        self.start_clock()
        self.ehlo_or_helo_if_needed()
        if mail.is_international and not self.has_extn("smtputf8"):
            raise CannotCompose(because("needs_smtputf8"))
        content = as_wire(mail)
        self._say_sender(mail, size=len(content))
        self._say_recipients(mail)
        self._say_content(content, before_final_dot=mail.before_final_dot)

    def _say_sender(self, mail: ComposedMail, *, size: int) -> None:
        options = [f"SIZE={size}"] if self.has_extn("size") else []
        if mail.is_international:
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        code, reply = -1, b""
        for sender in mail.envelope_senders:
            code, reply = self.mail(sender, options)
            if code == 250:
                return
            if not 500 <= code < 600:
                break
        raise smtplib.SMTPSenderRefused(code, reply, mail.envelope_senders[-1])

    def _say_recipients(self, mail: ComposedMail) -> None:
        """Go on without a copy's recipient, never without the customer: later is better than without."""
        options = ["NOTIFY=NEVER"] if mail.wants_no_reports and self.has_extn("dsn") else []
        refused: dict[str, tuple[int, bytes]] = {}
        for recipient in dict.fromkeys(mail.recipients()):
            code, reply = self.rcpt(recipient, options)
            if code not in (250, 251):
                refused[recipient] = (code, reply)
            if code == 421:
                raise smtplib.SMTPDataError(code, reply)
        mail.refused = refused
        is_put_off = any(refused[to][0] < 500 for to in mail.to if to in refused)
        if is_put_off or all(to in refused for to in mail.to):
            raise smtplib.SMTPRecipientsRefused(
                {to: reply for to, reply in refused.items() if to in mail.to}
            )

    def _say_content(self, content: bytes, *, before_final_dot: Callable[[], None] | None) -> None:
        failpoint("send-before-body")
        self.putcmd("data")
        code, reply = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        self.send(_LEADING_DOT.sub(b"..", content))
        failpoint("send-after-body")
        if before_final_dot:
            before_final_dot()
        failpoint("send-before-dot")
        self.send(b".\r\n")
        failpoint("send-after-dot")
        code, reply = self.getreply()
        if code != 250:
            raise smtplib.SMTPDataError(code, reply)


class CourierTLS(Courier, smtplib.SMTP_SSL):
    """The same, inside TLS from the first byte."""


class EmailBackend(DjangoBackend):
    connection: Courier | None
    _partial_connection: Courier | None

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if settings.IMAP_CA_FILE:
            context.load_verify_locations(settings.IMAP_CA_FILE)
        return context

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return CourierTLS if self.use_ssl else Courier

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """As Django's; a connection that failed is dropped, not talked to again."""
        try:
            return super().send_messages(email_messages)
        except Exception:
            self.drop()
            raise

    def drop(self) -> None:
        """End without a word: a QUIT in the midst of a mail would be part of it."""
        for line in (self.connection, self._partial_connection):
            if line is not None:
                line.close()
        self.connection = self._partial_connection = None

    def _close_connection(self, connection: Courier) -> None:
        connection.start_clock()
        super()._close_connection(connection)  # type: ignore[misc]  # unknown to the stubs

    def _send(self, email_message: EmailMessage) -> bool:
        if not isinstance(email_message, ComposedMail):
            return bool(super()._send(email_message))  # type: ignore[misc]  # likewise
        assert self.connection
        self.connection.deliver(email_message)
        return True


def as_wire(mail: ComposedMail) -> bytes:
    """The bytes to send: whole lines that end in CR LF and nothing else, not yet dot-stuffed."""
    message: Any = mail.message()
    # Wide, since some readers stumble over a Message-ID that begins on the next line; 998 is the limit.
    wide = message.policy.clone(max_line_length=900, linesep="\r\n")
    written = io.BytesIO()
    BytesGenerator(written, mangle_from_=False, policy=wide).flatten(message)
    content = written.getvalue()
    if mail.is_international:
        content = _with_international_addresses(content, mail)
    content = _BARE_LINE_END.sub(b"\r\n", content)
    return content if content.endswith(b"\r\n") else content + b"\r\n"


def _with_international_addresses(content: bytes, mail: ComposedMail) -> bytes:
    """Django would write a local part as an encoded-word, which no server understands (RFC 6532 3.2)."""
    parsed = email.message_from_bytes(content, policy=email.policy.SMTPUTF8)
    for name, addresses in (("To", mail.to), ("Cc", mail.cc)):
        if addresses:
            del parsed[name]
            parsed[name] = ", ".join(addresses)
    return parsed.as_bytes()


class _Replies:
    """The server's lines, in place of a file that would wait for each byte anew."""

    def __init__(self, line: socket.socket, seconds_left: Callable[[], float]) -> None:
        self._line, self._seconds_left, self._heard = line, seconds_left, b""

    def readline(self, limit: int) -> bytes:
        while b"\n" not in self._heard and len(self._heard) < limit:
            self._line.settimeout(self._seconds_left())
            heard = self._line.recv(4096)
            if not heard:
                break
            self._heard += heard
        end = self._heard.find(b"\n") + 1 or limit
        answer, self._heard = self._heard[:end], self._heard[end:]
        return answer

    def close(self) -> None:
        """The socket belongs to the connection."""
