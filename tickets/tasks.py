"""Periodic verbs. Each finds its work in the database, so a run that was lost or doubled does no harm."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tickets.models import BulkAction, ComplaintDigest, Proposal, UsualWait
from tickets.models.call_watch import CallWatch
from tickets.models.clock_watch import ClockWatch
from tickets.models.complaint_watch import ComplaintWatch
from tickets.models.promise_watch import PromiseWatch

BULK_SECONDS = 25  # a run: less than beat waits between two
SILENCE_REMINDER = 0.5  # of the days until an unanswered proposal closes


@shared_task
def watch_clocks() -> None:
    """Record what was missed, warn before and escalate after, each once."""
    ClockWatch(timezone.now()).look()


@shared_task
def watch_promises() -> None:
    """Warn before a promised date, and record what was missed, each once (R5)."""
    PromiseWatch(timezone.now()).look()


@shared_task
def watch_complaints() -> None:
    """Warn before the answer date of a complaint or a corrective action is missed, and once it is (R32)."""
    ComplaintWatch(timezone.now()).look()


@shared_task
def watch_calls() -> None:
    """Warn before a customer has waited in vain for our call, once (R10)."""
    CallWatch(timezone.now()).look()


@shared_task
def begin_complaint_digests() -> None:
    """On the first working day, let the sender find the analysis of last month's complaints (R32)."""
    ComplaintDigest.begin_month(timezone.now())


@shared_task
def reckon_usual_waits() -> None:
    """Keep the dates that we give honest (R1)."""
    UsualWait.reckon(timezone.now())


@shared_task
def go_on_in_bulk() -> None:
    """Do to the rest of many tickets what an agent's click has begun (A29)."""
    for action in BulkAction.unfinished():
        action.go_on(seconds=BULK_SECONDS)


@shared_task
def close_in_silence() -> None:
    """Remind once, then close what the customer left unanswered for the published days (R9)."""
    now = timezone.now()
    offered = Proposal.objects.filter(
        state=Proposal.State.OFFERED, ticket__status="proposed"
    ).select_related("ticket__channel", "ticket__customer", "message")
    for proposal in offered.filter(closes_at__lte=now):
        proposal.ticket.lapse(proposal)
    for proposal in offered.filter(reminded_at=None, closes_at__gt=now):
        half = (proposal.closes_at - proposal.offered_at) * SILENCE_REMINDER
        if now >= proposal.offered_at + half:
            proposal.ticket.remind(proposal)
