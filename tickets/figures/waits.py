"""How long customers waited, counted from the clocks in SQL; open clocks count with the time so far."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Aggregate,
    Case,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from tickets.figures.definitions import METRICS, Metric, State
from tickets.figures.period import Period
from tickets.models import BusinessCalendar, Clock
from tickets.models.ticket import CloseReason, Status


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
        """Of the waits that are decided, how many per cent kept the target; rounded down, so 100 is all."""
        decided = self.kept + self.missed
        return 100 * self.kept // decided if decided else None


class Percentiles(Aggregate):
    """Median and 90th percentile, interpolated."""

    template = "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(FloatField())


class ElapsedSoFar(Func):
    """Business seconds of an open clock, reckoned in Python, looked up by the clock's key."""

    template = "(%(expressions)s)"
    arg_joiner = " ->> "
    output_field = IntegerField()

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        sql, params = super().as_sql(*args, **kwargs)
        return f"{sql}::int", params


def waits(period: Period, *, now: dt.datetime, team_id: int | None = None) -> QuerySet[Clock]:
    """The clocks that began in this period, each with its `metric`, `state` and `team_now`.

    Team 0 stands for the tickets of no team.
    """
    clocks = Clock.objects.filter(
        kind__in=Clock.Kind.values,
        started_at__gte=period.start,
        started_at__lt=period.end,
        ticket__is_spam=False,
    ).annotate(metric=_METRIC, state=_state(now), team_now=_TEAM_NOW)
    return clocks if team_id is None else clocks.filter(Q(("team_now", team_id or None)))


def measured(clocks: QuerySet[Clock], *, by: str, now: dt.datetime) -> dict[Any, Measure]:
    """One measure for each value of `by`: "metric", "day" or "team_now"."""
    groups = clocks.annotate(
        business=Coalesce("business_seconds", _so_far(clocks, now)), calendar_s=_calendar(now)
    )
    counts = {state.value: Count("pk", filter=Q(state=state.value)) for state in State}
    rows = (
        groups.order_by()
        .values(by)
        .annotate(b=Percentiles("business"), c=Percentiles("calendar_s"), **counts)
    )
    return {row.pop(by): _measure(row) for row in cast(Iterable[dict[str, Any]], rows)}


def by_metric(
    period: Period, *, now: dt.datetime, team_id: int | None = None
) -> dict[str, Measure]:
    """Every metric over the whole period."""
    found = measured(waits(period, now=now, team_id=team_id), by="metric", now=now)
    return {key: found.get(key, Measure()) for key in METRICS}


def by_day(clocks: QuerySet[Clock], period: Period, *, now: dt.datetime) -> dict[dt.date, Measure]:
    """Every day of the period, also those on which nobody began to wait."""
    start = Period(first=period.first, last=period.first, zone=period.zone).start
    days = clocks.annotate(day=TruncDate("started_at", tzinfo=start.tzinfo))
    found = measured(days, by="day", now=now)
    return {day: found.get(day, Measure()) for day in period.days()}


def of_metric(clocks: QuerySet[Clock], metric: Metric) -> QuerySet[Clock]:
    """Of what `waits` gave, the clocks of this metric."""
    return clocks.filter(Q(("metric", metric.key)), kind=metric.kind)


_METRIC = Case(
    When(~Q(kind=Clock.Kind.RESOLUTION), then=F("kind")),
    When(~Q(ticket__status=Status.CLOSED), then=Value("resolution")),
    When(ticket__close_reason=CloseReason.AGREED, then=Value("resolution")),
    When(ticket__close_reason=CloseReason.SILENCE, then=Value("resolution_silence")),
    When(ticket__close_reason=CloseReason.AGENT, then=Value("resolution_agent")),
    default=Value(""),  # merged: its wait goes on in the other ticket
)
_TEAM_NOW = Case(
    When(stopped_at=None, then=F("ticket__team_id")),
    default=F("team_id"),
    output_field=IntegerField(),
)


def _state(now: dt.datetime) -> Case:
    """A resolution is settled when its ticket is closed: until then a proposal is only a proposal."""
    settled = Q(stopped_at__isnull=False) & (
        ~Q(kind=Clock.Kind.RESOLUTION) | Q(ticket__status=Status.CLOSED)
    )
    return Case(
        When(settled & Q(stopped_at__lte=F("due_at")), then=Value(State.KEPT.value)),
        When(settled, then=Value(State.LATE.value)),
        When(ticket__status=Status.CLOSED, then=Value(State.UNANSWERED.value)),
        When(due_at__lt=_until(now), then=Value(State.OVERDUE.value)),
        default=Value(State.WAITING.value),
    )


def _until(now: dt.datetime) -> Coalesce:
    return Coalesce("stopped_at", "paused_at", Value(now))


def _calendar(now: dt.datetime) -> Coalesce:
    elapsed = Func(
        _until(now) - F("started_at"),
        template="extract(epoch FROM %(expressions)s)::int",
        output_field=IntegerField(),
    )
    left = Func(
        elapsed - F("paused_calendar_seconds"),
        Value(0),
        function="GREATEST",
        output_field=IntegerField(),
    )
    return Coalesce("calendar_seconds", left)


def _so_far(clocks: QuerySet[Clock], now: dt.datetime) -> ElapsedSoFar:
    """Only the calendars know business time; a desk has few open clocks beside its closed ones."""
    calendars = BusinessCalendar.objects.in_bulk()
    elapsed = {}
    for clock in Clock.objects.filter(pk__in=clocks.filter(stopped_at=None).values("pk")):
        clock.calendar = calendars[clock.calendar_id]
        elapsed[str(clock.pk)] = clock.elapsed(now)[0]
    known = Func(Value(json.dumps(elapsed)), template="%(expressions)s::jsonb")
    return ElapsedSoFar(known, Func(F("pk"), template="%(expressions)s::text"))


def _measure(row: dict[str, Any]) -> Measure:
    business, calendar = row.pop("b") or (None, None), row.pop("c") or (None, None)
    return Measure(
        business_median=business[0],
        business_p90=business[1],
        calendar_median=calendar[0],
        calendar_p90=calendar[1],
        **row,
    )
