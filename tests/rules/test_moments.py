"""Moments and opening hours, as a customer reads them."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tickets.rules.moments import in_words, opening_hours_in_words
from tickets.rules.worktime import ALWAYS_OPEN, Span, WorkCalendar

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Madrid
MORNING, AFTERNOON = (time(9), time(14)), (time(16), time(19))
LATE = (time(20), time(0))
CLOSED: tuple[Span, ...] = ()


@pytest.mark.parametrize(
    ("at", "english", "spanish"),
    [
        ("2026-11-23 15:30", "today at 16:30 (Madrid time)", "hoy a las 16:30 (hora de Madrid)"),
        (
            "2026-11-24 09:00",
            "tomorrow, Tuesday 24 November, at 10:00 (Madrid time)",
            "mañana, martes 24 de noviembre, a las 10:00 (hora de Madrid)",
        ),
        (
            "2026-11-22 08:05",
            "yesterday, Sunday 22 November, at 9:05 (Madrid time)",
            "ayer, domingo 22 de noviembre, a las 9:05 (hora de Madrid)",
        ),
        (
            "2026-11-27 12:00",
            "Friday 27 November at 13:00 (Madrid time)",
            "el viernes 27 de noviembre a las 13:00 (hora de Madrid)",
        ),
        (
            "2027-01-04 09:00",
            "Monday 4 January 2027 at 10:00 (Madrid time)",
            "el lunes 4 de enero de 2027 a las 10:00 (hora de Madrid)",
        ),
        (
            "2026-11-23 23:30",
            "tomorrow, Tuesday 24 November, at 0:30 (Madrid time)",
            "mañana, martes 24 de noviembre, a las 0:30 (hora de Madrid)",
        ),
    ],
)
def test_a_moment_in_words(at: str, english: str, spanish: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert in_words(moment, language="en", timezone="Europe/Madrid", now=NOW) == english
    assert in_words(moment, language="es", timezone="Europe/Madrid", now=NOW) == spanish


def test_one_oclock_is_singular_in_spanish() -> None:
    one = datetime(2026, 11, 23, 1, 15, tzinfo=UTC)
    assert in_words(one, language="es", timezone="UTC", now=NOW) == "hoy a la 1:15 (hora UTC)"


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [
        (-25, "9:59"),
        (0, "10:00"),
        (25, "10:00:25"),
        (60, "10:01"),
        (119, "10:01:59"),
        (121, "10:02"),
    ],
)
def test_what_is_only_seconds_away_is_told_to_the_second(seconds: int, clock: str) -> None:
    at = NOW + timedelta(seconds=seconds)
    words = in_words(at, language="es", timezone="Europe/Madrid", now=NOW)
    assert words == f"hoy a las {clock} (hora de Madrid)"


@pytest.mark.parametrize(
    ("timezone", "language", "zone"),
    [
        ("America/Mexico_City", "es-MX", "(hora de Ciudad de México)"),
        ("America/Argentina/Buenos_Aires", "es", "(hora de Buenos Aires)"),
        ("Atlantic/Canary", "en", "(Canary Islands time)"),
        ("America/New_York", "en-US", "(New York time)"),
        ("Europe/London", "es", "(hora de Londres)"),
        ("UTC", "en", "(UTC)"),
        ("Europe/Madrid", "de", "(Madrid time)"),
    ],
)
def test_the_time_zone_is_named_as_people_call_it(timezone: str, language: str, zone: str) -> None:
    assert in_words(NOW, language=language, timezone=timezone, now=NOW).endswith(zone)


@pytest.mark.parametrize(
    ("week", "english", "spanish"),
    [
        (
            ((MORNING, AFTERNOON),) * 5 + (CLOSED, CLOSED),
            "Monday to Friday, 9:00–14:00 and 16:00–19:00",
            "de lunes a viernes, de 9:00 a 14:00 y de 16:00 a 19:00",
        ),
        (
            ((MORNING, AFTERNOON),) * 4 + ((MORNING,), (MORNING,), CLOSED),
            "Monday to Thursday, 9:00–14:00 and 16:00–19:00; Friday and Saturday, 9:00–14:00",
            "de lunes a jueves, de 9:00 a 14:00 y de 16:00 a 19:00; viernes y sábado, de 9:00 a 14:00",
        ),
        (
            ((MORNING,), CLOSED, (MORNING,), CLOSED, (MORNING,), (LATE,), CLOSED),
            "Monday, Wednesday and Friday, 9:00–14:00; Saturday, 20:00–24:00",
            "lunes, miércoles y viernes, de 9:00 a 14:00; los sábados, de 20:00 a 24:00",
        ),
        (
            (CLOSED,) * 3 + ((MORNING,),) + (CLOSED,) * 3,
            "Thursday, 9:00–14:00",
            "los jueves, de 9:00 a 14:00",
        ),
        (
            ((MORNING,),) * 7,
            "every day, 9:00–14:00",
            "todos los días, de 9:00 a 14:00",
        ),
        ((CLOSED,) * 7, "closed", "cerrado"),
    ],
)
def test_opening_hours_in_words(
    week: tuple[tuple[Span, ...], ...], english: str, spanish: str
) -> None:
    calendar = WorkCalendar(timezone="Europe/Madrid", week=week)
    assert opening_hours_in_words(calendar, "en") == english
    assert opening_hours_in_words(calendar, "es") == spanish


def test_a_desk_that_never_closes_says_so() -> None:
    assert opening_hours_in_words(ALWAYS_OPEN, "en") == "every day, at any hour"
    assert opening_hours_in_words(ALWAYS_OPEN, "es") == "todos los días, a cualquier hora"
