"""Providers' reports, by their real webhooks: guarded, kept once, applied forward only, in any order."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mailbridge.models import DeliveryReport
from mailbridge.outbound import send, tracking
from mailbridge.urls import webhooks
from tests.mailbridge.outbound.conftest import Reply, fresh
from tickets.models import Clock, Event, OutgoingMail, Suppression, Ticket
from tickets.models.ticket import Status

State = OutgoingMail.State
SECRET = "desk:long-random-words"
POSTMARK, MAILGUN = "/hooks/postmark/tracking/", "/hooks/mailgun/tracking/"
CUSTOMER = "lucia@correo.example"

Post = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def hooks(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.mailbridge.outbound.hooks"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "signing-key"}


@pytest.fixture
def accepted(reply: Reply) -> OutgoingMail:
    mail = reply(cc=("banco@caja.example",))
    mail.move_to(State.ACCEPTED, at=timezone.now(), provider_id="pm-1")
    return mail


def post(address: str, what: object, *, secret: str = SECRET) -> Any:
    authorization = f"Basic {b64encode(secret.encode()).decode()}"
    return Client().post(
        address,
        json.dumps(what),
        content_type="application/json",
        headers={"authorization": authorization},
    )


def delivered(**parts: object) -> dict[str, object]:
    return {"RecordType": "Delivery", "MessageID": "pm-1", "Recipient": CUSTOMER, **parts}


def bounced(**parts: object) -> dict[str, object]:
    return {
        "RecordType": "Bounce", "Type": "HardBounce", "ID": 7, "MessageID": "pm-1",
        "Email": CUSTOMER, "Description": "The mailbox does not exist.", **parts,
    }  # fmt: skip


def complained(**parts: object) -> dict[str, object]:
    return {
        "RecordType": "SpamComplaint", "Type": "SpamComplaint", "ID": 8, "MessageID": "pm-1",
        "Email": CUSTOMER, **parts,
    }  # fmt: skip


def signed(event: str, message_id: str, *, key: str = "signing-key") -> dict[str, object]:
    """Mailgun's shape, signed as Mailgun signs."""
    now, token = str(int(time.time())), hashlib.sha256(event.encode()).hexdigest()
    signature = hmac.new(key.encode(), f"{now}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": now, "token": token, "signature": signature},
        "event-data": {
            "event": event, "recipient": CUSTOMER, "severity": "permanent",
            "timestamp": time.time(), "message": {"headers": {"message-id": message_id.strip("<>")}},
        },
    }  # fmt: skip


def test_a_delivery_report_moves_the_mail_forward(accepted: OutgoingMail) -> None:
    assert post(POSTMARK, delivered()).status_code == 200
    assert fresh(accepted).state == State.DELIVERED


def test_a_bounce_reopens_the_ticket_and_the_clock(accepted: OutgoingMail) -> None:
    post(POSTMARK, bounced())
    assert fresh(accepted).state == State.BOUNCED
    assert accepted.error == f"{CUSTOMER}: The mailbox does not exist."
    assert Ticket.objects.get(pk=accepted.ticket_id).status == Status.OPEN
    clocks = Clock.objects.filter(ticket=accepted.ticket_id, kind=Clock.Kind.FIRST_RESPONSE)
    assert clocks.get().stopped_at is None


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_every_order_and_doubled_the_worst_report_stands(
    accepted: OutgoingMail, order: tuple[int, ...]
) -> None:
    reports = [delivered(), bounced(), complained()]
    for number in order:
        post(POSTMARK, reports[number])
        post(POSTMARK, reports[number])
    assert fresh(accepted).state == State.COMPLAINED
    assert DeliveryReport.objects.count() == 3


def test_a_report_that_comes_before_our_own_commit_is_kept_and_applied_later(
    reply: Reply,
) -> None:
    mail = reply()
    assert post(POSTMARK, delivered()).status_code == 200
    assert fresh(mail).state == State.QUEUED
    mail.move_to(State.ACCEPTED, at=timezone.now(), provider_id="pm-1")
    send.send_due()
    assert fresh(mail).state == State.DELIVERED


def test_a_report_for_nobody_is_given_up_after_a_day(accepted: OutgoingMail) -> None:
    post(POSTMARK, delivered(MessageID="pm-unknown"))
    DeliveryReport.objects.update(heard_at=timezone.now() - tracking.PARKED)
    tracking.apply_parked()
    assert DeliveryReport.objects.get().applied_at is None


