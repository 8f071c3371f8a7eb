"""Whenever the demo is made, its company keeps its word: hardly anything is overdue, and no call is."""

from __future__ import annotations

import datetime as dt

import pytest

from helpdesk.demo.history import LATE, LATE_BY, History
from tickets.models import Callback, Ticket

MOMENTS = {
    "a Friday night": dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC),
    "a Sunday morning": dt.datetime(2026, 11, 22, 7, 45, tzinfo=dt.UTC),
    "a Monday at opening": dt.datetime(2026, 11, 23, 8, 2, tzinfo=dt.UTC),
}


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_hardly_anything_is_overdue(company: None, now: dt.datetime) -> None:
    History(now=now, past=60).write()
    overdue = Ticket.objects.open().filter(next_due_at__lte=now)
    assert overdue.count() <= LATE
    assert not overdue.filter(next_due_at__lt=now - LATE_BY).exists()
    assert not overdue.filter(callbacks__state="open").exists()
    assert not Callback.objects.open().filter(begins_at__lt=now).exists()
    assert Ticket.objects.awaiting_us().count() > 15
