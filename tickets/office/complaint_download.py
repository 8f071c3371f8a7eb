"""The analysis of the complaints register to take away: all of it as a workbook, its entries as CSV."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from tickets.figures import complaint_tables
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only
from tickets.office.table_file import table_file, workbook


@require_GET
@managers_only
def complaint_analysis_csv(request: ManagerRequest) -> HttpResponse:
    question = Question.read(request.GET)
    return table_file(complaint_tables.entries(question.period), _name(question), "csv")


@require_GET
@managers_only
def complaint_analysis_xlsx(request: ManagerRequest) -> HttpResponse:
    question = Question.read(request.GET)
    tables = complaint_tables.analysis(question.period, timezone.now())
    return workbook(tables, _name(question))


def _name(question: Question) -> str:
    return f"complaints-{question.period.first}-{question.period.last}"
