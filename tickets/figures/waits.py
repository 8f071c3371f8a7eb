"""How long customers waited, counted from the clocks in SQL; open clocks count with the time so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from tickets.figures.definitions import METRICS, Metric, State
from tickets.figures.expressions import (
    METRIC,
    TEAM_NOW,
    Percentiles,
    business_seconds,
    calendar_seconds,
    state,
)
from tickets.figures.period import Period
from tickets.figures.share import share
from tickets.models import BusinessCalendar, Clock


@dataclass(frozen=True, kw_only=True)
class Measure:
    """The waits of one group. Durations are seconds, None where nobody waited."""

    kept: int = 0
    late: int = 0
    overdue: int = 0
    waiting: int = 0
    unanswered: int = 0
    business_median: float | None = None
    business_p90: float | None = None
    calendar_median: float | None = None
    calendar_p90: float | None = None

    @property
    def count(self) -> int:
        return self.kept + self.missed + self.waiting

    @property
    def missed(self) -> int:
        return self.late + self.overdue + self.unanswered

    @property
    def still_open(self) -> int:
        return self.overdue + self.waiting

    @property
    def share(self) -> int | None:
        """Of the waits that are decided, how many per cent kept the target."""
        return share(self.kept, self.kept + self.missed)


@dataclass
class Waits:
    """The waits that began in a period, as seen at `now`. Team 0 stands for the tickets of no team."""

    period: Period
    now: dt.datetime
    team_id: int | None = None

    @property
    def clocks(self) -> QuerySet[Clock]:
        """Each with its `metric`, its `state` and its team, `team_now`."""
        clocks = Clock.objects.filter(
            kind__in={metric.kind for metric in METRICS.values()},
            started_at__gte=self.period.start,
            started_at__lt=self.period.end,
            ticket__is_spam=False,
        ).annotate(metric=METRIC, state=state(self.now), team_now=TEAM_NOW)
        if self.team_id is None:
            return clocks
        return clocks.filter(Q(("team_now", self.team_id or None)))

    def of(self, metric: Metric) -> QuerySet[Clock]:
        return self.clocks.filter(Q(("metric", metric.key)), kind=metric.kind)

    def by_metric(self) -> dict[str, Measure]:
        found = self._measured(self.clocks, "metric")
        return {key: found.get(key, Measure()) for key in METRICS}

    def by_day(self, metric: Metric) -> dict[dt.date, Measure]:
        """Every day of the period, also those on which nobody began to wait."""
        zone = self.period.start.tzinfo
        found = self._measured(
            self.of(metric).annotate(day=TruncDate("started_at", tzinfo=zone)), "day"
        )
        return {day: found.get(day, Measure()) for day in self.period.days()}

    def by_team(self, metric: Metric) -> dict[int | None, Measure]:
        """By the key of the team; only teams for which somebody waited."""
        return self._measured(self.of(metric), "team_now")

    def _measured(self, clocks: QuerySet[Clock], by: str) -> dict[Any, Measure]:
        counts = {state.value: Count("pk", filter=Q(state=state.value)) for state in State}
        rows = (
            clocks.annotate(
                business_s=business_seconds(self._so_far), calendar_s=calendar_seconds(self.now)
            )
            .order_by()
            .values(by)
            .annotate(b=Percentiles("business_s"), c=Percentiles("calendar_s"), **counts)
        )
        return {row.pop(by): _measure(row) for row in cast(Iterable[dict[str, Any]], rows)}

    @cached_property
    def _so_far(self) -> dict[int, int]:
        """Business seconds of the open clocks. Only the calendars know them; a desk has few open clocks
        beside its closed ones, so the rest of the reckoning stays in SQL.
        """
        calendars = {
            calendar.pk: calendar.work_calendar() for calendar in BusinessCalendar.objects.all()
        }
        open_clocks = self.clocks.filter(stopped_at=None).values_list(
            "pk", "calendar_id", "started_at", "paused_at", "paused_business_seconds"
        )
        return {
            key: max(0, calendars[calendar].seconds_between(began, paused or self.now) - left_out)
            for key, calendar, began, paused, left_out in open_clocks
        }


def _measure(row: dict[str, Any]) -> Measure:
    business, calendar = row.pop("b") or (None, None), row.pop("c") or (None, None)
    return Measure(
        business_median=business[0],
        business_p90=business[1],
        calendar_median=calendar[0],
        calendar_p90=calendar[1],
        **row,
    )
