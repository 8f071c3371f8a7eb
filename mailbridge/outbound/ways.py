"""From a mailbox's sender to an open connection: SMTP with a password or a token, or a provider's API.

What an administrator typed is dialled by our own hand (A11); what the settings name is trusted.
"""

from __future__ import annotations

import smtplib
import socket
from dataclasses import dataclass, field
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from mailbridge.dialling import dial
from mailbridge.models import Mailbox, Sender
from mailbridge.oauth.providers import provider
from mailbridge.oauth.tokens import access_token
from mailbridge.outbound.smtp import Courier, CourierTLS, EmailBackend, Token

Kind, Security = Sender.Kind, Mailbox.Security


@dataclass(frozen=True)
class Api:
    """A backend of anymail, and what it calls the key, and the name that some want beside it."""

    backend: str
    key: str = "api_key"
    name: str = ""
    options: dict[str, str] = field(default_factory=dict)


# No other backend can be named in the office.
APIS = {
    Kind.BREVO: Api("brevo"),
    Kind.MAILERSEND: Api("mailersend", "api_token"),
    Kind.MAILGUN: Api("mailgun"),
    Kind.MAILGUN_EU: Api("mailgun", options={"api_url": "https://api.eu.mailgun.net/v3"}),
    Kind.MAILJET: Api("mailjet", "secret_key", "api_key"),
    Kind.MANDRILL: Api("mandrill"),
    Kind.POSTMARK: Api("postmark", "server_token"),
    Kind.RESEND: Api("resend"),
    Kind.SPARKPOST: Api("sparkpost"),
    Kind.SPARKPOST_EU: Api("sparkpost", options={"api_url": "https://api.eu.sparkpost.com/api/v1"}),
}


def backend_for(sender: Sender | None) -> BaseEmailBackend:
    """Not yet open. Raises `secret.Unopenable`; opening may raise NoToken besides what SMTP raises."""
    if sender is None or sender.kind == Kind.SETTINGS:
        return get_connection()
    if sender.kind == Kind.ACCOUNT:
        return AccountBackend(sender.mailbox)
    if sender.kind == Kind.SMTP:
        return OfficeBackend(
            sender.host,
            sender.port,
            sender.username,
            sender.secret,
            use_ssl=sender.security == Security.TLS,
            use_tls=sender.security == Security.STARTTLS,
        )
    api = APIS[Kind(sender.kind)]
    options: dict[str, Any] = {api.key: sender.secret, **api.options}
    if api.name:
        options[api.name] = sender.username
    return get_connection(f"anymail.backends.{api.backend}.EmailBackend", **options)


class DialledCourier(Courier):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return dial(host, port, timeout)


class DialledCourierTLS(CourierTLS):
    _host: str  # unknown to the stubs

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        return self.context.wrap_socket(dial(host, port, timeout), server_hostname=self._host)


class OfficeBackend(EmailBackend):
    """SMTP at a server that an administrator typed."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return DialledCourierTLS if self.use_ssl else DialledCourier


class AccountBackend(OfficeBackend):
    """SMTP at Google or Microsoft, with a token of the account whose mail we read."""

    def __init__(self, mailbox: Mailbox) -> None:
        server = provider(mailbox.provider).smtp
        super().__init__(
            server.host,
            server.port,
            mailbox.username,
            use_ssl=server.security == Security.TLS,
            use_tls=server.security == Security.STARTTLS,
        )
        self._mailbox = mailbox

    def open(self) -> bool | None:
        """Raises NoToken, and what SMTP raises."""
        if self.connection:
            return False
        self.password = Token(access_token(self._mailbox))
        try:
            return super().open()
        except smtplib.SMTPAuthenticationError:
            # It may have been withdrawn before its time; what is said of a new one is the true cause.
            self.drop()
            self.password = Token(access_token(self._mailbox, instead_of=self.password))
            return super().open()
