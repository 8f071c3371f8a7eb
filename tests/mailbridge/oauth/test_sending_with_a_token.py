"""Answers that leave by the account whose mail we read (XOAUTH2 in SMTP)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from mailbridge.models import Grant, Mailbox, Sender
from mailbridge.oauth.providers import Server
from mailbridge.outbound.trial import try_sender
from tests.mailbridge.outbound.odd_server import OddServer
from tests.oauth_provider import OAuthProvider

TOKEN = base64.b64encode(b"user=").decode()[:6]  # how the answer to the challenge begins


@pytest.fixture
def smtp(provider: OAuthProvider, settings: Settings) -> Iterator[OddServer]:
    server = OddServer(
        capabilities=("AUTH XOAUTH2",), answers={"AUTH XOAUTH2": "334 ", TOKEN: "235 Welcome"}
    )
    addresses = {**settings.OAUTH_PROVIDERS["microsoft"]}
    addresses["smtp"] = Server("127.0.0.1", server.port, "plain")
    settings.OAUTH_PROVIDERS = {"microsoft": addresses}
    yield server
    server.end()


@pytest.fixture
def sender(mailbox: Mailbox) -> Sender:
    return Sender.objects.create(mailbox=mailbox, kind=Sender.Kind.ACCOUNT)


def tried(sender: Sender) -> str:
    verdict = try_sender(sender, sent_by="a@alameda.example", to="b@alameda.example")
    return verdict.problem.kind if verdict.problem else ""


def test_the_token_signs_in(
    smtp: OddServer, sender: Sender, grant: Grant, provider: OAuthProvider
) -> None:
    assert tried(sender) == ""
    said = base64.b64decode(smtp.commands[smtp.commands.index("AUTH XOAUTH2") + 1]).decode()
    assert said == f"user={provider.user}\1auth=Bearer {provider.issued[0]}\1\1"


def test_a_refused_token_is_renewed_once(
    smtp: OddServer, sender: Sender, grant: Grant, provider: OAuthProvider
) -> None:
    smtp.answers[TOKEN] = "535 5.7.3 Authentication unsuccessful"
    assert tried(sender) == "smtp_login"
    assert len(provider.issued) == 2


def test_the_challenge_that_explains_a_refusal_is_answered(
    smtp: OddServer, sender: Sender, grant: Grant
) -> None:
    smtp.answers = {"AUTH XOAUTH2": "334 ", TOKEN: "334 eyJzdGF0dXMiOiI0MDEifQ=="}
    assert tried(sender) == "smtp_login"
    assert smtp.commands.count("") >= 1


def test_a_withdrawn_permission_is_the_cause_that_is_said(
    smtp: OddServer, sender: Sender, grant: Grant, provider: OAuthProvider
) -> None:
    provider.refresh_tokens.clear()
    assert tried(sender) == "oauth_withdrawn"
    assert not smtp.commands
