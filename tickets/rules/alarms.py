"""When it is time to tell somebody about a target, in the working hours of whoever is told."""

from __future__ import annotations

from datetime import datetime

from tickets.rules.worktime import WorkCalendar


def nears(now: datetime, *, due: datetime, seconds: int, hours: WorkCalendar) -> bool:
    """They have no more than so many working seconds left until it is due, and are at work.

    What falls due in the night is told before they go home; what they cannot hear in time is left to `is_late`.
    """
    return now < due and hours.is_open(now) and hours.seconds_between(now, due) <= seconds


def is_late(now: datetime, *, due: datetime, seconds: int, hours: WorkCalendar) -> bool:
    """So many of their working seconds have passed since it was due, and they are at work."""
    return due <= now and hours.is_open(now) and hours.seconds_between(due, now) >= seconds
