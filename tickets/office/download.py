"""Tables to take away."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.figures.exports import Cell, Percent, Table
from tickets.figures.waits import Measure, Waits
from tickets.models import Team
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only
from tickets.office.table_file import table_file


@require_GET
@managers_only
def by_day_table(request: ManagerRequest, kind: str) -> HttpResponse:
    question = Question.read(request.GET)
    waits = Waits(question.period, timezone.now(), question.team_id)
    table = _table(question, _("Day"), list(waits.by_day(question.metric).items()))
    return table_file(table, _file_name(question), kind)


@require_GET
@managers_only
def by_team_table(request: ManagerRequest, kind: str) -> HttpResponse:
    question = Question.read(request.GET)
    waits = Waits(question.period, timezone.now(), question.team_id)
    teams = {team.pk: team.name for team in Team.objects.all()}
    found = waits.by_team(question.metric)
    rows = [(teams.get(key or 0, _("No team")), measure) for key, measure in found.items()]
    table = _table(question, _("Team"), sorted(rows, key=lambda row: str(row[0])))
    return table_file(table, _file_name(question), kind)


def _table(question: Question, what: str, rows: Sequence[tuple[Cell, Measure]]) -> Table:
    head = (
        what, _("Waits"), _("Median, business seconds"), _("p90, business seconds"),
        _("Median, calendar seconds"), _("p90, calendar seconds"), _("Within target, %"),
        _("Answered in time"), _("Answered late"), _("Still waiting, past the target"),
        _("Still waiting, not yet due"), _("Closed without an answer"),
    )  # fmt: skip
    body = [(name, *_cells(measure)) for name, measure in rows]
    return Table(name=str(question.metric.name), head=head, rows=body)


def _file_name(question: Question) -> str:
    return f"{question.metric.key}-{question.period.first}-{question.period.last}"


def _cells(measure: Measure) -> tuple[Cell, ...]:
    durations = (
        measure.business_median, measure.business_p90,
        measure.calendar_median, measure.calendar_p90,
    )  # fmt: skip
    return (
        measure.count,
        *(None if seconds is None else round(seconds) for seconds in durations),
        Percent.of(measure.share),
        measure.kept, measure.late, measure.overdue, measure.waiting, measure.unanswered,
    )  # fmt: skip
