"""The windows in which we can call somebody, cut out of the phone's opening hours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from tickets.rules.moments import date_in_words
from tickets.rules.worktime import MIDNIGHT, Span, WorkCalendar

LENGTH = timedelta(hours=2)
# A window that has begun is still offered while this much of it is left.
ENOUGH = timedelta(hours=1)
# On how many open days, and how far ahead we look for them.
OPEN_DAYS, FURTHEST_DAYS = 3, 30


@dataclass(frozen=True)
class Window:
    """From `begin` until `end`; both aware, on the same day of the desk."""

    begin: datetime
    end: datetime

    @property
    def key(self) -> str:
        """What a form names it by."""
        return self.begin.astimezone(UTC).strftime("%Y%m%d%H%M")


def call_windows(calendar: WorkCalendar, *, now: datetime) -> tuple[Window, ...]:
    """Return the next windows, earliest first, on the clock of the calendar; none when it never opens."""
    return tuple(window for day in islice(_days(calendar, now), OPEN_DAYS) for window in day)


def choices(windows: Iterable[Window], *, language: str, today: date) -> list[tuple[str, str]]:
    """Return them for a form: (key, "9:00–11:00, Tuesday 24 November"), …"""

    def words(window: Window) -> str:
        day = date_in_words(window.begin.date(), language=language, today=today)
        begin, end = window.begin, window.end
        return f"{begin.hour}:{begin.minute:02}–{end.hour}:{end.minute:02}, {day}"

    return [(each.key, words(each)) for each in windows]


def _days(calendar: WorkCalendar, now: datetime) -> Iterator[list[Window]]:
    zone = ZoneInfo(calendar.timezone)
    today = now.astimezone(zone).date()
    for distance in range(FURTHEST_DAYS):
        day = today + timedelta(days=distance)
        spans = () if day in calendar.closed else calendar.week[day.weekday()]
        cut = [window for span in spans for window in _cut(day, span, zone)]
        ahead = [each for each in cut if each.begin >= now or each.end - now >= ENOUGH]
        if ahead:
            yield ahead


def _cut(day: date, span: Span, zone: ZoneInfo) -> Iterator[Window]:
    begin = datetime.combine(day, span[0], zone)
    closing = datetime.combine(day, span[1], zone)
    if span[1] == MIDNIGHT:
        closing += timedelta(days=1)
    while begin < closing:
        end = min(begin + LENGTH, closing)
        yield Window(begin, end)
        begin = end
