"""Where Google and Microsoft 365 are asked for tokens, what for, and where their mail servers are."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    security: str


@dataclass(frozen=True)
class Provider:
    label: str
    authorize_url: str
    token_url: str
    scope: str
    # What is said besides when a person is asked: to get a permission that lasts, and from the right account.
    asking: dict[str, str]
    imap: Server
    smtp: Server
    # For signing in without a person; empty where a provider has no such thing.
    own_scope: str = ""

    def urls_for(self, tenant: str) -> tuple[str, str]:
        """Authorize and token address, of this Microsoft directory or of any."""
        place = {"tenant": tenant or "organizations"}
        return self.authorize_url.format(**place), self.token_url.format(**place)


GOOGLE = Provider(
    label="Google",
    authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
    token_url="https://oauth2.googleapis.com/token",  # noqa: S106  # an address
    scope="https://mail.google.com/",
    asking={"access_type": "offline", "prompt": "consent"},
    imap=Server("imap.gmail.com", 993, "tls"),
    smtp=Server("smtp.gmail.com", 465, "tls"),
)
MICROSOFT = Provider(
    label="Microsoft",
    authorize_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
    token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",  # noqa: S106
    scope="https://outlook.office.com/IMAP.AccessAsUser.All"
    " https://outlook.office.com/SMTP.Send offline_access",
    asking={"prompt": "select_account"},
    imap=Server("outlook.office365.com", 993, "tls"),
    smtp=Server("smtp.office365.com", 587, "starttls"),
    own_scope="https://outlook.office365.com/.default",
)
_KNOWN = {"google": GOOGLE, "microsoft": MICROSOFT}


def provider(name: str) -> Provider:
    """With what OAUTH_PROVIDERS says otherwise: another cloud of theirs, or a test's own server."""
    otherwise: dict[str, Any] = settings.OAUTH_PROVIDERS.get(name, {})
    return dataclasses.replace(_KNOWN[name], **otherwise)
