"""What must be set before mail goes out by a provider (A43): `manage.py check` tells."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def connect() -> None:
    checks.register(checks.Tags.security)(webhooks_are_guarded)
    checks.register(checks.Tags.security)(password_is_not_sent_in_clear)


def webhooks_are_guarded(app_configs: object, **_: Any) -> list[checks.CheckMessage]:
    """Whoever knows the address of an unguarded webhook could declare any mail delivered, or bounced."""
    secret = settings.ANYMAIL.get("WEBHOOK_SECRET", "")
    if settings.DEBUG or not settings.EMAIL_BACKEND.startswith("anymail."):
        return []
    if ":" in secret.strip(":"):
        return []
    return [
        checks.Error(
            "ANYMAIL_WEBHOOK_SECRET is not set, or is not of the form name:password.",
            hint="Set it to two long random words with a colon between them, and give it to the mail "
            "provider as part of the webhook's address: https://name:password@desk.example/mail/hooks/…",
            id="mailbridge.E001",
        )
    ]


def password_is_not_sent_in_clear(app_configs: object, **_: Any) -> list[checks.CheckMessage]:
    """Without TLS everybody on the way to the mail server reads along (A42)."""
    is_plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    if not (is_plain and settings.EMAIL_HOST_PASSWORD and settings.EMAIL_HOST not in THIS_MACHINE):
        return []
    return [
        checks.Warning(
            "EMAIL_URL sends its password without encryption.",
            hint="Use smtps:// (TLS, port 465) or smtp+tls:// (STARTTLS, port 587).",
            id="mailbridge.W001",
        )
    ]
