"""Moments and opening hours in words, as a person would say them, in English and Spanish.

Times are on the 24-hour clock and always name their zone, because the reader may live in another one.
Any other language than "es" (or es-MX, es_ES …) is answered in English.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from tickets.rules.worktime import MIDNIGHT, Span, WorkCalendar

TO_THE_SECOND = timedelta(minutes=2)
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
NEAR = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "es": {-1: "ayer", 0: "hoy", 1: "mañana"},
}
PLACES_ES = {
    "Athens": "Atenas",
    "Berlin": "Berlín",
    "Bogota": "Bogotá",
    "Brussels": "Bruselas",
    "Canary": "Canarias",
    "Copenhagen": "Copenhague",
    "Dublin": "Dublín",
    "Geneva": "Ginebra",
    "Lisbon": "Lisboa",
    "London": "Londres",
    "Mexico City": "Ciudad de México",
    "Moscow": "Moscú",
    "New York": "Nueva York",
    "Panama": "Panamá",
    "Paris": "París",
    "Rome": "Roma",
    "Sao Paulo": "São Paulo",
    "Stockholm": "Estocolmo",
    "Tokyo": "Tokio",
    "Warsaw": "Varsovia",
    "Zurich": "Zúrich",
}
PLACES_EN = {"Canary": "Canary Islands"}


def in_words(at: datetime, *, language: str, timezone: str, now: datetime) -> str:
    """Return an aware moment in words on the clock of `timezone` (IANA name), as seen from `now`.

    "today at 16:30 (Madrid time)", "mañana, martes 24 de noviembre, a las 10:00 (hora de Madrid)",
    "Friday 27 November at 9:00 (Madrid time)"; it reads well after "by", "no later than", "a más
    tardar" and "antes de". What lies less than two minutes ahead is told to the second: "today at 16:30:25".
    """
    zone, lang = ZoneInfo(timezone), _language(language)
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    wall = local.time() if now < at < now + TO_THE_SECOND else local.time().replace(second=0)
    return f"{_day_and(_at_hour(wall, lang), local, today, lang)} ({zone_in_words(timezone, language=lang)})"


def window_in_words(
    begin: datetime, end: datetime, *, language: str, timezone: str, now: datetime
) -> str:
    """Return a span of one day as one would say it: "tomorrow, Tuesday 24 November, between 9:00 and
    11:00 (Madrid time)", "hoy entre las 9:00 y las 11:00 (hora de Madrid)".
    """
    zone, lang = ZoneInfo(timezone), _language(language)
    local, today = begin.astimezone(zone), now.astimezone(zone).date()
    hours = _between(local.time(), end.astimezone(zone).time(), lang)
    return f"{_day_and(hours, local, today, lang)} ({zone_in_words(timezone, language=lang)})"


def zone_in_words(timezone: str, *, language: str) -> str:
    """Return the zone as people call it: "Madrid time", "hora de Ciudad de México", "UTC"."""
    place = timezone.rpartition("/")[2].replace("_", " ")
    if _language(language) == "es":
        return "hora UTC" if place == "UTC" else f"hora de {PLACES_ES.get(place, place)}"
    return place if place == "UTC" else f"{PLACES_EN.get(place, place)} time"


def date_in_words(day: date, *, language: str, today: date) -> str:
    """Return "Tuesday 24 November" or "martes 24 de noviembre", with the year when it is not this one."""
    lang = _language(language)
    weekday, month = DAYS[lang][day.weekday()], MONTHS[lang].split()[day.month - 1]
    of = " de " if lang == "es" else " "
    year = "" if day.year == today.year else f"{of}{day.year}"
    return f"{weekday} {day.day}{of}{month}{year}"


def opening_hours_in_words(calendar: WorkCalendar, language: str) -> str:
    """Return the ordinary week, days with equal hours together: "Monday to Friday, 9:00–14:00 and
    16:00–19:00".

    Closed dates are left out, and the zone is for the caller to name.
    """
    lang = _language(language)
    if all(day == ((MIDNIGHT, MIDNIGHT),) for day in calendar.week):
        return "todos los días, a cualquier hora" if lang == "es" else "every day, at any hour"
    by_hours: dict[tuple[Span, ...], list[int]] = {}
    for weekday, spans in enumerate(calendar.week):
        if spans:
            by_hours.setdefault(spans, []).append(weekday)
    if not by_hours:
        return "cerrado" if lang == "es" else "closed"
    return "; ".join(
        f"{_weekdays(days, lang)}, {_joined([_hours(span, lang) for span in spans], lang)}"
        for spans, days in by_hours.items()
    )


def _language(code: str) -> str:
    return "es" if code.lower().startswith("es") else "en"


def _day_and(hour: str, local: datetime, today: date, lang: str) -> str:
    distance = (local.date() - today).days
    near = NEAR[lang].get(distance, "")
    day = date_in_words(local.date(), language=lang, today=today)
    if near and distance == 0:
        return f"{near} {hour}"
    if near:
        return f"{near}, {day}, {hour}"
    return f"el {day} {hour}" if lang == "es" else f"{day} {hour}"


def _at_hour(wall: time, lang: str) -> str:
    if lang == "en":
        return f"at {_clock(wall)}"
    return f"a {'la' if wall.hour == 1 else 'las'} {_clock(wall)}"


def _between(begin: time, end: time, lang: str) -> str:
    until = "24:00" if end == MIDNIGHT else _clock(end)
    if lang == "en":
        return f"between {_clock(begin)} and {until}"
    first, last = ("la" if wall.hour == 1 else "las" for wall in (begin, end))
    return f"entre {first} {_clock(begin)} y {last} {until}"


def _clock(wall: time) -> str:
    return f"{wall.hour}:{wall.minute:02}" + (f":{wall.second:02}" if wall.second else "")


def _hours(span: Span, lang: str) -> str:
    begin, end = _clock(span[0]), "24:00" if span[1] == MIDNIGHT else _clock(span[1])
    return f"de {begin} a {end}" if lang == "es" else f"{begin}–{end}"


def _weekdays(days: Sequence[int], lang: str) -> str:
    """Return "Monday to Friday", "Saturday and Sunday", or "lunes, miércoles y viernes"."""
    if len(days) == 7:
        return "todos los días" if lang == "es" else "every day"
    runs = [
        [n for _, n in run] for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])
    ]
    if lang == "es" and len(days) == 1:
        return f"los {DAYS['es'][days[0]].removesuffix('s')}s"
    parts: list[str] = []
    for run in runs:
        first, last = DAYS[lang][run[0]], DAYS[lang][run[-1]]
        if len(run) > 2:
            parts.append(f"de {first} a {last}" if lang == "es" else f"{first} to {last}")
        else:
            parts += [DAYS[lang][n] for n in run]
    return _joined(parts, lang)


def _joined(parts: Sequence[str], lang: str) -> str:
    conjunction = " y " if lang == "es" else " and "
    return conjunction.join(filter(None, (", ".join(parts[:-1]), parts[-1])))
