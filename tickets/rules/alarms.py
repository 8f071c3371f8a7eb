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


def is_last_call(
    now: datetime, *, made: datetime, due: datetime, seconds: int, hours: WorkCalendar
) -> bool:
    """No more than so many working seconds are left of what was promised, or a quarter of the time that was
    given, where that is less: a date is not taken back as soon as it is given.

    What falls due while we are closed is told before we close; a moment out of hours is the last resort.
    """
    if due <= now:
        return False
    left = hours.seconds_between(now, due)
    if hours.is_open(now):
        return left <= min(seconds, hours.seconds_between(made, due) // 4)
    return not left and (due - now).total_seconds() <= min(
        seconds, (due - made).total_seconds() / 4
    )
