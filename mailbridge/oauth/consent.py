"""The way through the provider's own pages (RFC 6749 4.1, with PKCE, RFC 7636), there and back."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from mailbridge.models import Grant, Mailbox, OAuthApp, Sender
from mailbridge.oauth.endpoint import Tokens
from mailbridge.oauth.providers import provider
from mailbridge.oauth.tokens import ask_for, facts_of
from mailbridge.problems.problem import Problem


@dataclass(frozen=True)
class Errand:
    """What we must still know when the person comes back; kept in their session."""

    mailbox_id: int
    state: str
    verifier: str


def begin(mailbox: Mailbox, app: OAuthApp, *, back_to: str) -> tuple[str, Errand]:
    """The provider's page to send the person to, and what to remember meanwhile."""
    errand = Errand(mailbox.pk, secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    digest = hashlib.sha256(errand.verifier.encode()).digest()
    asked = provider(mailbox.provider)
    query = {
        "client_id": app.client_id,
        "response_type": "code",
        "redirect_uri": back_to,
        "scope": asked.scope,
        "state": errand.state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "login_hint": mailbox.username,
        **asked.asking,
    }
    return f"{asked.urls_for(app.tenant)[0]}?{urlencode(query)}", errand


def finish(mailbox: Mailbox, errand: Errand, *, code: str, back_to: str) -> Problem | None:
    """Change the code for tokens and keep them; or say why there are none."""
    answer = ask_for(
        mailbox,
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back_to,
            "code_verifier": errand.verifier,
        },
    )
    if isinstance(answer, Tokens) and not answer.refresh_token:
        return Problem("oauth_not_lasting", facts_of(mailbox))
    if isinstance(answer, Problem):
        return answer
    Grant.objects.filter(mailbox=mailbox).delete()
    Grant(mailbox=mailbox).take(answer)
    sent = Mailbox.objects.filter(sent_of=mailbox)
    senders = Sender.objects.filter(mailbox=mailbox, kind=Sender.Kind.ACCOUNT)
    for troubled in (mailbox, *sent, *senders):
        troubled.forget_trouble()
    return None
