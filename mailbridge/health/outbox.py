"""How mail out is doing: what waits to leave, what nobody knows of, and what providers reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mailbridge.health.finding import Finding
from mailbridge.models import DeliveryReport, Sender
from tickets.models import OutgoingMail

State = OutgoingMail.State
QUEUED_LATE = dt.timedelta(minutes=5)
# Put off again and again by the mail server that should take it.
DEFERRED_LATE = dt.timedelta(minutes=30)
REPORT_LATE = dt.timedelta(minutes=15)
# What is older has been seen by a person, or will not be told any more.
LOOK_BACK = dt.timedelta(hours=24)


def findings(now: dt.datetime) -> Iterator[Finding]:
    yield _leaves(now)
    yield _is_certain(now)
    yield _is_reported(now)


def _leaves(now: dt.datetime) -> Finding:
    late = now - QUEUED_LATE
    # Three arms, each on a partial index of the outbox: a page asks this, whatever lies in the archive.
    waiting = OutgoingMail.objects.filter(
        Q(state__in=(State.QUEUED, State.DEFERRED), not_before__lt=late)
        | Q(state__in=(State.SENDING, State.HANDING_OVER), lease_until__lt=late)
        | Q(state=State.DEFERRED, created_at__lt=now - DEFERRED_LATE)
    )
    oldest = waiting.order_by("created_at").first()
    if oldest is None:
        return Finding("outbox", True, _("Mail leaves in time."))
    number = waiting.count()
    words = ngettext(
        "%(number)d mail of ours should have left and has not.",
        "%(number)d mails of ours should have left and have not.",
        number,
    )
    return Finding(
        "outbox",
        False,
        " ".join(filter(None, (words % {"number": number}, oldest.error.told))),
        oldest.created_at,
        _advice(oldest),
    )


def _advice(oldest: OutgoingMail) -> str:
    if settings.MAIL_OUT_PAUSED:
        return _("Sending is switched off (MAIL_OUT_PAUSED); switch it on again.")
    if Sender.objects.filter(mailbox__channel=oldest.ticket.channel_id, is_paused=True).exists():
        return _("Somebody paused the answers of this mailbox; open it to let them leave.")
    if oldest.state == State.DEFERRED:
        return _("Check the server that sends for this mailbox. We go on trying.")
    return _("See that the programs “worker” and “beat” run.")


def _is_certain(now: dt.datetime) -> Finding:
    doubtful = OutgoingMail.objects.filter(state=State.AMBIGUOUS, state_at__gt=now - LOOK_BACK)
    oldest = doubtful.order_by("state_at").first()
    if oldest is None:
        return Finding("ambiguous", True, _("Of each mail of today we know whether it left."))
    number = doubtful.count()
    words = ngettext(
        "Of %(number)d mail nobody can know whether it left: the line broke at the last moment.",
        "Of %(number)d mails nobody can know whether they left: the line broke at the last moment.",
        number,
    )
    advice = _("First in line is ticket #%d: ask the customer, or send it again.")
    return Finding(
        "ambiguous", False, words % {"number": number}, oldest.state_at, advice % oldest.ticket_id
    )


def _is_reported(now: dt.datetime) -> Finding:
    parked = DeliveryReport.objects.filter(
        applied_at=None, heard_at__range=(now - LOOK_BACK, now - REPORT_LATE)
    )
    oldest = parked.order_by("heard_at").first()
    if oldest is None:
        return Finding("reports", True, _("Each report of a delivery found its mail."))
    number = parked.count()
    words = ngettext(
        "%(number)d report of a delivery found no mail of ours.",
        "%(number)d reports of deliveries found no mail of ours.",
        number,
    )
    advice = _("Another program may send by the same account at %s: give each its own.")
    return Finding(
        "reports", False, words % {"number": number}, oldest.heard_at, advice % oldest.provider
    )
