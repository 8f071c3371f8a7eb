"""The tickets behind a number, as a list and as a table."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.figures import ratings
from tickets.figures.behind import every, page_of
from tickets.figures.definitions import METRICS, RATING, State
from tickets.figures.exports import Table
from tickets.figures.newest import newest_first
from tickets.figures.waits import Waits
from tickets.models import Clock, Team
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only
from tickets.office.table_file import table_file


@require_GET
@managers_only
def behind(request: ManagerRequest, metric: str) -> HttpResponse:
    question = _question(request, metric)
    now, after = timezone.now(), request.GET.get("after", "")
    page = page_of(_clocks(question), now=now, after=after)
    context = {
        **frame(question),
        "definition": question.metric.definition,
        "page": page,
        "states": [(state, question.address(state=state)) for state in State],
        "first_url": question.address() if after else "",
        "next_url": _next(question, page.after),
    }
    return render(request, "office/behind.html", context)


@require_GET
@managers_only
def behind_table(request: ManagerRequest, metric: str, kind: str) -> HttpResponse:
    question = _question(request, metric)
    head = (
        _("Ticket"), _("Subject"), _("Customer"), _("Team"), _("Began"), _("Due"), _("State"),
        _("Business seconds"), _("Calendar seconds"), _("Target seconds"),
    )  # fmt: skip
    rows = (
        (
            wait.ticket.number, wait.ticket.subject, wait.ticket.customer.email,
            str(wait.team or ""),
            wait.began_at, wait.due_at, str(wait.state.label),
            wait.business, wait.calendar, wait.target,
        )
        for wait in every(_clocks(question), now=timezone.now())
    )  # fmt: skip
    table = Table(name=str(question.metric.name), head=head, rows=rows)
    return table_file(table, f"{metric}-{question.counted.first}-{question.counted.last}", kind)


@require_GET
@managers_only
def rated(request: ManagerRequest) -> HttpResponse:
    question = Question.read(request.GET)
    after = request.GET.get("after", "")
    given = ratings.ratings(question.counted, team_id=question.team_id)
    page = newest_first(given.select_related("ticket__customer", "ticket__team"), after=after)
    context = {
        **frame(question),
        "definition": RATING,
        "page": page,
        "first_url": question.address() if after else "",
        "next_url": _next(question, page.after),
    }
    return render(request, "office/rated.html", context)


def _question(request: ManagerRequest, metric: str) -> Question:
    if metric not in METRICS:
        raise Http404
    return Question.read(request.GET, metric=metric)


def _clocks(question: Question) -> QuerySet[Clock]:
    clocks = Waits(question.counted, timezone.now(), question.team_id).of(question.metric)
    return clocks.filter(Q(("state", question.state.value))) if question.state else clocks


def frame(question: Question) -> dict[str, Any]:
    return {
        "question": question,
        "team": Team.objects.filter(pk=question.team_id).first() if question.team_id else None,
        "section": "report",
        "address": question.address(),
        "all_address": question.address(state=None),
        "report_address": question.address(day=None, state=None),
    }


def _next(question: Question, after: str) -> str:
    return f"{question.address()}&{urlencode({'after': after})}" if after else ""
