"""To the provider's page and back, as an administrator does it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from pytest_django import Settings

from mailbridge.models import Grant, Mailbox, OAuthApp, Sender
from mailbridge.problems.problem import Problem
from tests.oauth_provider import OAuthProvider
from tickets.models import Agent


def begun(office: Client, mailbox: Mailbox) -> dict[str, str]:
    """What stands in the address of the provider's page."""
    answer = office.get(f"/mail/mailboxes/{mailbox.pk}/sign-in/")
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def back(office: Client, **query: str) -> str:
    """The page that the administrator sees in the end."""
    return office.get("/mail/sign-in/", query, follow=True).content.decode()


def way_back(office: Client, mailbox: Mailbox) -> str:
    """Where the provider sends the browser once the person agreed."""
    there = office.get(f"/mail/mailboxes/{mailbox.pk}/sign-in/").headers["Location"]
    location = requests.get(there, allow_redirects=False, timeout=5).headers["Location"]
    assert location.startswith("http://testserver/mail/sign-in/?code=")
    return location


def test_whoever_agrees_there_is_signed_in(
    office: Client, mailbox: Mailbox, provider: OAuthProvider
) -> None:
    page = office.get(way_back(office, mailbox), follow=True).content.decode()
    assert "Signed in. 0 mails lie in the folder." in page
    assert {Grant.objects.get(mailbox=mailbox).refresh_token} == provider.refresh_tokens
    assert not any(secret in page for secret in (*provider.refresh_tokens, *provider.issued))


def test_a_permission_that_was_withdrawn_is_not_called_signed_in(
    office: Client, mailbox: Mailbox, grant: Grant
) -> None:
    assert "Signed in" in office.get(f"/mail/mailboxes/{mailbox.pk}/").text
    mailbox.note_trouble(Problem("oauth_withdrawn", {"account": mailbox.username}), pause=9)
    page = office.get(f"/mail/mailboxes/{mailbox.pk}/").text
    assert "Signed in" not in page
    assert "the permission was withdrawn or has run out" in page


def test_the_provider_is_told_what_is_wanted_and_by_whom(office: Client, mailbox: Mailbox) -> None:
    asked = begun(office, mailbox)
    assert asked["redirect_uri"] == "http://testserver/mail/sign-in/"
    assert asked["login_hint"] == mailbox.username
    assert "offline_access" in asked["scope"]
    assert (asked["code_challenge_method"], len(asked["code_challenge"])) == ("S256", 43)


def test_google_is_asked_for_a_permission_that_lasts(office: Client, mailbox: Mailbox) -> None:
    Mailbox.objects.update(sign_in="google")
    OAuthApp.objects.update(provider="google")
    assert begun(office, mailbox)["access_type"] == "offline"


@pytest.mark.parametrize("state", ["", "guessed"])
def test_a_way_back_that_nobody_began_leads_nowhere(
    office: Client, mailbox: Mailbox, provider: OAuthProvider, state: str
) -> None:
    begun(office, mailbox)
    assert "begun elsewhere" in back(office, code="code-1", state=state)
    assert not Grant.objects.exists()
    assert not provider.requests


def test_a_way_back_is_good_once(office: Client, mailbox: Mailbox) -> None:
    address = way_back(office, mailbox)
    office.get(address)
    assert "begun elsewhere" in office.get(address, follow=True).content.decode()


def test_another_person_cannot_take_the_way_back(
    office: Client, client: Client, ana: Agent, mailbox: Mailbox
) -> None:
    address = way_back(office, mailbox)
    client.force_login(ana)
    assert client.get(address).status_code == 404
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("error", "description", "words"),
    [
        ("access_denied", "", "The permission was not given on the page of Microsoft."),
        ("access_denied", "AADSTS90094: Admin.", "wants an administrator of your organisation"),
        ("invalid_scope", "AADSTS70011: x", "AADSTS70011"),
    ],
)
def test_a_no_is_said_in_words(
    office: Client, mailbox: Mailbox, error: str, description: str, words: str
) -> None:
    state = begun(office, mailbox)["state"]
    assert words in back(office, state=state, error=error, error_description=description)


def test_a_wrong_client_secret_is_said_in_words(
    office: Client, mailbox: Mailbox, app: OAuthApp
) -> None:
    app.client_secret = "of another app"
    app.save()
    page = office.get(way_back(office, mailbox), follow=True).content.decode()
    assert "does not accept the client secret of our app" in page


def test_signing_in_again_takes_the_trouble_away(office: Client, mailbox: Mailbox) -> None:
    sender = Sender.objects.create(mailbox=mailbox, kind="account")
    for troubled in (mailbox, sender):
        troubled.note_trouble(Problem("oauth_withdrawn", {"provider": "Microsoft"}), pause=3600)
    address = f"/mail/mailboxes/{mailbox.pk}/sign-in/"
    assert address in office.get("/mail/mailboxes/").content.decode()
    assert address in office.get("/mail/health/").content.decode()
    office.get(way_back(office, mailbox))
    mailbox.refresh_from_db()
    sender.refresh_from_db()
    assert (mailbox.problem, mailbox.retry_at) == (None, None) == (sender.problem, sender.retry_at)


def test_without_an_app_one_is_led_to_its_page(office: Client, mailbox: Mailbox) -> None:
    OAuthApp.objects.all().delete()
    answer = office.get(f"/mail/mailboxes/{mailbox.pk}/sign-in/")
    assert answer.headers["Location"] == "/mail/sign-in/microsoft/"


@pytest.mark.parametrize("way", ["password", "microsoft_app"])
def test_who_needs_no_person_has_no_such_page(office: Client, mailbox: Mailbox, way: str) -> None:
    Mailbox.objects.update(sign_in=way)
    assert office.get(f"/mail/mailboxes/{mailbox.pk}/sign-in/").status_code == 404


def test_an_app_of_the_settings_serves_where_the_office_names_none(
    office: Client, mailbox: Mailbox, settings: Settings
) -> None:
    OAuthApp.objects.all().delete()
    settings.OAUTH_APPS = {"microsoft": {"id": "of the settings", "secret": "x"}}
    assert begun(office, mailbox)["client_id"] == "of the settings"
