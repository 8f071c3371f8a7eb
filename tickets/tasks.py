"""Periodic verbs. Each finds its work in the database, so a run that was lost or doubled does no harm."""

from __future__ import annotations

import datetime as dt

from celery import shared_task
from django.db.models import F
from django.utils import timezone

from tickets.models import Clock, Event, Proposal

WARN_BEFORE = dt.timedelta(minutes=30)
SILENCE_REMINDER = 0.5  # of the days until an unanswered proposal closes


@shared_task
def watch_clocks() -> None:
    """Record, once each, that a clock is due soon and that its target was missed."""
    now = timezone.now()
    running = Clock.objects.filter(stopped_at=None, paused_at=None, ticket__is_spam=False)
    for clock in running.filter(due_at__lt=now, breached_at=None).select_related("ticket"):
        if Clock.objects.filter(pk=clock.pk, breached_at=None).update(breached_at=F("due_at")):
            clock.ticket.record(Event.Kind.BREACHED, clock=clock.pk, clock_kind=clock.kind)
    soon = running.filter(due_at__range=(now, now + WARN_BEFORE), warned_at=None)
    for clock in soon.select_related("ticket"):
        if Clock.objects.filter(pk=clock.pk, warned_at=None).update(warned_at=now):
            clock.ticket.record(Event.Kind.DUE_SOON, clock=clock.pk, clock_kind=clock.kind)


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
