"""Working time of the one who is told: Ana works from nine to six, Monday to Friday, in Madrid."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from tickets.rules.alarms import is_last_call, is_late, nears
from tickets.rules.worktime import WorkCalendar

OFFICE = ((time(9), time(18)),)
ANA = WorkCalendar(timezone="Europe/Madrid", week=(OFFICE,) * 5 + ((), ()))
HALF_AN_HOUR = 1800


def madrid(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Madrid"))


@pytest.mark.parametrize(
    ("now", "due", "is_time"),
    [
        ("2026-11-23 11:29", "2026-11-23 12:00", False),
        ("2026-11-23 11:30", "2026-11-23 12:00", True),
        ("2026-11-23 17:29", "2026-11-23 23:00", False),
        ("2026-11-23 17:30", "2026-11-23 23:00", True),  # due in the night: before she goes home
        ("2026-11-27 17:30", "2026-11-29 12:00", True),  # on a Sunday: on Friday evening
        ("2026-11-27 17:45", "2026-11-30 09:15", True),  # her last half hour is cut by the weekend
        ("2026-11-27 17:44", "2026-11-30 09:15", False),
        ("2026-11-23 20:00", "2026-11-23 20:10", False),  # she is at home
        ("2026-11-23 12:00", "2026-11-23 12:00", False),  # too late to warn
    ],
)
def test_she_is_warned_while_she_has_the_time_left(now: str, due: str, is_time: bool) -> None:
    told = nears(madrid(now), due=madrid(due), seconds=HALF_AN_HOUR, hours=ANA)
    assert told is is_time


@pytest.mark.parametrize(
    ("now", "due", "is_time"),
    [
        ("2026-11-23 12:29", "2026-11-23 12:00", False),
        ("2026-11-23 12:30", "2026-11-23 12:00", True),
        ("2026-11-23 20:00", "2026-11-23 12:00", False),  # she is at home
        ("2026-11-24 09:29", "2026-11-23 20:00", False),
        ("2026-11-24 09:30", "2026-11-23 20:00", True),
        ("2026-11-30 09:15", "2026-11-27 17:45", True),  # over a weekend
        ("2026-11-23 11:59", "2026-11-23 12:00", False),
    ],
)
def test_she_is_told_of_the_miss_after_so_much_of_her_own_time(
    now: str, due: str, is_time: bool
) -> None:
    told = is_late(madrid(now), due=madrid(due), seconds=HALF_AN_HOUR, hours=ANA)
    assert told is is_time


@pytest.mark.parametrize(
    ("made", "now", "due", "is_time"),
    [
        ("2026-11-23 09:00", "2026-11-23 11:44", "2026-11-23 12:00", False),
        ("2026-11-23 09:00", "2026-11-23 11:45", "2026-11-23 12:00", True),
        ("2026-11-23 09:00", "2026-11-23 12:00", "2026-11-23 12:00", False),  # it is missed
        ("2026-11-23 11:40", "2026-11-23 11:54", "2026-11-23 12:00", False),  # given 20 minutes
        ("2026-11-23 11:40", "2026-11-23 11:55", "2026-11-23 12:00", True),
        ("2026-11-23 16:00", "2026-11-23 17:45", "2026-11-24 09:00", True),  # before we go home
        ("2026-11-23 16:00", "2026-11-24 08:59", "2026-11-24 09:10", False),  # not before we open
        ("2026-11-23 16:00", "2026-11-24 09:00", "2026-11-24 09:10", True),
        ("2026-11-23 20:00", "2026-11-23 21:44", "2026-11-23 22:00", False),
        ("2026-11-23 20:00", "2026-11-23 21:45", "2026-11-23 22:00", True),  # we open too late
    ],
)
def test_a_customer_is_told_while_there_is_time(
    made: str, now: str, due: str, is_time: bool
) -> None:
    moments = {"made": madrid(made), "due": madrid(due)}
    assert is_last_call(madrid(now), **moments, seconds=900, hours=ANA) is is_time
