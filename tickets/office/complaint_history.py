"""What happened to an entry of the register, with what stood there before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tickets.models import Complaint, Event
from tickets.models.complaint_cause import CauseTree
from tickets.models.complaint_register import home_zone


@dataclass(frozen=True)
class Change:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    event: Event
    what: str
    changes: list[Change]


def history(complaint: Complaint) -> list[Line]:
    """Oldest first."""
    words = _Words()
    return [
        Line(event, event.data.get("words", ""), words.changes(event.data.get("changes", {})))
        for event in complaint.history()
    ]


class _Words:
    """Of the columns of an entry and of what stands in them."""

    def __init__(self) -> None:
        self.causes = CauseTree().by_pk

    def changes(self, noted: dict[str, list[Any]]) -> list[Change]:
        return [
            Change(self._name(name), self._words(name, before), self._words(name, after))
            for name, (before, after) in noted.items()
        ]

    def _name(self, column: str) -> str:
        return str(_column(column).verbose_name).capitalize()

    def _words(self, column: str, value: Any) -> str:
        if value in (None, ""):
            return _("empty")
        if column == "cause":
            cause = self.causes.get(value)
            return cause.path if cause else str(value)
        if choices := dict(_column(column).flatchoices):
            return str(choices.get(value, value))
        if column.endswith("_at") and (moment := parse_datetime(value)):
            return formats.date_format(moment.astimezone(home_zone()), _("j M Y, H:i"))
        if column == "answer_due":
            return formats.date_format(dt.date.fromisoformat(value), _("j M Y"))
        return str(value)


def _column(name: str) -> Field[Any, Any]:
    column = Complaint._meta.get_field(name)
    assert isinstance(column, Field)
    return column
