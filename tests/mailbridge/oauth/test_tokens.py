"""A token that is good when it is needed, however many ask for it at once."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from mailbridge.models import Grant, Mailbox, OAuthApp
from mailbridge.oauth.tokens import NoToken, access_token
from tests.oauth_provider import OAuthProvider


def refusal(mailbox: Mailbox, **options: str) -> str:
    with pytest.raises(NoToken) as caught:
        access_token(mailbox, **options)
    return caught.value.problem.kind


def test_a_token_that_has_run_out_is_renewed(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    assert access_token(mailbox) == provider.issued[0]
    grant.refresh_from_db()
    assert {grant.refresh_token} == provider.refresh_tokens
    assert grant.is_fresh


def test_a_token_that_is_good_is_not_asked_for_again(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    assert access_token(mailbox) == access_token(mailbox)
    assert len(provider.requests) == 1


def test_a_token_is_renewed_before_it_runs_out(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    Grant.objects.update(good_until=timezone.now() + dt.timedelta(minutes=4))
    assert access_token(mailbox) == provider.issued[0]


@pytest.mark.django_db(transaction=True)
def test_workers_that_renew_at_once_use_a_refresh_token_once(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    given: list[str] = []

    def ask() -> None:
        try:
            given.append(access_token(mailbox))
        finally:
            connection.close()

    workers = [threading.Thread(target=ask) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert given == [provider.issued[0]] * 6
    assert len(provider.requests) == 1


def test_a_permission_that_was_withdrawn_is_said(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    provider.refresh_tokens.clear()
    assert refusal(mailbox) == "oauth_withdrawn"


def test_a_provider_that_is_away_does_not_end_a_token_that_still_holds(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    Grant.objects.update(good_until=timezone.now() + dt.timedelta(minutes=3))
    provider.status = 503
    assert access_token(mailbox) == "canary-access-0"
    assert refusal(mailbox, instead_of="canary-access-0") == "oauth_away"


def test_a_permission_that_was_withdrawn_shows_even_while_the_last_token_holds(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    Grant.objects.update(good_until=timezone.now() + dt.timedelta(minutes=3))
    provider.refresh_tokens.clear()
    assert refusal(mailbox) == "oauth_withdrawn"


def test_without_a_person_the_program_signs_in_as_itself(
    provider: OAuthProvider, mailbox: Mailbox
) -> None:
    mailbox.sign_in = "microsoft_app"
    assert access_token(mailbox) == access_token(mailbox) == provider.issued[0]
    asked = provider.requests[0]
    assert asked["grant_type"] == "client_credentials"
    assert asked["scope"] == "https://outlook.office365.com/.default"


def test_a_program_that_signs_in_as_itself_is_renewed_too(
    provider: OAuthProvider, mailbox: Mailbox
) -> None:
    mailbox.sign_in = "microsoft_app"
    first = access_token(mailbox)
    Grant.objects.update(good_until=timezone.now())
    assert access_token(mailbox) == provider.issued[1] != first


def test_nobody_has_signed_in_yet(mailbox: Mailbox) -> None:
    assert refusal(mailbox) == "oauth_not_signed_in"


def test_without_an_app_the_provider_cannot_be_asked(grant: Grant, mailbox: Mailbox) -> None:
    OAuthApp.objects.all().delete()
    assert refusal(mailbox) == "oauth_no_app"


def test_tokens_sealed_with_a_lost_key_are_said(grant: Grant, mailbox: Mailbox) -> None:
    Grant.objects.update(sealed_refresh_token="nonsense", sealed_access_token="nonsense")
    assert refusal(mailbox) == "oauth_sealed"


def test_no_secret_lies_in_the_database(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    access_token(mailbox)
    rows = [*Grant.objects.values(), *OAuthApp.objects.values()]
    assert "canary" not in str(rows)
    assert provider.issued[0] not in str(rows)
