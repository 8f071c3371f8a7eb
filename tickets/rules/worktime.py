"""Business time: how long we were open between two moments, and when so much open time will have
passed.

A moment is open when the wall clock of the calendar's zone shows a time inside one of that day's spans.
On the night when clocks go forward a span therefore loses the hour that never was; when they go back it
has the repeated hour twice. All sums are whole microseconds of UTC.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

Span: TypeAlias = tuple[time, time]
Week: TypeAlias = tuple[tuple[Span, ...], ...]

MIDNIGHT = time(0)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
FURTHEST_YEARS = 100


class NeverOpens(ValueError):
    """The calendar has no opening hours within the next hundred years."""


class _Year(NamedTuple):
    """The open intervals of one year of UTC, in order and apart, with the work done before each."""

    opens: list[int]
    closes: list[int]
    before: list[int]
    total: int

    def worked_until(self, moment: int) -> int:
        i = bisect_right(self.opens, moment) - 1
        return 0 if i < 0 else self.before[i] + min(moment, self.closes[i]) - self.opens[i]

    def is_open_at(self, moment: int) -> bool:
        i = bisect_right(self.opens, moment) - 1
        return i >= 0 and moment < self.closes[i]

    def moment_after(self, work: int) -> int:
        i = bisect_left(self.before, work) - 1
        return self.opens[i] + work - self.before[i]


@dataclass(frozen=True)
class WorkCalendar:
    """When a desk is open: an IANA time zone, the spans of each weekday (Monday first) and the local
    dates it stays closed.

    A span ends at its second time, which is not part of it; an end of 00:00 means 24:00. A span over
    midnight is written as two. Raises ValueError for a week without seven days, a span that ends before
    it begins, or an unknown zone.
    """

    timezone: str
    week: Week
    closed: frozenset[date] = frozenset()
    _years: dict[int, _Year] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError(f"a week has seven days, not {len(self.week)}")
        for begin, end in (span for day in self.week for span in day):
            if end != MIDNIGHT and end <= begin:
                raise ValueError(f"a span ends after it begins: {begin:%H:%M} to {end:%H:%M}")
        object.__setattr__(self, "_years", _tables(self.timezone, self.week, self.closed))

    def seconds_between(self, start: datetime, end: datetime) -> int:
        """Return the whole open seconds from `start` to `end` (aware, any zone); 0 when `end` is not
        after `start`.
        """
        begin, until = _utc(start), _utc(end)
        if until <= begin:
            return 0
        work = self._year(until.year).worked_until(_micros(until))
        for year in range(begin.year, until.year):
            work += self._year(year).total
        return (work - self._year(begin.year).worked_until(_micros(begin))) // SECOND

    def add(self, start: datetime, *, seconds: int) -> datetime:
        """Return the first moment, in UTC, by which `seconds` open seconds have passed since `start` (aware).

        That moment may be a closing time; with 0 seconds it is `start` itself. Raises NeverOpens.
        """
        if seconds < 0:
            raise ValueError("seconds must not be negative")
        begin = _utc(start)
        if seconds == 0:
            return begin
        work = seconds * SECOND + self._year(begin.year).worked_until(_micros(begin))
        for year in self._years_from(begin.year):
            if work <= year.total:
                return _moment(year.moment_after(work))
            work -= year.total
        raise NeverOpens(f"{seconds} open seconds do not fit into the next {FURTHEST_YEARS} years")

    def add_apart_from(
        self, pauses: Iterable[tuple[datetime, datetime]], start: datetime, *, seconds: int
    ) -> datetime:
        """Like `add`, where the time within the pauses, in order and apart, does not count."""
        for begin, end in pauses:
            before = self.seconds_between(start, begin)
            if before >= seconds:
                break
            start, seconds = end, seconds - before
        return self.add(start, seconds=seconds)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the aware moment `at` lies within opening hours."""
        moment = _utc(at)
        return self._year(moment.year).is_open_at(_micros(moment))

    def next_opening(self, at: datetime) -> datetime:
        """Return the first open moment, in UTC, that is not before `at` (aware): `at` itself when open.
        Raises NeverOpens.
        """
        moment = _utc(at)
        micros = _micros(moment)
        for year in self._years_from(moment.year):
            i = bisect_right(year.closes, micros)
            if i < len(year.opens):
                return _moment(max(micros, year.opens[i]))
        raise NeverOpens("no opening hours from here on")

    def _years_from(self, first: int) -> Iterator[_Year]:
        last = min(first + FURTHEST_YEARS, 9998) if any(self.week) else first - 1
        return (self._year(year) for year in range(first, last + 1))

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = _build(self, year)
        return found


