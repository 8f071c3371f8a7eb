"""What PostgreSQL is asked about a clock: which metric it counts for, how it stands, how long it ran."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, Case, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from tickets.figures.definitions import State
from tickets.models import Clock
from tickets.models.ticket import CloseReason, Status

METRIC = Case(
    # What a merged ticket still waited for goes on in the other: there it counts from its beginning.
    When(ticket__close_reason=CloseReason.MERGED, stopped_at=None, then=Value("")),
    When(~Q(kind=Clock.Kind.RESOLUTION), then=F("kind")),
    When(~Q(ticket__status=Status.CLOSED), then=Value("resolution")),
    When(ticket__close_reason=CloseReason.AGREED, then=Value("resolution")),
    When(ticket__close_reason=CloseReason.SILENCE, then=Value("resolution_silence")),
    When(ticket__close_reason=CloseReason.AGENT, then=Value("resolution_agent")),
    default=Value(""),  # merged: its wait goes on in the other ticket
)
TEAM_NOW = Case(
    When(stopped_at=None, then=F("ticket__team_id")),
    default=F("team_id"),
    output_field=IntegerField(),
)


def state(now: dt.datetime) -> Case:
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


def calendar_seconds(now: dt.datetime) -> Coalesce:
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


def business_seconds(so_far: Mapping[int, int]) -> Coalesce:
    """Of a stopped clock what it says; of an open one what was reckoned `so_far`, by its key."""
    return Coalesce("business_seconds", _Looked(so_far))


class Percentiles(Aggregate):
    """Median and 90th percentile, interpolated."""

    template = "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(FloatField())


class _Looked(Func):
    """The value for a clock's key in a JSON object; NULL for keys that are not in it."""

    template = "(%(expressions)s)::int"
    arg_joiner = " ->> "
    output_field = IntegerField()

    def __init__(self, values: Mapping[int, int]) -> None:
        text = json.dumps({str(key): value for key, value in values.items()})
        known = Func(Value(text), template="%(expressions)s::jsonb")
        super().__init__(known, Func(F("pk"), template="%(expressions)s::text"))
