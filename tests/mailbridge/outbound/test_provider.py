"""Sending by a provider's API: the same outbox, the same states, no final dot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from mailbridge.outbound import checks, claim, send
from mailbridge.outbound import provider as provider_code
from tests.mailbridge.outbound.conftest import Reply, fresh
from tests.mailbridge.outbound.provider_stub import ProviderStub
from tickets.models import OutgoingMail, Suppression
from tickets.models.attachment import IncomingFile

State = OutgoingMail.State


@pytest.fixture
def provider(settings: Settings) -> Iterator[ProviderStub]:
    stub = ProviderStub()
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token", "POSTMARK_API_URL": stub.url}
    yield stub
    stub.end()


def test_the_providers_id_is_kept(provider: ProviderStub, reply: Reply) -> None:
    mail = reply()
    send.send_due()
    assert (fresh(mail).state, mail.provider_id) == (State.ACCEPTED, "pm-1")


def test_threading_headers_go_through_the_api(provider: ProviderStub, reply: Reply) -> None:
    mail = reply()
    send.send_due()
    headers = {header["Name"]: header["Value"] for header in provider.sent["Headers"]}
    assert headers["Message-ID"] == mail.message_id_header
    assert headers["In-Reply-To"] == mail.references[-1]


def test_text_html_and_files_go_through_the_api(provider: ProviderStub, reply: Reply) -> None:
    reply("Mañana.", files=(IncomingFile.stored("año.pdf", "application/pdf", b"%PDF"),))
    send.send_due()
    assert "Mañana." in provider.sent["TextBody"]
    assert "Mañana." in provider.sent["HtmlBody"]
    assert provider.sent["Attachments"][0]["Name"] == "año.pdf"


def test_the_mails_number_goes_along_for_the_reports(
    provider: ProviderStub, reply: Reply, settings: Settings
) -> None:
    settings.INSTANCE_ID = "desk.papeleria.example"
    mail = reply()
    send.send_due()
    assert provider.sent["Metadata"] == {"ventanilla": f"desk.papeleria.example/{mail.pk}"}


@pytest.mark.parametrize("status", [401, 429, 503])
def test_a_provider_that_is_not_ready_puts_the_mail_off(
    provider: ProviderStub, reply: Reply, status: int
) -> None:
    provider.status = status
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED


def test_a_refusal_of_the_provider_is_shown(provider: ProviderStub, reply: Reply) -> None:
    provider.status, provider.answer = 400, {"ErrorCode": 1, "Message": "Too large"}
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.FAILED
    assert "Too large" in mail.error


@pytest.mark.parametrize("status", [0, 500, 502])
def test_no_clear_answer_is_ambiguous(provider: ProviderStub, reply: Reply, status: int) -> None:
    provider.status = status
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS
    assert len(provider.requests) == 1


def test_a_provider_that_drips_its_answer_is_left_at_the_deadline(
    provider: ProviderStub, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_code, "SEND_SECONDS", 0.3)
    provider.drip_seconds = 0.02
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.AMBIGUOUS


def test_an_unreachable_provider_puts_the_mail_off(provider: ProviderStub, reply: Reply) -> None:
    provider.end()
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.DEFERRED


def test_the_hand_over_is_committed_before_the_post(
    provider: ProviderStub, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(mail: OutgoingMail) -> None:
        raise claim.LeaseLost

    monkeypatch.setattr(claim, "mark_handing_over", lost)
    reply()
    send.send_due()
    assert not provider.requests


def test_a_provider_needs_a_secret_for_its_webhooks(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token"}
    assert "mailbridge.E001" in [found.id for found in run_checks()]
    settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": "desk:long-random-words"}
    assert checks.webhooks_are_guarded(None) == []


def test_a_password_without_encryption_is_warned_of(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "smtp.example", "secret"
    assert "mailbridge.W001" in [found.id for found in run_checks()]
    settings.EMAIL_USE_TLS = True
    assert checks.password_is_not_sent_in_clear(None) == []


def test_our_own_smtp_needs_no_secret() -> None:
    assert checks.webhooks_are_guarded(None) == []


def test_an_address_that_the_provider_calls_invalid_gets_no_automatic_mail(
    provider: ProviderStub, reply: Reply
) -> None:
    provider.status = 422
    provider.answer = {"ErrorCode": 300, "Message": "Invalid 'To' address: 'lucia@correo.example'."}
    mail = reply()
    send.send_due()
    assert fresh(mail).state == State.FAILED
    assert [held.address for held in Suppression.objects.all()] == ["lucia@correo.example"]
