"""What a phrase says about a time, before anybody asks when "now" is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["minute", "hour", "day", "week"]
Part = Literal["", "opening", "morning", "noon", "afternoon", "evening", "close"]
Period = Literal["", "week", "month"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """One of: a stretch of time (`amount`), a day, a period, or an hour alone; and how far into it."""

    # "within 48 hours"
    amount: float = 0
    unit: Unit = "hour"
    is_working: bool = False
    # a day: so many days ahead, a weekday, or a date
    ahead: int | None = None
    weekday: int | None = None  # Monday is 0
    weeks: int | None = None  # of this week (0) or the next (1); None: the next such day
    is_not_today: bool = False  # "el próximo martes"
    day: int | None = None
    month: int | None = None
    year: int | None = None
    # "by the end of next month"
    period: Period = ""
    later: int = 0  # periods from this one
    # how far into the day
    part: Part = ""
    hour: int | None = None
    minute: int = 0
    is_exact_hour: bool = False  # "17:00", "5 pm"; otherwise 5 may mean 17
    # "before" it rather than by it
    is_before: bool = False

    @property
    def names_a_day(self) -> bool:
        return not (self.ahead is None and self.weekday is None and self.day is None)
