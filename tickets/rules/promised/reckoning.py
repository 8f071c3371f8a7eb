"""From what was said to the moment by which we can be held to it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from tickets.rules.promised.said import Said
from tickets.rules.worktime import MIDNIGHT, NeverOpens, WorkCalendar

USUAL_CLOSE = dt.time(18)
PARTS = {"morning": dt.time(14), "noon": dt.time(12), "evening": dt.time(21)}
# "15 January", said in November, is next year's; "15 October" is a date gone by.
GONE_BY = dt.timedelta(days=120)
FURTHEST = dt.timedelta(days=400)


def moment_of(said: Said, *, now: dt.datetime, calendar: WorkCalendar) -> dt.datetime | None:
    """The moment that is meant, in the calendar's zone; None when there is none (31 February) or it is absurd."""
    local = now.astimezone(ZoneInfo(calendar.timezone))
    try:
        at = _moment(said, local, calendar)
    except (ValueError, OverflowError, NeverOpens):
        return None
    return at if at - local < FURTHEST else None


def _moment(said: Said, now: dt.datetime, calendar: WorkCalendar) -> dt.datetime:
    if said.amount:
        return _after(said, now, calendar)
    if said.period:
        return _end_of_period(said, now, calendar)
    if not said.names_a_day:
        return _next_hour(said, now, calendar)
    day = _day(said, now, calendar)
    if said.is_before and said.hour is None and not said.part:
        return _close_of(_working_day_before(day, calendar), calendar)
    return _within(day, said, calendar)


def _after(said: Said, now: dt.datetime, calendar: WorkCalendar) -> dt.datetime:
    if said.unit in ("minute", "hour"):
        seconds = round(said.amount * (60 if said.unit == "minute" else 3600))
        if said.is_working:
            return calendar.add(now, seconds=seconds).astimezone(now.tzinfo)
        return (now.astimezone(dt.UTC) + dt.timedelta(seconds=seconds)).astimezone(now.tzinfo)
    days = round(said.amount * (7 if said.unit == "week" else 1))
    if not said.is_working:
        return _close_of(now.date() + dt.timedelta(days=days), calendar)
    day = now.date()
    for _ in range(min(days, 400)):
        day = _next_working_day(day, calendar)
    return _close_of(day, calendar)


def _end_of_period(said: Said, now: dt.datetime, calendar: WorkCalendar) -> dt.datetime:
    today = now.date()
    if said.period == "week":
        monday = today - dt.timedelta(days=today.weekday())
        following = monday + dt.timedelta(weeks=said.later + 1)
    else:
        months = today.year * 12 + today.month + said.later
        following = dt.date(months // 12, months % 12 + 1, 1)
    return _close_of(_working_day_before(following, calendar), calendar)


def _next_hour(said: Said, now: dt.datetime, calendar: WorkCalendar) -> dt.datetime:
    """ "at 10", "this afternoon": today's, or tomorrow's when an hour alone has gone by."""
    at = _within(now.date(), said, calendar)
    if at <= now and said.hour is not None and not said.part:
        at = _within(now.date() + dt.timedelta(days=1), said, calendar)
    return at


def _day(said: Said, now: dt.datetime, calendar: WorkCalendar) -> dt.date:
    today = now.date()
    if said.ahead is not None:
        return today + dt.timedelta(days=said.ahead)
    if said.weekday is not None:
        return _weekday(said, now, calendar)
    return _date(said, today)


def _weekday(said: Said, now: dt.datetime, calendar: WorkCalendar) -> dt.date:
    today = now.date()
    assert said.weekday is not None
    if said.weeks is not None:
        monday = today - dt.timedelta(days=today.weekday())
        return monday + dt.timedelta(days=said.weekday, weeks=said.weeks)
    days = (said.weekday - today.weekday()) % 7
    day = today + dt.timedelta(days=days)
    is_over = days == 0 and (
        said.is_before or said.is_not_today or _within(day, said, calendar) <= now
    )
    return day + dt.timedelta(weeks=1) if is_over else day


def _date(said: Said, today: dt.date) -> dt.date:
    assert said.day is not None
    if said.month is None:
        first = today.replace(day=1)
        this = first + dt.timedelta(days=said.day - 1)
        if this >= today and this.month == today.month:
            return this
        return dt.date(today.year + today.month // 12, today.month % 12 + 1, said.day)
    if said.year is not None:
        year = said.year + 2000 if said.year < 100 else said.year
        return dt.date(year, said.month, said.day)
    day = dt.date(today.year, said.month, said.day)
    return day.replace(year=day.year + 1) if today - day > GONE_BY else day


def _within(day: dt.date, said: Said, calendar: WorkCalendar) -> dt.datetime:
    if said.hour is not None:
        return _at(day, _wall(said, day, calendar), calendar)
    if said.part == "opening":
        return _at(day, _spans(day, calendar)[0][0], calendar)
    if said.part in PARTS:
        return _at(day, PARTS[said.part], calendar)
    return _close_of(day, calendar)


def _wall(said: Said, day: dt.date, calendar: WorkCalendar) -> dt.time:
    """Which five o'clock is meant: the part of the day says it, else the one when we are open."""
    hour = said.hour or 0
    afternoon = said.part in ("afternoon", "evening") or (said.part == "noon" and hour < 6)
    if hour < 12 and afternoon and not (said.is_exact_hour and hour > 12):
        return dt.time(hour + 12, said.minute)
    early = dt.time(hour % 24, said.minute)
    if said.is_exact_hour or said.part or not 1 <= hour < 12:
        return early
    late = dt.time(hour + 12, said.minute)
    is_open = [_is_open(day, wall, calendar) for wall in (early, late)]
    return late if is_open == [False, True] or (not any(is_open) and hour < 8) else early


def _is_open(day: dt.date, wall: dt.time, calendar: WorkCalendar) -> bool:
    return any(
        begin <= wall and (end == MIDNIGHT or wall <= end) for begin, end in _spans(day, calendar)
    )


def _spans(day: dt.date, calendar: WorkCalendar) -> tuple[tuple[dt.time, dt.time], ...]:
    """The day's own hours; on a closed day those of an ordinary one."""
    own = calendar.week[day.weekday()]
    ordinary = next((spans for spans in calendar.week if spans), ((dt.time(9), USUAL_CLOSE),))
    return own or ordinary


def _close_of(day: dt.date, calendar: WorkCalendar) -> dt.datetime:
    last = _spans(day, calendar)[-1][1]
    return _at(day, dt.time(23, 59) if last == MIDNIGHT else last, calendar)


def _at(day: dt.date, wall: dt.time, calendar: WorkCalendar) -> dt.datetime:
    return dt.datetime.combine(day, wall, tzinfo=ZoneInfo(calendar.timezone))


def _is_working(day: dt.date, calendar: WorkCalendar) -> bool:
    return bool(calendar.week[day.weekday()]) and day not in calendar.closed


def _next_working_day(day: dt.date, calendar: WorkCalendar) -> dt.date:
    return _working(day, calendar, step=1)


def _working_day_before(day: dt.date, calendar: WorkCalendar) -> dt.date:
    return _working(day, calendar, step=-1)


def _working(day: dt.date, calendar: WorkCalendar, *, step: int) -> dt.date:
    if not any(calendar.week):
        raise NeverOpens("the desk never opens")
    for days in range(1, 366):
        other = day + dt.timedelta(days=days * step)
        if _is_working(other, calendar):
            return other
    raise NeverOpens("closed for a year")
