"""What customers complained of, why, and what came of it (R32). An entry counts on the day of its complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Func, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils.translation import gettext_lazy as _

from tickets.figures.expressions import Percentiles
from tickets.figures.period import Period
from tickets.figures.share import share
from tickets.models import Complaint, CorrectiveAction, Customer
from tickets.models.complaint import ComplaintQuerySet
from tickets.models.complaint_cause import CauseTree, ComplaintCause
from tickets.models.complaint_register import home_day, home_zone

MONTHS = 13  # a year, and the same month of the year before
REPEATED, REPEATED_DAYS = 2, 365
MOST_REPEATERS = 50
COLUMNS = ("product", "severity", "harm_kind")


class Answered(models.TextChoices):
    """How an entry stands with its legal date; an annulled one stands nowhere."""

    IN_TIME = "in_time", _("Answered in time")
    LATE = "late", _("Answered late")
    OVERDUE = "overdue", _("Not answered, past the date")
    OPEN = "open", _("Not answered yet")


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The entries of a period. Seconds are calendar time, of an unanswered entry those so far."""

    in_time: int = 0
    late: int = 0
    overdue: int = 0
    open: int = 0
    annulled: int = 0
    yes: int = 0
    no: int = 0
    not_yet: int = 0
    cost: Decimal | None = None
    median: float | None = None
    p90: float | None = None

    @property
    def count(self) -> int:
        return self.in_time + self.late + self.overdue + self.open

    @property
    def share(self) -> int | None:
        """In time, of those that were answered or ought to have been."""
        return share(self.in_time, self.in_time + self.late + self.overdue)

    @property
    def agreement(self) -> int | None:
        """Agreed, of those whose ticket is closed."""
        return share(self.yes, self.yes + self.no)


@dataclass(frozen=True, kw_only=True)
class Line:
    """The entries of one cause, product, severity or kind of harm, which `key` and `name` name."""

    key: Any
    name: str = ""
    count: int = 0
    before: int = 0
    cost: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class CauseLine(Line):
    """With all that belong to it. `cause` is none where no cause was named."""

    cause: ComplaintCause | None
    level: int = 1
    upto: int | None = None  # per cent of all entries in this top cause and those above it


@dataclass(frozen=True, kw_only=True)
class Actions:
    """Open and late ones as they stand now, done ones of the period."""

    open: int
    late: int
    done: int


def entered(period: Period) -> ComplaintQuerySet:
    """Those of the period, annulled ones too."""
    return Complaint.objects.filter(received_at__gte=period.start, received_at__lt=period.end)


def standing(entries: ComplaintQuerySet, now: dt.datetime) -> ComplaintQuerySet:
    """Each says whether it is `agreed`, and `how` it was answered.

    An answer on the legal date itself is in time, as that is a day and no moment.
    """
    in_time = Q(_answered_on__lte=F("answer_due"))
    return (
        entries.with_agreement()
        .alias(_answered_on=TruncDate("answered_at", tzinfo=home_zone()))
        .annotate(
            how=Case(
                When(in_time, then=Value(Answered.IN_TIME)),
                When(answered_at__isnull=False, then=Value(Answered.LATE)),
                When(answer_due__lt=home_day(now), then=Value(Answered.OVERDUE)),
                default=Value(Answered.OPEN),
            )
        )
    )


def summary(period: Period, now: dt.datetime) -> Summary:
    entries = entered(period)
    seconds = Func(
        Coalesce("answered_at", Value(now)) - F("received_at"),
        template="extract(epoch FROM %(expressions)s)::int",
        output_field=IntegerField(),
    )
    columns: dict[str, Any] = {str(each): Count("pk", filter=Q(how=each)) for each in Answered}
    columns |= {str(each): Count("pk", filter=Q(agreed=each)) for each in Complaint.Agreement}
    live = standing(entries.live(), now).order_by()
    told = live.aggregate(**columns, cost=Sum("cost"), times=Percentiles(seconds))
    median, p90 = told.pop("times") or (None, None)
    return Summary(**told, median=median, p90=p90, annulled=entries.annulled().count())


def by_column(column: str, period: Period) -> list[Line]:
    """By one of COLUMNS, the most frequent first."""
    field: Any = Complaint._meta.get_field(column)
    names: dict[Any, Any] = dict(field.flatchoices)
    now, before = _counted(column, period), _counted(column, period.before())
    lines = [
        Line(
            key=key,
            name=str(names.get(key, key)),
            count=count,
            cost=cost,
            before=before.get(key, (0, None))[0],
        )
        for key, (count, cost) in now.items()
    ]
    return sorted(lines, key=lambda line: (-line.count, str(line.key)))


