"""A mailbox that is opened with a provider's token; provider and Dovecot are real servers on this machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailbridge.inbound.server import session
from mailbridge.models import Grant, Mailbox, OAuthApp
from mailbridge.oauth.providers import Server
from tests.dovecot import Dovecot
from tests.oauth_provider import CLIENT_ID, CLIENT_SECRET, OAuthProvider
from tickets.models import Category, Channel


@pytest.fixture
def provider(settings: Settings, dovecot: Dovecot) -> Iterator[OAuthProvider]:
    """Both Google and Microsoft."""
    stub = OAuthProvider(user=dovecot.new_user())
    addresses = {
        "authorize_url": f"{stub.url}/authorize",
        "token_url": f"{stub.url}/token",
        "imap": Server("127.0.0.1", dovecot.tls_port, "tls"),
    }
    settings.OAUTH_PROVIDERS = {"google": addresses, "microsoft": addresses}
    settings.IMAP_CA_FILE = str(dovecot.certificate)
    yield stub
    session.close_all()
    stub.end()


@pytest.fixture
def app(db: None) -> OAuthApp:
    app = OAuthApp(provider="microsoft", client_id=CLIENT_ID, tenant="alameda")
    app.client_secret = CLIENT_SECRET
    app.save()
    return app


@pytest.fixture
def mailbox(
    provider: OAuthProvider, app: OAuthApp, dovecot: Dovecot, channel: Channel, category: Category
) -> Mailbox:
    """At Microsoft; nobody has signed in to it yet."""
    return Mailbox.objects.create(
        channel=channel, sign_in="microsoft", username=provider.user,
        host="127.0.0.1", port=dovecot.tls_port,
    )  # fmt: skip


@pytest.fixture
def grant(provider: OAuthProvider, mailbox: Mailbox) -> Grant:
    """Given some time ago: the access token has run out, the refresh token holds."""
    grant = Grant(mailbox=mailbox, good_until=timezone.now() - dt.timedelta(minutes=1))
    grant.refresh_token, grant.access_token = "canary-refresh-0", "canary-access-0"
    provider.refresh_tokens.add("canary-refresh-0")
    grant.save()
    return grant
