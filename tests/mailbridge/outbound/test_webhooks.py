"""Events and bodies that anymail cannot read (F41): kept or refused, and never a reason to send all again."""

from __future__ import annotations

import pytest

from mailbridge.models import DeliveryReport
from tests.mailbridge.outbound.conftest import fresh
from tests.mailbridge.outbound.test_tracking import CUSTOMER, State, accepted, hooks, post
from tickets.models import OutgoingMail

__all__ = ["accepted", "hooks"]  # fixtures


def test_a_poison_event_costs_the_others_of_its_batch_nothing(accepted: OutgoingMail) -> None:
    good = {"event": "delivery", "message_id": "pm-1", "email": CUSTOMER, "timestamp": 1e9}
    poison = [{"event": ["no", "word"]}, "x", None, {**good, "timestamp": 1e300}]
    for _ in range(2):
        batch = {"events": [*poison, good]}
        assert post("/hooks/mailtrap/tracking/", batch).status_code == 200
    assert fresh(accepted).state == State.DELIVERED
    assert DeliveryReport.objects.filter(kind="unreadable").count() == 4


@pytest.mark.parametrize("body", [[], "x", None, {"events": 7}])
def test_what_is_no_batch_at_all_is_refused_once(body: object, mailbox: object) -> None:
    assert post("/hooks/mailtrap/tracking/", body).status_code == 400


def test_mail_is_not_taken_in_by_a_webhook_that_nobody_hears() -> None:
    assert post("/hooks/postmark/inbound/", {"From": CUSTOMER}).status_code == 404
