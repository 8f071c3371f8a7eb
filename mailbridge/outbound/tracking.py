"""What providers tell us by webhook (RELIABILITY.md 6.2 step 6): stored raw, then applied, never backwards.

A report may come doubled, out of order, or before our own "accepted" is committed: then it is
parked, and tried again by each sweep for a day. Only a database that is down makes us answer 5xx,
since only then a retry helps.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import re
from math import isfinite
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mailbridge.models import DeliveryReport
from mailbridge.outbound.compose import METADATA
from tickets.models import Event, OutgoingMail, Suppression

log = logging.getLogger(__name__)

PARKED = dt.timedelta(hours=24)
State = OutgoingMail.State
# The others say nothing of the delivery: deferred, autoresponded, unsubscribed, …
MEANING = {
    EventType.QUEUED: State.ACCEPTED,
    EventType.SENT: State.ACCEPTED,
    EventType.DELIVERED: State.DELIVERED,
    EventType.OPENED: State.DELIVERED,
    EventType.CLICKED: State.DELIVERED,
    EventType.REJECTED: State.FAILED,
    EventType.FAILED: State.FAILED,
    EventType.BOUNCED: State.BOUNCED,
    EventType.COMPLAINED: State.COMPLAINED,
}

OF_ADDRESS = (RejectReason.INVALID, RejectReason.BOUNCED)
# Several providers call a full mailbox a bounce too, and say so only in a field of their own.
SOFT = re.compile(
    r'"(?:soft[ _-]?bounce|soft|transient|temporary)"|"hard_bounce": false', re.IGNORECASE
)


def connect() -> None:
    tracking.connect(hear, dispatch_uid="mailbridge.tracking")


def hear(sender: object, *, event: AnymailTrackingEvent, esp_name: str, **_: Any) -> None:
    """Keep the report, once, and apply it if its mail is known."""
    report, is_new = DeliveryReport.objects.get_or_create(
        event_key=_event_key(event, esp_name),
        defaults={
            "provider": _short(esp_name, 40),
            "kind": _short(event.event_type, 20),
            "provider_id": _short(event.message_id, 250),
            "recipient": _short(event.recipient, 320),
            "description": _short(event.description or event.mta_response, 500),
            "happened_at": _happened_at(event),
            "payload": {
                "metadata": _storable(event.metadata or {}),
                "event": _storable(event.esp_event),
                "reject_reason": _storable(event.reject_reason or ""),
            },
        },
    )
    if is_new:
        _try_to_apply(report)


def keep_unread(event: object, esp_name: str) -> None:
    """Keep what nobody could read, for whoever looks; there is nothing in it to apply."""
    raw, now = _storable(event), timezone.now()
    DeliveryReport.objects.get_or_create(
        event_key=_digest(esp_name, raw),
        defaults={
            "provider": _short(esp_name, 40),
            "kind": "unreadable",
            "happened_at": now,
            "applied_at": now,
            "payload": {"metadata": {}, "event": raw, "reject_reason": ""},
        },
    )


def apply_parked() -> None:
    """Try again the reports of the last day whose mail was not known yet."""
    fresh = DeliveryReport.objects.filter(applied_at=None, heard_at__gt=timezone.now() - PARKED)
    for report in fresh.order_by("happened_at", "pk"):
        _try_to_apply(report)


def apply(report: DeliveryReport) -> bool:
    """Move the delivery forward by what the report says. False when its mail is not known (yet)."""
    mail = _mail_of(report)
    if mail is None:
        return False
    state = MEANING.get(report.kind)
    with transaction.atomic():
        if state and _concerns(mail.to, report.recipient):
            mail.move_to(
                state,
                at=report.happened_at,
                provider_id=report.provider_id,
                error=_why(report) if state in OutgoingMail.FAILURES else _standing_note(mail),
            )
        elif state in OutgoingMail.FAILURES and _concerns(mail.cc + mail.bcc, report.recipient):
            # A copy that did not arrive is told of, but the customer has their answer.
            mail.ticket.record(
                Event.Kind.DELIVERY, mail=mail.pk, state=str(state), error=_why(report)
            )
        if reason := _reason_to_suppress(report):
            named = [report.recipient] if report.recipient else []
            mail.suppress(named, reason=reason, why=_why(report))
        DeliveryReport.objects.filter(pk=report.pk).update(applied_at=timezone.now())
    return True


def _try_to_apply(report: DeliveryReport) -> None:
    """One report that cannot be applied never costs the others of its batch (F41)."""
    try:
        apply(report)
    except Exception:
        log.exception("Delivery report %s was not applied", report.pk)


def _mail_of(report: DeliveryReport) -> OutgoingMail | None:
    """By the number that we gave along, by the provider's id, or by our own Message-ID."""
    metadata = report.payload["metadata"]
    ours = metadata.get(METADATA, "") if isinstance(metadata, dict) else ""
    instance, _, number = str(ours).rpartition("/")
    if instance == settings.INSTANCE_ID[:40] and number.isascii() and number.isdigit():
        return OutgoingMail.objects.filter(pk=int(number[:18])).first()
    if not report.provider_id:
        return None
    by_their_id = OutgoingMail.objects.filter(provider_id=report.provider_id)
    by_our_id = OutgoingMail.objects.filter(message_id_header=report.provider_id)
    return by_their_id.first() or by_our_id.first()


def _concerns(addresses: list[str], recipient: str) -> bool:
    """A report that names nobody concerns the mail as a whole."""
    return not recipient or recipient.lower() in (address.lower() for address in addresses)


def _reason_to_suppress(report: DeliveryReport) -> str:
    """Hard bounces and complaints; a full mailbox or a filter says nothing of the next mail."""
    if report.kind == EventType.COMPLAINED:
        return Suppression.Reason.COMPLAINED
    is_of_address = report.payload.get("reject_reason") in OF_ADDRESS
    is_back = report.kind in (EventType.BOUNCED, EventType.REJECTED)
    is_soft = bool(SOFT.search(json.dumps(report.payload["event"])))
    return Suppression.Reason.BOUNCED if is_back and is_of_address and not is_soft else ""


def _standing_note(mail: OutgoingMail) -> str:
    """What was noted stays true when a mail arrives, but for the doubt that this settles."""
    return "" if mail.state == State.AMBIGUOUS else mail.error


def _why(report: DeliveryReport) -> str:
    return f"{report.recipient}: {report.description or report.kind}"


def _happened_at(event: AnymailTrackingEvent) -> dt.datetime:
    now = timezone.now()
    at: dt.datetime = event.timestamp or now
    return min(at if timezone.is_aware(at) else at.replace(tzinfo=dt.UTC), now)


def _event_key(event: AnymailTrackingEvent, esp_name: str) -> str:
    """The provider's id of the event; where it has none, what it says."""
    named = (event.event_type, event.event_id, event.message_id, event.recipient)
    return _digest(esp_name, named if event.event_id else _storable(event.esp_event))


def _digest(esp_name: str, what: object) -> str:
    return hashlib.sha256(json.dumps([esp_name, what], sort_keys=True).encode()).hexdigest()


def _short(value: object, length: int) -> str:
    return str(_storable("" if value is None else str(value)))[:length]


def _storable(value: Any) -> Any:
    """JSON that PostgreSQL takes: no NUL, no half surrogate pairs, strings for anything odd."""
    if isinstance(value, dict):
        return {str(_storable(str(key))): _storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    if value is None or isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value).encode("utf-8", "replace").decode().replace("\0", "\ufffd")
