"""The demo's SMTP server: takes any mail, and puts it where its reader looks for it.

Mail for a support address (RFC 5233 subaddresses too: support+token@…) lands in that address's
INBOX. All other mail lands in one INBOX, that of the made-up customers.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import formatdate

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CUSTOMERS = "customers"
SIZE_LIMIT = 50 * 1024 * 1024
log = logging.getLogger(__name__)

Deliver = Callable[[str, bytes], Awaitable[None]]


@dataclass(frozen=True)
class Delivery:
    """Which user gets a mail, and what a mail server writes on top of it."""

    support: frozenset[str]
    authserv_id: str
    deliver: Deliver

    def user_for(self, recipient: str) -> str:
        local, _, domain = recipient.lower().rpartition("@")
        base = f"{local.partition('+')[0]}@{domain}"
        return base if base in self.support else CUSTOMERS

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer 250 only when each recipient's copy is on disk."""
        raw = bytes(envelope.original_content or b"")
        for recipient in dict.fromkeys(envelope.rcpt_tos):
            copy = self._stamp(session, envelope, recipient) + without_forgeries(
                raw, self.authserv_id
            )
            try:
                await self.deliver(self.user_for(recipient), copy)
            except OSError as error:
                log.error("mail for %s not stored: %s", recipient, error)
                return "452 4.3.1 Insufficient system storage"
            log.info("mail from %s for %s", envelope.mail_from or "<>", recipient)
        return "250 2.0.0 Stored"

    def _stamp(self, session: Session, envelope: Envelope, recipient: str) -> bytes:
        """Headers of final delivery. Who logged in with the demo's password counts as authenticated."""
        sender = (envelope.mail_from or "").strip(
            "<>"
        )  # aiosmtpd keeps the brackets of an empty one
        domain = sender.rpartition("@")[2] or "unknown"
        verdict = "pass" if session.authenticated else "none"
        greeted = session.host_name or "unknown"
        lines = [
            f"Return-Path: <{sender}>",
            f"Delivered-To: {recipient}",
            f"X-Original-To: {recipient}",
            f"Authentication-Results: {self.authserv_id}; dmarc={verdict} header.from={domain}",
            f"Received: from {greeted} by {self.authserv_id} for <{recipient}>; {formatdate()}",
        ]
        return "".join(f"{line}\r\n" for line in lines).encode()


def without_forgeries(raw: bytes, authserv_id: str) -> bytes:
    """The mail without the headers that only the last server may write (RFC 8601 5, RFC 5321 4.4)."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    fields: list[bytes] = []
    for line in head.split(b"\r\n"):
        if fields and line[:1] in (b" ", b"\t"):
            fields[-1] += b"\r\n" + line
        else:
            fields.append(line)
    ours = authserv_id.lower().encode()
    return (
        b"\r\n".join(field for field in fields if not _is_forged(field.lower(), ours)) + gap + body
    )


def _is_forged(field: bytes, authserv_id: bytes) -> bool:
    name, _, value = field.partition(b":")
    if name.strip() == b"authentication-results":
        return value.partition(b";")[0].split()[:1] == [authserv_id]
    return name.strip() in (b"return-path", b"delivered-to", b"x-original-to")


def smtp_session(delivery: Delivery, *, password: str) -> SMTP:
    """One connection. A login is optional; the demo's own page logs in, a stranger need not."""

    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
    ) -> AuthResult:
        known = isinstance(given, LoginPassword) and given.password == password.encode()
        return AuthResult(success=known, handled=known)

    return SMTP(
        delivery,
        hostname="localhost",
        ident="Ventanilla demo",
        enable_SMTPUTF8=True,
        data_size_limit=SIZE_LIMIT,
        authenticator=check,
        auth_require_tls=False,
    )
