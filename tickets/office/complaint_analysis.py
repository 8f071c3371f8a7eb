"""What the complaints register teaches (R32), and the entries behind each number."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.figures import complaints
from tickets.figures.complaints import Answered, Line
from tickets.figures.definitions import COMPLAINTS
from tickets.office.complaint import page_of
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only
from tickets.templatetags.charts import Column

CHOSEN = ("how", "agreed", "annulled", "cause", "product", "severity", "harm_kind", "customer")


@dataclass(frozen=True)
class Table:
    """The entries under one heading."""

    column: str
    title: str
    lines: list[Line]


@require_GET
@managers_only
def complaint_analysis(request: ManagerRequest) -> HttpResponse:
    question, now = Question.read(request.GET), timezone.now()
    period = question.period
    months = complaints.by_month(timezone.localdate())
    context = {
        "question": question,
        "address": question.address(),
        "section": "complaint_analysis",
        "definition": COMPLAINTS,
        "summary": complaints.summary(period, now),
        "before": complaints.summary(period.before(), now),
        "causes": complaints.pareto(period),
        "months": [_month_column(month, count) for month, count in months.items()],
        "tables": _tables(question),
        "repeaters": complaints.repeaters(now),
        "last_year": question.address(days=365, period=question.period),
        "actions": complaints.actions(period, now),
    }
    return render(request, "office/complaint_analysis.html", context)


@require_GET
@managers_only
def complained(request: ManagerRequest) -> HttpResponse:
    question, after = Question.read(request.GET), request.GET.get("after", "")
    chosen = {name: request.GET[name] for name in CHOSEN if name in request.GET}
    found = complaints.behind(question.counted, timezone.now(), chosen)
    page = page_of(found, after=after)
    address = f"{question.address()}&{urlencode(chosen)}"
    context = {
        "question": question,
        "analysis_address": question.address(),
        "section": "complaint_analysis",
        "page": page,
        "states": [(each, f"{question.address()}&how={each}") for each in Answered],
        "chosen": chosen.get("how", ""),
        "all_url": question.address(),
        "first_url": address if after else "",
        "next_url": f"{address}&{urlencode({'after': page.after})}" if page.after else "",
    }
    return render(request, "office/complained.html", context)


def _tables(question: Question) -> list[Table]:
    titles = {
        "product": _("By product"),
        "severity": _("By severity"),
        "harm_kind": _("By kind of harm"),
    }
    return [
        Table(column, title, lines)
        for column, title in titles.items()
        if (lines := complaints.by_column(column, question.period))
    ]


def _month_column(month: dt.date, count: int) -> Column:
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    name = formats.date_format(month, _("M Y"))
    return Column(
        label=name.partition(" ")[0],
        words=_("%(month)s: %(count)d") % {"month": name, "count": count},
        parts=[("whole", count)],
        url=f"{reverse('office:complained')}?{urlencode(_span(month, last))}" if count else "",
    )


def _span(first: dt.date, last: dt.date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": last.isoformat()}
