"""The last day on which a complaint may be answered, counted as the law counts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from tickets.rules.worktime import WorkCalendar

UNITS = ("months", "days", "working_days")


def answer_date(received: date, amount: int, unit: str, *, hours: WorkCalendar) -> date:
    """The day of receipt does not count (Spanish Civil Code, 5.1). A last day on which we are closed is not
    put off to the next: who answers before it is never late, whichever rule holds.
    """
    if unit == "months":
        return _months_after(received, amount)
    if unit == "working_days" and any(hours.week):
        return _working_days_after(received, amount, hours)
    return received + timedelta(days=amount)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month; its last one where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_after(day: date, amount: int, hours: WorkCalendar) -> date:
    while amount > 0:
        day += timedelta(days=1)
        amount -= bool(hours.week[day.weekday()]) and day not in hours.closed
    return day
