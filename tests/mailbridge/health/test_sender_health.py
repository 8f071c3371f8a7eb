"""What is said of the ways out, and of sign-ins that are about to end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from mailbridge.health import overview
from mailbridge.health.finding import Finding
from mailbridge.models import Grant, Mailbox, OAuthApp, Sender
from mailbridge.problems.deed import sign_in_again
from mailbridge.problems.problem import Problem
from tests.mailbridge.health.conftest import ago, red
from tickets.models import Agent


def finding(key: str) -> Finding:
    return next(each for each in overview.findings() if each.key == key)


def in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def ends(days: int) -> Finding:
    OAuthApp.objects.update_or_create(
        provider="microsoft", defaults={"client_id": "x", "secret_ends_on": in_days(days)}
    )
    return finding("client_secret")


@pytest.fixture
def sender(mailbox: Mailbox) -> Sender:
    return Sender.objects.create(mailbox=mailbox, kind="smtp", host="smtp.papeleria.example")


@pytest.mark.parametrize(
    ("days", "is_ok", "is_soon"),
    [(31, True, False), (30, True, True), (8, True, True), (7, False, False), (-1, False, False)],
)
def test_a_client_secret_is_warned_of_a_month_and_a_week_before_its_end(
    mailbox: Mailbox, days: int, is_ok: bool, is_soon: bool
) -> None:
    told = ends(days)
    assert (told.is_ok, told.is_soon) == (is_ok, is_soon)
    assert ("ended" in told.words) == (days < 0)


def test_what_will_end_soon_does_not_wake_anybody(
    mailbox: Mailbox, client: Client, olga: Agent, capsys: pytest.CaptureFixture[str]
) -> None:
    ends(20)
    assert red() == []
    client.force_login(olga)
    assert "notice--soon" in client.get("/mail/health/").content.decode()
    call_command("mail_status")
    assert "soon Microsoft 365: The client secret" in capsys.readouterr().out


def test_a_server_that_is_away_for_a_moment_is_nobodys_business(sender: Sender) -> None:
    sender.note_trouble(Problem("smtp_network", {"host": "x", "port": 1}), pause=9)
    assert red() == []
    Sender.objects.update(failing_since=ago(6))
    assert red() == ["sender"]


@pytest.mark.parametrize("kind", ["smtp_login", "provider_key", "oauth_withdrawn"])
def test_what_needs_a_person_is_red_at_once(sender: Sender, kind: str) -> None:
    sender.note_trouble(Problem(kind, {"host": "x", "said": "535 No"}), pause=9)
    assert red() == ["sender"]
    assert finding("sender").about == "hola@papeleria.example"


def test_one_cause_for_mail_in_and_out_is_said_once(sender: Sender, mailbox: Mailbox) -> None:
    for troubled in (mailbox, sender):
        troubled.note_trouble(Problem("oauth_withdrawn"), pause=9)
    assert red() == ["mailbox"]


def test_what_shuts_us_out_keeps_answers_from_leaving_too(sender: Sender, mailbox: Mailbox) -> None:
    Sender.objects.update(kind="account")
    mailbox.note_trouble(Problem("oauth_withdrawn"), pause=9)
    assert "Answers from this mailbox wait as well." in finding("mailbox").advice
    assert "sender" not in {each.key for each in overview.findings()}


def test_a_paused_mailbox_is_mentioned_but_not_red(sender: Sender) -> None:
    Sender.objects.update(is_paused=True)
    assert (red(), finding("sender").is_soon) == ([], True)


def test_a_sign_in_that_ends_is_warned_of_with_its_button(mailbox: Mailbox) -> None:
    week = timezone.now() + dt.timedelta(days=6)
    Mailbox.objects.update(sign_in="google")
    grant = Grant.objects.create(mailbox=mailbox, ends_at=week)
    assert finding("sign_in").is_soon
    assert finding("sign_in").deed == sign_in_again(mailbox)
    Grant.objects.filter(pk=grant.pk).update(ends_at=timezone.now())
    assert red() == ["sign_in"]
