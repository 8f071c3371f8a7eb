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
from tickets.figures.waits import Measure, Waits
from tickets.models import Team
from tickets.office import charts
from tickets.office.ending import ended_how
from tickets.office.flag import raised_flags
from tickets.office.promise import kept_word
from tickets.office.question import Question
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
    waits, before = Waits(period, now, team), Waits(period.before(), now, team)
    current, earlier = waits.by_metric(), before.by_metric()
    figures = {key: Figure(METRICS[key], current[key], earlier[key]) for key in METRICS}
    each_day = waits.by_day(question.metric)
    return {
        "question": question,
        "teams": Team.objects.all(),
        "headlines": [figures[key] for key in HEADLINES],
        "endings": [figures[key] for key in ENDINGS],
        "opinion": ratings.opinion(period, team_id=team),
        "opinion_before": ratings.opinion(period.before(), team_id=team),
        "rating_definition": RATING,
        "how_counted": HOW_COUNTED,
        "by_day": each_day,
        **charts.waited(each_day, question),
        "went": charts.went(each_day, question),
        **ended_how(question),
        **kept_word(question),
        **raised_flags(question),
        "by_team": team_lines(question, waits, before),
    }


def _links(question: Question) -> dict[str, Any]:
    return {
        "address": question.address(),
        "day_word": _("Day"),
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


def team_lines(question: Question, waits: Waits, before: Waits) -> list[TeamLine]:
    """A line a team, and one for what belongs to none, where there is anything to tell."""
    current, earlier = waits.by_team(question.metric), before.by_team(question.metric)
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
