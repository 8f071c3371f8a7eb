"""A stretch of whole days, as the desk's own clock sees them."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass

LONGEST_DAYS = 731


@dataclass(frozen=True, kw_only=True)
class Period:
    """From the first to the last day, both included, in the IANA time zone `zone`."""

    first: dt.date
    last: dt.date
    zone: str

    @classmethod
    def latest(cls, days: int, *, today: dt.date, zone: str) -> Period:
        """The last so many days, today included."""
        return cls(first=today - dt.timedelta(days=days - 1), last=today, zone=zone)

    @classmethod
    def month_before(cls, day: dt.date, *, zone: str) -> Period:
        """The whole month that ended before the month of this day."""
        last = day.replace(day=1) - dt.timedelta(days=1)
        return cls(first=last.replace(day=1), last=last, zone=zone)

    @property
    def start(self) -> dt.datetime:
        return self._midnight(self.first)

    @property
    def end(self) -> dt.datetime:
        """The first moment that no longer belongs to it."""
        return self._midnight(self.last + dt.timedelta(days=1))

    def before(self) -> Period:
        """The month before a whole month; else the period of equal length that ends where this one begins."""
        last = self.first - dt.timedelta(days=1)
        first = last.replace(day=1) if self.is_month else last - (self.last - self.first)
        return Period(first=first, last=last, zone=self.zone)

    @property
    def is_month(self) -> bool:
        next_day = self.last + dt.timedelta(days=1)
        return self.first.day == next_day.day == 1 and (self.last - self.first).days < 31

    def days(self) -> list[dt.date]:
        count = (self.last - self.first).days + 1
        return [self.first + dt.timedelta(days=n) for n in range(count)]

    def only(self, day: dt.date) -> Period:
        return Period(first=day, last=day, zone=self.zone)

    def _midnight(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(), tzinfo=zoneinfo.ZoneInfo(self.zone))
