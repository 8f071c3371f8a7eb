"""The days of a report as columns of a chart."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from tickets.figures.waits import Measure
from tickets.office.question import Question
from tickets.templatetags.charts import Column
from tickets.templatetags.figures import hours

HOUR = 3600


def waited(days: dict[dt.date, Measure], question: Question) -> list[Column]:
    """Median as the column, p90 as the mark above it, in business hours."""
    return [
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
                    (measure.business_median or 0) / HOUR,
                )
            ],
            mark=None if measure.business_p90 is None else measure.business_p90 / HOUR,
            url=_behind(question, day) if measure.count else "",
        )
        for day, measure in days.items()
    ]


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


def _short(day: dt.date) -> str:
    return formats.date_format(day, _("j M"))


def _behind(question: Question, day: dt.date) -> str:
    address = reverse("office:behind", args=[question.metric.key])
    return address + question.address(day=day, state=None)
