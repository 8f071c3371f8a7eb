"""Business time against tables: split days, holidays, and the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tickets.rules.worktime import ALWAYS_OPEN, NeverOpens, Span, WorkCalendar

SPLIT_DAY = ((time(9), time(14)), (time(16), time(19)))
ALL_DAY = ((time(0), time(0)),)
CLOSED: tuple[Span, ...] = ()
CHRISTMAS = date(2026, 12, 25)
SHOP = WorkCalendar(
    timezone="Europe/Madrid",
    week=(SPLIT_DAY,) * 5 + (CLOSED, CLOSED),
    closed=frozenset({CHRISTMAS}),
)
HOUR = 3600


def madrid(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Madrid"), fold=fold)


def around_the_clock(timezone: str) -> WorkCalendar:
    return WorkCalendar(timezone=timezone, week=(ALL_DAY,) * 7)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 08:00", "2026-11-23 20:00", 8.0),  # a whole split Monday
        ("2026-11-23 13:30", "2026-11-23 16:30", 1.0),  # over the midday closing
        ("2026-11-23 14:00", "2026-11-23 16:00", 0.0),  # within it
        ("2026-11-27 18:00", "2026-11-30 10:00", 2.0),  # over a weekend
        ("2026-12-24 18:00", "2026-12-28 10:00", 2.0),  # over Christmas on a Friday
        ("2026-11-23 10:00", "2026-11-23 09:30", 0.0),  # backwards
        ("2025-12-31 18:00", "2026-01-02 10:00", 10.0),  # over New Year, not closed here
    ],
)
def test_open_hours_between_two_moments(start: str, end: str, hours: float) -> None:
    assert SHOP.seconds_between(madrid(start), madrid(end)) == hours * HOUR


@pytest.mark.parametrize(
    ("timezone", "day", "hours"),
    [
        ("Europe/Madrid", date(2026, 3, 29), 23),
        ("Europe/Madrid", date(2026, 10, 25), 25),
        ("America/Mexico_City", date(2022, 4, 3), 23),
        ("America/Mexico_City", date(2022, 10, 30), 25),
        ("America/Mexico_City", date(2026, 4, 5), 24),  # Mexico gave up summer time in 2022
        ("UTC", date(2026, 3, 29), 24),
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            23.5,
        ),  # an offset of half an hour, and a change of half an hour
        ("Asia/Kolkata", date(2026, 3, 29), 24),
        ("Pacific/Apia", date(2011, 12, 30), 0),  # the day that Samoa skipped
    ],
)
def test_a_day_around_the_clock_has_as_many_hours_as_the_zone_gives_it(
    timezone: str, day: date, hours: float
) -> None:
    zone = ZoneInfo(timezone)
    start = datetime.combine(day, time(0), tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone)
    assert around_the_clock(timezone).seconds_between(start, end) == hours * HOUR


@pytest.mark.parametrize(
    ("day", "span", "hours"),
    [
        (date(2026, 3, 29), (time(1), time(4)), 2),  # 02:00 to 03:00 never was
        (date(2026, 3, 29), (time(2), time(3)), 0),
        (date(2026, 10, 25), (time(1), time(4)), 4),  # 02:00 to 03:00 was twice
        (date(2026, 10, 25), (time(2), time(3)), 2),
        (date(2026, 10, 25), (time(1), time(2, 30)), 2),  # the half hour 02:00 to 02:30 comes again
    ],
)
def test_a_span_at_the_clock_change_counts_what_the_wall_clock_shows(
    day: date, span: Span, hours: float
) -> None:
    night_shift = WorkCalendar(timezone="Europe/Madrid", week=((span,),) * 7)
    noon_before, noon = (
        datetime.combine(d, time(12), ZoneInfo("Europe/Madrid"))
        for d in (day - timedelta(days=1), day)
    )
    assert night_shift.seconds_between(noon_before, noon) == hours * HOUR


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23 10:00", 2, "2026-11-23 12:00"),
        (
            "2026-11-23 13:00",
            1,
            "2026-11-23 14:00",
        ),  # the closing time itself, not the next opening
        ("2026-11-23 13:00", 2, "2026-11-23 17:00"),
        ("2026-11-21 11:00", 1, "2026-11-23 10:00"),  # from a Saturday
        ("2026-12-24 18:00", 8, "2026-12-28 18:00"),  # over Christmas and a weekend
        ("2026-03-27 18:00", 2, "2026-03-30 10:00"),  # over the change in March
        ("2026-12-31 18:30", 1, "2027-01-01 09:30"),
    ],
)
def test_the_moment_by_which_open_hours_have_passed(start: str, hours: int, due: str) -> None:
    assert SHOP.add(madrid(start), seconds=hours * HOUR) == madrid(due)


def test_no_time_at_all_is_over_at_once() -> None:
    assert SHOP.add(madrid("2026-11-21 11:00"), seconds=0) == madrid("2026-11-21 11:00")


def test_a_moment_comes_back_in_utc() -> None:
    assert SHOP.add(madrid("2026-11-23 10:00"), seconds=60).tzinfo is UTC


def test_many_years_of_work_are_counted_over_all_of_them() -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    due = SHOP.add(start, seconds=20_000 * HOUR)
    assert due.year > 2026
    assert SHOP.seconds_between(start, due) == 20_000 * HOUR


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23 08:59:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 13:59:59.999999", True),
        ("2026-11-23 14:00", False),
        ("2026-11-22 10:00", False),
        ("2026-12-25 10:00", False),
    ],
)
def test_open_from_the_opening_until_just_before_the_closing(at: str, is_open: bool) -> None:
    assert SHOP.is_open(madrid(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opening"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:00"),
        ("2026-11-23 14:00", "2026-11-23 16:00"),
        ("2026-11-20 19:00", "2026-11-23 09:00"),
        ("2026-12-24 19:00", "2026-12-28 09:00"),
        ("2026-12-31 19:00", "2027-01-01 09:00"),
    ],
)
def test_the_next_opening(at: str, opening: str) -> None:
    assert SHOP.next_opening(madrid(at)) == madrid(opening)


def test_a_span_until_midnight_joins_the_next_morning() -> None:
    late = WorkCalendar(timezone="UTC", week=(((time(20), time(0)), (time(0), time(2))),) * 7)
    evening = datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert late.add(evening, seconds=6 * HOUR) == evening + timedelta(hours=6)
    assert late.next_opening(evening + timedelta(hours=4)) == evening + timedelta(hours=4)


def test_spans_that_touch_or_overlap_are_counted_once() -> None:
    spans = ((time(9), time(12)), (time(12), time(14)), (time(11), time(13)))
    calendar = WorkCalendar(timezone="UTC", week=(spans,) * 7)
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    assert calendar.seconds_between(monday, monday + timedelta(days=1)) == 5 * HOUR


def test_always_open_counts_every_second() -> None:
    start = datetime(2026, 3, 1, 12, 34, 56, tzinfo=UTC)
    assert ALWAYS_OPEN.seconds_between(start, start + timedelta(days=40)) == 40 * 86_400
    assert ALWAYS_OPEN.add(start, seconds=90) == start + timedelta(seconds=90)


@pytest.mark.parametrize("week", [(CLOSED,) * 7, ((ALL_DAY,) + (CLOSED,) * 6)])
def test_a_calendar_that_never_opens_says_so(week: tuple[tuple[Span, ...], ...]) -> None:
    mondays = frozenset(date(2026, 11, 23) + timedelta(weeks=n) for n in range(5400))
    never = WorkCalendar(timezone="UTC", week=week, closed=mondays)
    with pytest.raises(NeverOpens):
        never.add(datetime(2026, 11, 22, tzinfo=UTC), seconds=1)
    with pytest.raises(NeverOpens):
        never.next_opening(datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    "week", [(SPLIT_DAY,) * 6, (((time(14), time(9)),),) * 7, (((time(9), time(9)),),) * 7]
)
def test_a_week_that_makes_no_sense_is_refused(week: tuple[tuple[Span, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"a week has|a span ends"):
        WorkCalendar(timezone="UTC", week=week)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SHOP.is_open(datetime(2026, 11, 23, 10))  # noqa: DTZ001 - the mistake itself