@lru_cache(maxsize=256)
def _tables(timezone: str, week: Week, closed: frozenset[date]) -> dict[int, _Year]:
    """Return the tables that all equal calendars share: models make a calendar anew for each request."""
    ZoneInfo(timezone)
    return {}


def _build(calendar: WorkCalendar, year: int) -> _Year:
    opens: list[int] = []
    closes: list[int] = []
    for begin, end in sorted(_intervals(calendar, year)):
        if closes and begin <= closes[-1]:
            closes[-1] = max(closes[-1], end)
        else:
            opens.append(begin)
            closes.append(end)
    before, total = [], 0
    for begin, end in zip(opens, closes, strict=True):
        before.append(total)
        total += end - begin
    return _Year(opens, closes, before, total)


def _intervals(calendar: WorkCalendar, year: int) -> Iterator[tuple[int, int]]:
    """Yield the open intervals of a year of UTC, cut where the zone's offset changes."""
    for begin, end, offset in _same_offset(ZoneInfo(calendar.timezone), year):
        first, last = (begin + offset) // DAY, (end + offset - 1) // DAY
        for day in range(first, last + 1):
            local = date(1970, 1, 1) + timedelta(days=day)
            if local in calendar.closed:
                continue
            for opening, closing in calendar.week[local.weekday()]:
                a = max(begin, day * DAY + _since_midnight(opening) - offset)
                b = min(end, day * DAY + (_since_midnight(closing) or DAY) - offset)
                if a < b:
                    yield a, b


def _same_offset(zone: ZoneInfo, year: int) -> Iterator[tuple[int, int, int]]:
    """Yield (begin, end, offset) stretches of a year of UTC over which the zone's offset stays the same."""
    begin = at = _micros(datetime(year, 1, 1, tzinfo=UTC))
    year_end = _micros(datetime(year + 1, 1, 1, tzinfo=UTC))
    offset = _offset(zone, begin)
    while at < year_end:
        later = min(at + DAY, year_end)
        if _offset(zone, later) != offset:
            change = _change(zone, at, later)
            yield begin, change, offset
            begin, offset = change, _offset(zone, change)
        at = later
    if begin < year_end:
        yield begin, year_end, offset


def _change(zone: ZoneInfo, low: int, high: int) -> int:
    """Return the first whole second in (low, high] at which the offset is no longer that of `low`."""
    before = _offset(zone, low)
    while high - low > SECOND:
        middle = low + (high - low) // SECOND // 2 * SECOND
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _offset(zone: ZoneInfo, micros: int) -> int:
    offset = _moment(micros).astimezone(zone).utcoffset()
    return (offset or timedelta()) // MICROSECOND


def _since_midnight(wall: time) -> int:
    return (wall.hour * 3600 + wall.minute * 60 + wall.second) * SECOND + wall.microsecond


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)


def _micros(moment: datetime) -> int:
    since = moment - EPOCH
    return since.days * DAY + since.seconds * SECOND + since.microseconds  # a division is slower


def _moment(micros: int) -> datetime:
    return EPOCH + micros * MICROSECOND


ALWAYS_OPEN = WorkCalendar(timezone="UTC", week=(((MIDNIGHT, MIDNIGHT),),) * 7)
