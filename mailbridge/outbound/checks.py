"""What must be set before mail goes out by a provider (A43): `manage.py check` tells."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


def connect() -> None:
    register(Tags.security)(webhooks_are_guarded)


def webhooks_are_guarded(app_configs: object, **_: Any) -> list[CheckMessage]:
    """Whoever knows the address of an unguarded webhook could declare any mail delivered, or bounced."""
    secret = settings.ANYMAIL.get("WEBHOOK_SECRET", "")
    if settings.DEBUG or not settings.EMAIL_BACKEND.startswith("anymail."):
        return []
    if ":" in secret.strip(":"):
        return []
    return [
        Error(
            "ANYMAIL_WEBHOOK_SECRET is not set, or is not of the form name:password.",
            hint="Set it to two long random words with a colon between them, and give it to the mail "
            "provider as part of the webhook's address: https://name:password@desk.example/mail/hooks/…",
            id="mailbridge.E001",
        )
    ]
