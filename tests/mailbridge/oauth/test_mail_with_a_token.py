"""Mail fetched with a token instead of a password, from a real server (XOAUTH2)."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.utils import timezone

from mailbridge import connection
from mailbridge.inbound import intake
from mailbridge.inbound.server import session
from mailbridge.models import Grant, Mailbox
from tests.dovecot import Dovecot
from tests.mailbridge.intake.conftest import letter
from tests.oauth_provider import OAuthProvider
from tests.tokens import token
from tickets.models import Ticket


def visited(mailbox: Mailbox) -> Mailbox:
    fresh = Mailbox.objects.select_related("channel").get(pk=mailbox.pk)
    intake.visit(fresh)
    fresh.refresh_from_db()
    return fresh


def test_mail_becomes_a_ticket(grant: Grant, mailbox: Mailbox, dovecot: Dovecot) -> None:
    dovecot.deliver(mailbox.username, letter("Me han cobrado dos veces."))
    assert visited(mailbox).problem is None
    assert Ticket.objects.count() == 1


def test_a_withdrawn_permission_is_red_at_once_and_loses_no_mail(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox, dovecot: Dovecot
) -> None:
    dovecot.deliver(mailbox.username, letter())
    provider.refresh_tokens.clear()
    problem = visited(mailbox).problem
    assert problem
    assert problem.kind == "oauth_withdrawn"
    assert mailbox.username in problem.reason
    provider.refresh_tokens.add("canary-refresh-0")
    Mailbox.objects.update(retry_at=None)
    assert visited(mailbox).problem is None
    assert Ticket.objects.count() == 1


def test_a_token_that_was_withdrawn_before_its_time_is_replaced(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    grant.access_token = token(mailbox.username, seconds=-60)
    grant.good_until = timezone.now() + dt.timedelta(hours=1)
    grant.save()
    assert visited(mailbox).problem is None
    assert len(provider.requests) == 1


def test_a_token_for_another_account_is_said(
    provider: OAuthProvider, grant: Grant, mailbox: Mailbox
) -> None:
    provider.user = "somebody.else@alameda.example"
    problem = visited(mailbox).problem
    assert problem
    assert (problem.kind, problem.remedy) == ("oauth_not_accepted", "sign_in")


def test_an_app_that_exchange_does_not_let_in_is_said_without_a_button(
    provider: OAuthProvider, mailbox: Mailbox
) -> None:
    Mailbox.objects.update(sign_in="microsoft_app")
    provider.user = "somebody.else@alameda.example"
    problem = visited(mailbox).problem
    assert problem
    assert (problem.kind, problem.remedy) == ("oauth_not_let_in", "")


def test_the_test_of_a_connection_uses_the_token(grant: Grant, mailbox: Mailbox) -> None:
    assert str(connection.test(mailbox)) == "Signed in. 0 mails lie in the folder."


def test_a_mailbox_that_signs_in_as_the_program_can_be_tried_before_it_is_saved(
    provider: OAuthProvider, mailbox: Mailbox
) -> None:
    mailbox.pk, mailbox.sign_in = None, "microsoft_app"
    assert connection.test(mailbox).problem is None
    assert not Grant.objects.exists()


def test_tokens_stand_in_no_log(
    grant: Grant, mailbox: Mailbox, provider: OAuthProvider, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        visited(mailbox)
        session.close_all()
        provider.refresh_tokens.clear()
        Grant.objects.update(good_until=None)
        visited(mailbox)
    assert "no longer lets us into" in caplog.text
    assert "canary" not in caplog.text
    assert provider.issued[0] not in caplog.text
