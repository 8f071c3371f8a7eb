"""How many flags were raised, and which signs misfired: where agents said "not so" (R29)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Q, QuerySet

from tickets.figures.period import Period
from tickets.figures.share import share_of_bad
from tickets.models import Flag, FlagReason, Matter

MOST_SIGNS = 12
_WORST_FIRST = ("-not_so", "-count", "sign", "phrase")


@dataclass(frozen=True, kw_only=True)
class Raised:
    count: int = 0
    not_so: int = 0
    escalated: int = 0

    @property
    def share(self) -> int | None:
        """Of which an agent said "not so", in per cent, rounded up."""
        return share_of_bad(self.not_so, self.count)


@dataclass(frozen=True)
class SignLine:
    """A sign, by its words where it has some: how many flags it was a reason for."""

    sign: str
    phrase: str
    raised: Raised

    @property
    def label(self) -> str:
        return str(FlagReason.Sign(self.sign).label)


def flags(period: Period, *, team_id: int | None = None) -> QuerySet[Flag]:
    raised = Flag.objects.filter(
        raised_at__gte=period.start, raised_at__lt=period.end, ticket__is_spam=False
    )
    return raised if team_id is None else raised.filter(ticket__team=team_id or None)


def raised(period: Period, *, team_id: int | None = None) -> Raised:
    return Raised(**flags(period, team_id=team_id).aggregate(**_columns()))


def by_kind(period: Period, *, team_id: int | None = None) -> dict[Matter, Raised]:
    """Gravest first; what was not raised is left out."""
    grouped = flags(period, team_id=team_id).order_by().values("kind").annotate(**_columns())
    rows = {row.pop("kind"): Raised(**row) for row in cast(Iterable[dict[str, Any]], grouped)}
    return {kind: rows[kind] for kind in Matter if kind in rows}


def by_sign(period: Period, *, team_id: int | None = None) -> list[SignLine]:
    """Those that misfire most often first."""
    reasons = FlagReason.objects.filter(flag__in=flags(period, team_id=team_id).order_by())
    grouped = reasons.order_by().values("sign", "phrase").annotate(**_columns("flag__"))
    rows = cast(Iterable[dict[str, Any]], grouped.order_by(*_WORST_FIRST)[:MOST_SIGNS])
    lines = (SignLine(row.pop("sign"), row.pop("phrase"), Raised(**row)) for row in rows)
    return list(lines)


def _columns(flag: str = "") -> dict[str, Count]:
    return {
        "count": Count("pk"),
        "not_so": Count("pk", filter=Q((f"{flag}state", Flag.State.NOT_SO))),
        "escalated": Count("pk", filter=Q((f"{flag}escalated_at__isnull", False))),
    }
