"""A table to take away: every address of one ends in .csv or .xlsx, as the reader likes."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import register_converter
from django.urls.converters import StringConverter

from tickets.figures.exports import XLSX, Table, as_csv, as_xlsx

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
}


class KindConverter(StringConverter):
    regex = "|".join(TYPES)


register_converter(KindConverter, "table")


def table_file(table: Table, name: str, kind: str) -> HttpResponse:
    """The table under this file name; `kind` is one of TYPES."""
    return _file(as_csv(table) if kind == "csv" else as_xlsx([table]), name, kind)


def workbook(tables: Sequence[Table], name: str) -> HttpResponse:
    return _file(as_xlsx(tables), name, "xlsx")


def _file(content: str | bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
