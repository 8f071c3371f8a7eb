"""When we can call, out of the phone's hours."""

from datetime import UTC, date, datetime, time

from tickets.rules.windows import Window, call_windows, choices
from tickets.rules.worktime import WorkCalendar

NINE_TO_SIX = ((time(9), time(18)),)
WEEK = (NINE_TO_SIX,) * 5 + ((), ())
MADRID = WorkCalendar(timezone="Europe/Madrid", week=WEEK)
FRIDAY = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)  # 12:30 in Madrid


def hours(windows: tuple[Window, ...]) -> list[str]:
    return [f"{each.begin:%a %H:%M}-{each.end:%H:%M}" for each in windows]


def test_a_day_is_cut_into_two_hours_and_what_is_left() -> None:
    monday = hours(call_windows(MADRID, now=FRIDAY))[2:7]
    assert monday == [
        "Fri 17:00-18:00", "Mon 09:00-11:00", "Mon 11:00-13:00", "Mon 13:00-15:00",
        "Mon 15:00-17:00",
    ]  # fmt: skip


def test_a_window_that_is_nearly_over_is_not_offered() -> None:
    hour_left = FRIDAY.replace(hour=11, minute=0)
    assert hours(call_windows(MADRID, now=hour_left))[0] == "Fri 11:00-13:00"
    assert hours(call_windows(MADRID, now=FRIDAY))[0] == "Fri 13:00-15:00"


def test_closed_days_are_passed_over() -> None:
    closed = WorkCalendar(
        timezone="Europe/Madrid", week=WEEK, closed=frozenset({date(2026, 11, 23)})
    )
    days = {each.begin.date() for each in call_windows(closed, now=FRIDAY)}
    assert sorted(days) == [date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 25)]


def test_a_day_may_end_at_midnight() -> None:
    late = WorkCalendar(timezone="Europe/Madrid", week=(((time(21), time(0)),),) * 7)
    assert hours(call_windows(late, now=FRIDAY))[:2] == ["Fri 21:00-23:00", "Fri 23:00-00:00"]


def test_the_night_of_the_clock_change_has_no_odd_window() -> None:
    always = WorkCalendar(timezone="Europe/Madrid", week=(((time(0), time(0)),),) * 7)
    night = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    first = call_windows(always, now=night)[:3]
    assert [each.key for each in first] == ["202603282300", "202603290100", "202603290200"]


def test_a_phone_that_is_never_answered_offers_nothing() -> None:
    assert call_windows(WorkCalendar(timezone="UTC", week=((),) * 7), now=FRIDAY) == ()


def test_a_window_is_chosen_by_day_and_hours() -> None:
    shown = choices(call_windows(MADRID, now=FRIDAY), language="es", today=FRIDAY.date())
    assert shown[3] == ("202611230800", "9:00–11:00, lunes 23 de noviembre")
