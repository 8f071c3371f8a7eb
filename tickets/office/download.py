"""Tables to take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.figures.exports import as_csv
from tickets.figures.waits import Measure, Waits
from tickets.models import Team
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only


def csv_file(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
@managers_only
def by_day_csv(request: ManagerRequest) -> HttpResponse:
    question = Question.read(request.GET)
    waits = Waits(question.period, timezone.now(), question.team_id)
    return _table(question, _("Day"), list(waits.by_day(question.metric).items()))


@require_GET
@managers_only
def by_team_csv(request: ManagerRequest) -> HttpResponse:
    question = Question.read(request.GET)
    waits = Waits(question.period, timezone.now(), question.team_id)
    teams = {team.pk: team.name for team in Team.objects.all()}
    found = waits.by_team(question.metric)
    rows = [(teams.get(key or 0, _("No team")), measure) for key, measure in found.items()]
    return _table(question, _("Team"), sorted(rows, key=lambda row: str(row[0])))


def _table(question: Question, what: str, rows: Sequence[tuple[object, Measure]]) -> HttpResponse:
    head = (
        what, _("Waits"), _("Median, business seconds"), _("p90, business seconds"),
        _("Median, calendar seconds"), _("p90, calendar seconds"), _("Within target, %"),
        _("Answered in time"), _("Answered late"), _("Still waiting, past the target"),
        _("Still waiting, not yet due"), _("Closed without an answer"),
    )  # fmt: skip
    body = [(_name(name), *_cells(measure)) for name, measure in rows]
    period = question.period
    return csv_file(as_csv(head, body), f"{question.metric.key}-{period.first}-{period.last}")


def _name(name: object) -> str:
    return name.isoformat() if isinstance(name, dt.date) else str(name)


def _cells(measure: Measure) -> tuple[object, ...]:
    durations = (
        measure.business_median, measure.business_p90,
        measure.calendar_median, measure.calendar_p90,
    )  # fmt: skip
    return (
        measure.count,
        *(None if seconds is None else round(seconds) for seconds in durations),
        measure.share,
        measure.kept, measure.late, measure.overdue, measure.waiting, measure.unanswered,
    )  # fmt: skip
