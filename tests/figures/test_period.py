import datetime as dt

from tickets.figures.period import Period

MADRID = "Europe/Madrid"


def test_the_last_seven_days_end_today() -> None:
    period = Period.latest(7, today=dt.date(2026, 11, 22), zone=MADRID)
    assert (period.first, period.last) == (dt.date(2026, 11, 16), dt.date(2026, 11, 22))


def test_the_period_before_is_as_long_and_touches_it() -> None:
    period = Period.latest(7, today=dt.date(2026, 11, 22), zone=MADRID)
    before = period.before()
    assert len(before.days()) == 7
    assert before.end == period.start


def test_a_day_on_which_the_clocks_go_back_has_25_hours() -> None:
    day = Period(first=dt.date(2026, 10, 25), last=dt.date(2026, 10, 25), zone=MADRID)
    assert day.end.astimezone(dt.UTC) - day.start.astimezone(dt.UTC) == dt.timedelta(hours=25)


def test_before_a_whole_month_is_the_month_before() -> None:
    november = Period(first=dt.date(2026, 11, 1), last=dt.date(2026, 11, 30), zone="Europe/Madrid")
    assert november.before() == Period.month_before(dt.date(2026, 11, 30), zone="Europe/Madrid")
    assert (november.before().first, november.before().last) == (
        dt.date(2026, 10, 1),
        dt.date(2026, 10, 31),
    )
