"""The desk that promises: nine to six, Monday to Friday, in Madrid."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from tickets.rules.promised import promised_dates
from tickets.rules.worktime import WorkCalendar

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 24, 10, tzinfo=MADRID)  # a Tuesday
CALENDAR = WorkCalendar(timezone="Europe/Madrid", week=(((time(9), time(18)),),) * 5 + ((), ()))


def found(text: str, language: str, *, now: datetime = NOW) -> list[tuple[str, str]]:
    """Each promise as (words, moment), such as ("by Friday", "Fri 27 Nov 2026 18:00")."""
    dates = promised_dates(text, language=language, now=now, calendar=CALENDAR)
    return [(date.words, f"{date.at:%a %d %b %Y %H:%M}") for date in dates]
