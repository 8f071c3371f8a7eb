"""Of the dates that we gave customers, how many we kept (R5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from tickets.figures.period import Period
from tickets.figures.share import share
from tickets.models import Promise

COUNTED = (
    Promise.State.KEPT,
    Promise.State.MISSED,
    Promise.State.RENEWED,
    Promise.State.OPEN,
)


@dataclass(frozen=True, kw_only=True)
class Word:
    """How one group kept its word. Every promise is in exactly one of the four."""

    kept: int = 0
    missed: int = 0
    renewed: int = 0
    open: int = 0

    @property
    def count(self) -> int:
        return self.kept + self.missed + self.renewed + self.open

    @property
    def share(self) -> int | None:
        """How many per cent were kept of those of which we know; a new date is no date kept."""
        return share(self.kept, self.kept + self.missed + self.renewed)


def promises(period: Period, *, team_id: int | None = None) -> QuerySet[Promise]:
    made = Promise.objects.filter(
        made_at__gte=period.start,
        made_at__lt=period.end,
        state__in=COUNTED,
        ticket__is_spam=False,
    )
    return made if team_id is None else made.filter(ticket__team=team_id or None)


def word(period: Period, *, team_id: int | None = None) -> Word:
    return Word(**promises(period, team_id=team_id).aggregate(**_COLUMNS))


def by_kind(period: Period, *, team_id: int | None = None) -> dict[str, Word]:
    """Every kind, in the order in which a customer meets them."""
    found = _words(promises(period, team_id=team_id), "kind")
    return {kind: found.get(kind, Word()) for kind in Promise.Kind.values}


def by_agent(period: Period, *, team_id: int | None = None) -> dict[int | None, Word]:
    """None: the dates that the desk gave by itself."""
    return _words(promises(period, team_id=team_id), "agent_id")


def _words(made: QuerySet[Promise], by: str) -> dict[Any, Word]:
    rows = cast(Iterable[dict[str, Any]], made.order_by().values(by).annotate(**_COLUMNS))
    return {row.pop(by): Word(**row) for row in rows}


_COLUMNS = {str(state): Count("pk", filter=Q(state=state)) for state in COUNTED}
