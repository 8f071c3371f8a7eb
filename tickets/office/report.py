from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.figures import ratings
from tickets.figures.definitions import HOW_COUNTED, METRICS, RATING, Metric
from tickets.figures.ratings import Opinion
from tickets.figures.waits import Measure, by_day, by_metric, measured, of_metric, waits
from tickets.models import Team
from tickets.office import charts
from tickets.office.question import SPANS, Question
from tickets.office.scope import ManagerRequest, managers_only

HEADLINES = ("first_response", "next_response", "resolution")
ENDINGS = ("resolution", "resolution_silence", "resolution_agent")


@dataclass(frozen=True)
class Figure:
    """A number with the one before it."""

    metric: Metric
    now: Measure
    before: Measure


@dataclass(frozen=True)
class TeamLine:
    team: Team | None
    now: Measure
    before: Measure
    opinion: Opinion


@require_GET
@managers_only
def report(request: ManagerRequest) -> HttpResponse:
    question = Question.read(request.GET)
    context = {**answer(question, timezone.now()), **_links(question), "section": "report"}
    return render(request, "office/report.html", context)


def answer(question: Question, now: dt.datetime) -> dict[str, Any]:
    period, team = question.period, question.team_id
    current = by_metric(period, now=now, team_id=team)
    earlier = by_metric(period.before(), now=now, team_id=team)
    figures = {key: Figure(METRICS[key], current[key], earlier[key]) for key in METRICS}
    return {
        "question": question,
        "teams": Team.objects.all(),
        "headlines": [figures[key] for key in HEADLINES],
        "endings": [figures[key] for key in ENDINGS],
        "opinion": ratings.opinion(period, team_id=team),
        "opinion_before": ratings.opinion(period.before(), team_id=team),
        "rating_definition": RATING,
        "how_counted": HOW_COUNTED,
        "by_day": (each_day := days(question, now)),
        "waited": charts.waited(each_day, question),
        "went": charts.went(each_day, question),
        "by_team": team_lines(question, now),
    }


def _links(question: Question) -> dict[str, Any]:
    return {
        "address": question.address(),
        "day_word": _("Day"),
        "span_links": [
            (days, question.address(days=days, period=question.period)) for days in SPANS
        ],
        "metric_tabs": [
            {
                "url": question.address(metric=metric) + "#days",
                "label": metric.name,
                "current": metric == question.metric,
                "count": None,
            }
            for metric in METRICS.values()
        ],
    }


def days(question: Question, now: dt.datetime) -> dict[dt.date, Measure]:
    clocks = of_metric(waits(question.period, now=now, team_id=question.team_id), question.metric)
    return by_day(clocks, question.period, now=now)


def team_lines(question: Question, now: dt.datetime) -> list[TeamLine]:
    """A line a team, and one for what belongs to none, where there is anything to tell."""

    def of(period: Any) -> dict[int | None, Measure]:
        clocks = of_metric(waits(period, now=now, team_id=question.team_id), question.metric)
        return measured(clocks, by="team_now", now=now)

    current, earlier = of(question.period), of(question.period.before())
    opinions = ratings.by_team(question.period, team_id=question.team_id)
    teams: dict[int | None, Team | None] = {None: None, **Team.objects.in_bulk()}
    lines = [
        TeamLine(
            team,
            current.get(key, Measure()),
            earlier.get(key, Measure()),
            opinions.get(key, Opinion()),
        )
        for key, team in teams.items()
        if key in current or key in earlier or key in opinions
    ]
    return sorted(lines, key=lambda line: (line.team is None, str(line.team)))
