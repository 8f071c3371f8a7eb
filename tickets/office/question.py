"""What a manager asks of the report, read from the address: which days, which team, which number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from tickets.figures.definitions import METRICS, Metric, State
from tickets.figures.period import LONGEST_DAYS, Period

SPANS = (7, 30, 90, 365)
USUAL = 30


@dataclass(frozen=True, kw_only=True)
class Question:
    """Anything unreadable in the address is as if it were not there."""

    period: Period
    days: int | None  # one of SPANS; None for a period of one's own
    team_id: int | None = None  # 0: the tickets of no team
    metric: Metric
    day: dt.date | None = None
    state: State | None = None

    @classmethod
    def read(cls, asked: QueryDict, *, metric: str = "") -> Question:
        today, zone = timezone.localdate(), timezone.get_current_timezone_name()
        own = _own_period(asked, today=today, zone=zone)
        days = _number(asked.get("days", ""))
        span = days if days in SPANS else USUAL
        state = asked.get("state", "")
        return cls(
            period=own or Period.latest(span, today=today, zone=zone),
            days=None if own else span,
            team_id=_number(asked.get("team", "")),
            metric=METRICS.get(metric or asked.get("metric", ""), METRICS["first_response"]),
            day=_day(asked.get("day", "")),
            state=State(state) if state in State.values else None,
        )

    def address(self, **changes: Any) -> str:
        """The query string of this question with changes."""
        asked = replace(self, **changes)
        parts: dict[str, object] = {
            "days": asked.days,
            "from": None if asked.days else asked.period.first,
            "to": None if asked.days else asked.period.last,
            "team": asked.team_id,
            "metric": asked.metric.key,
            "day": asked.day,
            "state": asked.state,
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value is not None})

    @property
    def span_links(self) -> list[tuple[int, str]]:
        """The same question over each of SPANS."""
        return [(days, self.address(days=days, period=self.period)) for days in SPANS]

    @property
    def counted(self) -> Period:
        """The days behind one number: a single day, or the whole period."""
        return self.period.only(self.day) if self.day else self.period


def _own_period(asked: QueryDict, *, today: dt.date, zone: str) -> Period | None:
    first, last = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if not first:
        return None
    last = min(last or today, first + dt.timedelta(days=LONGEST_DAYS))
    return Period(first=min(first, last), last=max(first, last), zone=zone)


def _day(text: str) -> dt.date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 2000 <= day.year <= 2100 else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
