"""After the storm: every program killed once more, waits wound forward, and the sweeps left to tidy up."""

from __future__ import annotations

import datetime as dt
import math
import time

from celery import current_app
from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Now

from mailbridge.models import DeliveryReport, InboundMail, Mailbox
from tests.crash.soak.customers import Letterbox
from tickets.models import OutgoingMail

WITHOUT_PROGRESS_SECONDS = 120  # after which what is left never settles
ROUND_SECONDS = 2
SWEEPS = ("pull_mailboxes", "read_stored_mail", "send_mail")
AN_HOUR = dt.timedelta(hours=1)
State = OutgoingMail.State
WAITING = Q(state__in=(State.QUEUED, State.DEFERRED, State.SENDING, State.HANDING_OVER))
# An ambiguous mail that waits for its provider's word is not settled yet.
UNSETTLED = WAITING | Q(state=State.AMBIGUOUS, lease_until__isnull=False)


def end_leases() -> None:
    """As if an hour had gone by. Only when no process lives that may hold one."""
    connection.close()  # the one that built the stage died with a server
    Mailbox.objects.update(lease_until=None, retry_at=None)
    InboundMail.objects.filter(state="parsing").update(lease_until=Now() - AN_HOUR)
    OutgoingMail.objects.exclude(lease_until=None).update(lease_until=Now() - AN_HOUR)


def settle(letterbox: Letterbox) -> list[str]:
    """Let time fly for whatever only waits, and the sweeps come by; returns what never settles, in words."""
    least: tuple[float, ...] = (math.inf,)
    deadline = 0.0
    while any((left := _unsettled(letterbox)).values()):
        # A mail that takes a step is one less there and one more further on.
        if (numbers := tuple(left.values())) < least:
            least, deadline = numbers, time.monotonic() + WITHOUT_PROGRESS_SECONDS
        elif time.monotonic() > deadline:
            break
        _let_waits_pass()
        for sweep in SWEEPS:
            current_app.send_task(f"mailbridge.tasks.{sweep}")
        time.sleep(ROUND_SECONDS)
    return [f"{number} {what}" for what, number in left.items() if number]


def stuck(seconds: float) -> list[str]:
    """What has been in somebody's hands for longer than so many seconds, though all programs live."""
    since = Now() - dt.timedelta(seconds=seconds)
    held = OutgoingMail.objects.filter(state__in=(State.SENDING, State.HANDING_OVER))
    found = [f"{mail} is stuck" for mail in held.filter(state_at__lt=since)]
    read = InboundMail.objects.filter(state="parsing", lease_until__lt=Now())
    return found + [f"{row} is stuck" for row in read]


def _unsettled(letterbox: Letterbox) -> dict[str, int]:
    known = InboundMail.objects.exclude(sha256="").count()
    unread = InboundMail.objects.exclude(state__in=("done", "quarantined")).count()
    return {
        "mails on the server without a row": letterbox.count() - known,
        "mails not read": unread,
        "mails of ours under way": OutgoingMail.objects.filter(UNSETTLED).count(),
        "reports of delivery not applied": DeliveryReport.objects.filter(applied_at=None).count(),
    }


def _let_waits_pass() -> None:
    Mailbox.objects.update(retry_at=None)
    stored = InboundMail.objects.filter(state="stored")
    stored.update(retry_at=None, seen_at=F("seen_at") - AN_HOUR)
    OutgoingMail.objects.filter(state=State.DEFERRED).update(not_before=Now())
    OutgoingMail.objects.filter(state=State.AMBIGUOUS).exclude(lease_until=None).update(
        lease_until=Now() - AN_HOUR
    )