def test_the_number_in_the_metadata_finds_the_mail_whatever_its_id(
    accepted: OutgoingMail, settings: Settings
) -> None:
    named = {"ventanilla": f"{settings.INSTANCE_ID[:40]}/{accepted.pk}"}
    post(POSTMARK, delivered(MessageID="pm-other", Metadata=named))
    assert fresh(accepted).state == State.DELIVERED


def test_the_number_of_another_installation_is_not_ours(accepted: OutgoingMail) -> None:
    named = {"ventanilla": f"desk.elsewhere.example/{accepted.pk}"}
    post(POSTMARK, delivered(MessageID="pm-other", Metadata=named))
    assert fresh(accepted).state == State.ACCEPTED


def test_a_signed_report_finds_the_mail_by_our_message_id(accepted: OutgoingMail) -> None:
    assert post(MAILGUN, signed("delivered", accepted.message_id_header)).status_code == 200
    assert fresh(accepted).state == State.DELIVERED


def test_a_wrong_signature_is_refused(accepted: OutgoingMail) -> None:
    forged = signed("failed", accepted.message_id_header, key="guessed")
    assert post(MAILGUN, forged).status_code == 400
    assert fresh(accepted).state == State.ACCEPTED


@pytest.mark.parametrize("secret", ["desk:wrong", ":", ""])
def test_a_wrong_secret_is_refused(accepted: OutgoingMail, secret: str) -> None:
    assert post(POSTMARK, bounced(), secret=secret).status_code == 400
    assert not DeliveryReport.objects.exists()


def test_a_body_above_the_limit_is_refused(accepted: OutgoingMail, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    assert post(POSTMARK, bounced(Content="x" * 20_000)).status_code == 400


def test_a_report_that_the_database_could_not_hold_is_kept_made_harmless(
    accepted: OutgoingMail,
) -> None:
    odd = bounced(Description="a\0b", Score=float("nan"), Subject="\ud800", Details="x" * 9000)
    assert post(POSTMARK, odd).status_code == 200
    assert fresh(accepted).state == State.BOUNCED


def test_a_report_that_cannot_be_applied_costs_the_provider_no_retry(
    accepted: OutgoingMail, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> bool:
        raise ValueError("poison")

    monkeypatch.setattr(OutgoingMail, "move_to", broken)
    assert post(POSTMARK, bounced()).status_code == 200
    monkeypatch.undo()
    tracking.apply_parked()
    assert fresh(accepted).state == State.BOUNCED


def test_a_bounced_copy_is_told_of_but_the_answer_stands(accepted: OutgoingMail) -> None:
    post(POSTMARK, bounced(Email="banco@caja.example"))
    assert fresh(accepted).state == State.ACCEPTED
    told = Event.objects.filter(kind=Event.Kind.DELIVERY, data__mail=accepted.pk).last()
    assert told is not None
    assert "banco@caja.example" in told.data["error"]


def test_a_bounce_of_someone_who_was_never_written_to_has_no_effect(
    accepted: OutgoingMail,
) -> None:
    post(POSTMARK, bounced(Email="victim@otro.example"))
    assert fresh(accepted).state == State.ACCEPTED


@pytest.mark.parametrize("copy", [CUSTOMER, "banco@caja.example"])
def test_a_hard_bounce_or_a_complaint_stops_mail_to_that_address(
    accepted: OutgoingMail, copy: str
) -> None:
    post(POSTMARK, bounced(Email=copy) if copy == CUSTOMER else complained(Email=copy))
    assert [each.address for each in Suppression.objects.all()] == [copy]


@pytest.mark.parametrize("kind", ["SoftBounce", "Blocked", "DnsError"])
def test_what_may_pass_stops_nothing(accepted: OutgoingMail, kind: str) -> None:
    post(POSTMARK, bounced(Type=kind))
    assert DeliveryReport.objects.exists()
    assert not Suppression.objects.exists()


def test_a_report_settles_an_ambiguous_mail(accepted: OutgoingMail) -> None:
    doubt = {"state": State.AMBIGUOUS, "provider_id": "", "error": "The line broke."}
    OutgoingMail.objects.filter(pk=accepted.pk).update(**doubt)
    post(MAILGUN, signed("delivered", accepted.message_id_header))
    assert (fresh(accepted).state, accepted.error) == (State.DELIVERED, "")


@pytest.mark.parametrize(("secret", "is_open"), [("", False), (SECRET, True)])
def test_without_a_secret_there_are_no_webhooks(
    settings: Settings, *, secret: str, is_open: bool
) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": secret}
    assert bool(webhooks()) is is_open
