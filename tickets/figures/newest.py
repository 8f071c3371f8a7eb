"""The rows behind a number, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

PAGE = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class NewestPage(Generic[Row]):
    rows: list[Row]
    after: str  # where the next page begins; empty on the last


def newest_first(rows: QuerySet[Row], *, after: str = "") -> NewestPage[Row]:
    """The page behind the position `after`; an unreadable position is the first page."""
    behind = rows.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 19 else rows
    found = list(behind.order_by("-pk")[: PAGE + 1])
    return NewestPage(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")
