"""What customers thought of it (R26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Avg, Count, Q, QuerySet

from tickets.figures.period import Period
from tickets.figures.share import share
from tickets.models import Rating

GOOD = 4


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The ratings of one group, from 1 to 5; `average` is None where nobody rated."""

    count: int = 0
    good: int = 0
    average: float | None = None

    @property
    def share(self) -> int | None:
        """How many per cent gave 4 or 5."""
        return share(self.good, self.count)


def ratings(period: Period, *, team_id: int | None = None) -> QuerySet[Rating]:
    given = Rating.objects.filter(
        rated_at__gte=period.start, rated_at__lt=period.end, ticket__is_spam=False
    )
    return given if team_id is None else given.filter(ticket__team=team_id or None)


def opinion(period: Period, *, team_id: int | None = None) -> Opinion:
    return Opinion(**ratings(period, team_id=team_id).aggregate(**_COLUMNS))


def by_team(period: Period, *, team_id: int | None = None) -> dict[int | None, Opinion]:
    given = ratings(period, team_id=team_id).order_by().values("ticket__team_id")
    rows = cast(Iterable[dict[str, Any]], given.annotate(**_COLUMNS))
    return {row.pop("ticket__team_id"): Opinion(**row) for row in rows}


_COLUMNS = {
    "count": Count("pk"),
    "good": Count("pk", filter=Q(score__gte=GOOD)),
    "average": Avg("score"),
}
