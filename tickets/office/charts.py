"""The days of a report as columns of a chart."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from tickets.figures.waits import Measure
from tickets.office.question import Question
from tickets.rules.durations import HOUR, MINUTE
from tickets.templatetags.charts import Column
from tickets.templatetags.figures import hours

UNITS = {HOUR: "h", MINUTE: "min", 1: "s"}


def waited(days: dict[dt.date, Measure], question: Question) -> dict[str, Any]:
    """Median as the column, p90 as the mark above it, in business time, and the unit of both."""
    unit = _unit(max((measure.business_p90 or 0 for measure in days.values()), default=0))
    columns = [
        Column(
            label=_short(day),
            words=_("%(day)s: median %(median)s, p90 %(p90)s, %(count)d waits")
            % {
                "day": _short(day),
                "median": hours(measure.business_median),
                "p90": hours(measure.business_p90),
                "count": measure.count,
            },
            parts=[
                (
                    "soft" if measure.still_open else "whole",
                    (measure.business_median or 0) / unit,
                )
            ],
            mark=None if measure.business_p90 is None else measure.business_p90 / unit,
            url=_behind(question, day) if measure.count else "",
        )
        for day, measure in days.items()
    ]
    return {"waited": columns, "waited_unit": f" {UNITS[unit]}"}


def went(days: dict[dt.date, Measure], question: Question) -> list[Column]:
    """How many began to wait, and how it went."""
    return [
        Column(
            label=_short(day),
            words=_("%(day)s: %(kept)d within target, %(missed)d missed, %(waiting)d not yet due")
            % {
                "day": _short(day),
                "kept": measure.kept,
                "missed": measure.missed,
                "waiting": measure.waiting,
            },
            parts=[
                ("kept", measure.kept),
                ("missed", measure.missed),
                ("waiting", measure.waiting),
            ],
            url=_behind(question, day) if measure.count else "",
        )
        for day, measure in days.items()
    ]


def _unit(longest: float) -> int:
    """The largest of which the axis shows more than one; hours where nobody waited."""
    return next((unit for unit in UNITS if longest >= 2 * unit), 1) if longest else HOUR


def _short(day: dt.date) -> str:
    return formats.date_format(day, _("j M"))


def _behind(question: Question, day: dt.date) -> str:
    address = reverse("office:behind", args=[question.metric.key])
    return address + question.address(day=day, state=None)