def pareto(period: Period) -> list[CauseLine]:
    """The causes at the top of the tree, the most frequent first, each followed by what belongs to it."""
    tree = CauseTree()
    now, before = _counted("cause", period), _counted("cause", period.before())

    def line(cause: ComplaintCause | None, level: int = 1) -> CauseLine:
        keys = tree.under(cause.pk) if cause else {None}
        found = [now[key] for key in keys if key in now]
        costs = [cost for _count, cost in found if cost is not None]
        return CauseLine(
            key=cause.pk if cause else 0,
            cause=cause,
            level=level,
            count=sum(count for count, _cost in found),
            before=sum(before[key][0] for key in keys if key in before),
            cost=sum(costs, Decimal()) if costs else None,
        )

    lines: list[CauseLine] = []
    tops = sorted(map(line, [*tree.right_under(None), None]), key=lambda top: -top.count)
    total, upto = sum(top.count for top in tops), 0
    for top in tops:
        upto += top.count
        lines.append(replace(top, upto=share(upto, total)))
        if top.cause:
            lines += [line(cause, level) for level, cause in tree.walk(top.cause.pk, 2)]
    return [each for each in lines if each.count or each.before]


def by_month(last: dt.date) -> dict[dt.date, int]:
    """How many came in in each of the MONTHS up to that of `last`, by the first day of the month."""
    months = [_first_of(last, back) for back in reversed(range(MONTHS))]
    period = Period(first=months[0], last=last, zone=str(home_zone()))
    month = TruncMonth("received_at", tzinfo=home_zone())
    rows = entered(period).live().order_by().annotate(month=month).values_list("month")
    found = {at.date(): count for at, count in rows.annotate(count=Count("pk"))}
    return {each: found.get(each, 0) for each in months}


def repeaters(now: dt.datetime) -> list[tuple[Customer, int]]:
    """Who complained more than once in the last year, the most frequent first."""
    recent = Complaint.objects.live().filter(received_at__gte=now - dt.timedelta(REPEATED_DAYS))
    rows = recent.order_by().values_list("ticket__customer").annotate(count=Count("pk"))
    again = dict(
        rows.filter(count__gte=REPEATED).order_by("-count", "ticket__customer")[:MOST_REPEATERS]
    )
    customers = Customer.objects.in_bulk(list(again))
    return [(customers[key], count) for key, count in again.items()]


def actions(period: Period, now: dt.datetime) -> Actions:
    every = CorrectiveAction.objects.all()
    done = every.filter(done_at__gte=period.start, done_at__lt=period.end)
    return Actions(open=every.open().count(), late=every.late(now).count(), done=done.count())


def behind(period: Period, now: dt.datetime, chosen: Mapping[str, str]) -> ComplaintQuerySet:
    """The entries that a number counted. What `chosen` says unreadably is as if it were not there."""
    entries = standing(entered(period), now)
    if chosen.get("annulled"):
        return entries.annulled()
    entries = entries.live()
    for name, known in (("how", Answered.values), ("agreed", Complaint.Agreement.values)):
        if chosen.get(name) in known:
            entries = entries.filter(**{name: chosen[name]})
    for name in ("product", "harm_kind"):
        if name in chosen:
            entries = entries.filter(**{name: chosen[name]})
    for name, column in (("severity", "severity"), ("customer", "ticket__customer")):
        if (key := chosen.get(name, "")).isdecimal() and len(key) < 10:
            entries = entries.filter(**{column: int(key)})
    if (cause := chosen.get("cause", "")).isdecimal() and len(cause) < 10:
        return entries.caused_by(int(cause)) if int(cause) else entries.filter(cause=None)
    return entries


def _counted(column: str, period: Period) -> dict[Any, tuple[int, Decimal | None]]:
    rows = entered(period).live().order_by().values_list(column)
    counted = rows.annotate(count=Count("pk"), cost=Sum("cost"))
    return {key: (count, cost) for key, count, cost in counted}


def _first_of(day: dt.date, back: int) -> dt.date:
    """The first day of the month so many months before."""
    months = day.year * 12 + day.month - 1 - back
    return dt.date(months // 12, months % 12 + 1, 1)
