"""Business time against an oracle that walks minute by minute over the local wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.rules.worktime import Span, WorkCalendar

quarters = st.integers(0, 95).map(lambda n: n * 15)
zones = st.sampled_from(
    ["Europe/Madrid", "America/Mexico_City", "UTC", "Asia/Kolkata", "Australia/Lord_Howe"]
)
starts = st.sampled_from(
    [date(2022, 4, 2), date(2022, 10, 29), date(2026, 3, 28), date(2026, 12, 30)]
)


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    marks = sorted(draw(st.sets(quarters, max_size=4)))
    walls = [time(minute // 60, minute % 60) for minute in marks]
    if len(walls) % 2:
        walls.append(time(0))
    return tuple(zip(walls[::2], walls[1::2], strict=True))


calendars = st.builds(
    WorkCalendar,
    timezone=zones,
    week=st.lists(days(), min_size=7, max_size=7).map(tuple),
    closed=st.frozensets(st.dates(date(2022, 4, 2), date(2022, 4, 5)), max_size=1),
)


def minutes_counted_one_by_one(calendar: WorkCalendar, start: datetime, minutes: int) -> int:
    zone, count = ZoneInfo(calendar.timezone), 0
    for minute in range(minutes):
        wall = (start + timedelta(minutes=minute)).astimezone(zone)
        spans = () if wall.date() in calendar.closed else calendar.week[wall.weekday()]
        clock = wall.time()
        count += any(begin <= clock and (clock < end or end == time(0)) for begin, end in spans)
    return count


@settings(max_examples=60)
@given(calendar=calendars, day=starts, offset=st.integers(0, 1500), minutes=st.integers(0, 3000))
def test_business_time_agrees_with_counting_minute_by_minute(
    calendar: WorkCalendar, day: date, offset: int, minutes: int
) -> None:
    start = datetime.combine(day, time(0), tzinfo=UTC) + timedelta(minutes=offset)
    end = start + timedelta(minutes=minutes)
    counted = minutes_counted_one_by_one(calendar, start, minutes)
    assert calendar.seconds_between(start, end) == counted * 60


@settings(max_examples=60)
@given(
    calendar=calendars.filter(lambda c: any(c.week)), day=starts, seconds=st.integers(1, 400_000)
)
def test_adding_is_the_earliest_moment_that_counts_as_much(
    calendar: WorkCalendar, day: date, seconds: int
) -> None:
    start = datetime.combine(day, time(7, 0, 30), tzinfo=UTC)
    due = calendar.add(start, seconds=seconds)
    assert calendar.seconds_between(start, due) == seconds
    assert calendar.seconds_between(start, due - timedelta(seconds=1)) == seconds - 1
