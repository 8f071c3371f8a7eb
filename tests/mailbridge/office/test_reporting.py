"""The form of a mailbox says where its provider reports deliveries, and whether it does."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mailbridge.models import DeliveryReport, Sender
from mailbridge.office.reporting import doors
from mailbridge.outbound.webhooks import patterns
from tests.mailbridge.office.test_mailbox_forms import NEW, POSTMARK, saved
from tickets.models import Agent, Channel


def part(page: str, kind: str) -> str:
    found = re.search(
        rf'<section class="reporting" data-kinds="{kind}.*?</section>', page, re.DOTALL
    )
    assert found
    return found[0]


def test_every_provider_of_the_list_has_a_door_that_exists() -> None:
    known = {str(each.pattern) for each in patterns()}
    for door in doors(Sender()):
        assert f"{door.api}/tracking/" in known
    kinds = {kind for door in doors(Sender()) for kind in door.kinds}
    assert kinds == set(Sender.Kind.values) - {"settings", "account", "smtp"}


def test_the_address_is_there_to_copy_without_its_secret(
    office: Client, settings: Settings
) -> None:
    settings.BASE_URL = "https://desk.papeleria.example"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "canary-name:canary-word"}
    page = office.get(NEW).content.decode()
    address = "https://NAME:PASSWORD@desk.papeleria.example/mail/hooks/postmark/tracking/"
    assert address in part(page, "postmark")
    assert "canary" not in page


@pytest.mark.parametrize(
    ("anymail", "missing"),
    [
        ({}, ["ANYMAIL_WEBHOOK_SECRET", "ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY"]),
        ({"WEBHOOK_SECRET": "a:b"}, ["ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY"]),
        ({"WEBHOOK_SECRET": "a:b", "MAILGUN_WEBHOOK_SIGNING_KEY": "c"}, []),
    ],
)
def test_what_is_missing_is_named(
    office: Client, settings: Settings, anymail: dict[str, str], missing: list[str]
) -> None:
    settings.ANYMAIL = anymail
    said = part(office.get(NEW).content.decode(), "mailgun")
    assert ("Set " + ", ".join(missing) in said) == bool(missing)
    assert ("closed" in said) == bool(missing)


def test_it_says_since_when_reports_come(
    office: Client, channel: Channel, settings: Settings, olga: Agent
) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": "a:b"}
    saved(office, channel, **POSTMARK)
    form = f"/mail/mailboxes/{Sender.objects.get().mailbox_id}/"
    assert "No report of Postmark has come so far" in office.get(form).content.decode()
    DeliveryReport.objects.create(
        provider="Postmark", event_key="1", kind="delivered", happened_at=timezone.now()
    )
    page = office.get(form).content.decode()
    assert "First report:" in part(page, "postmark")
    assert "First report:" not in part(page, "brevo")
