"""How tickets ended: with the customer's agreement, in silence, otherwise; and which ways were chosen (R8, R9, R26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.db import models
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from tickets.figures.period import Period
from tickets.figures.share import share, share_of_bad
from tickets.models import Alternative, ProposalOption, Ticket
from tickets.models.ticket import CloseReason, Status


class Ending(models.TextChoices):
    """REOPENED crosses the others: a ticket that was closed too early, however it ended later."""

    AGREED = "agreed", _("Agreed")
    SILENCE = "silence", _("In silence")
    AGENT = "agent", _("By an agent")
    MERGED = "merged", _("Merged")
    OPEN = "open", _("Still open")
    REOPENED = "opened_again", _("Reopened")


_HOW = {
    Ending.AGREED: Q(status=Status.CLOSED, close_reason=CloseReason.AGREED),
    Ending.SILENCE: Q(status=Status.CLOSED, close_reason=CloseReason.SILENCE),
    Ending.AGENT: Q(status=Status.CLOSED, close_reason=CloseReason.AGENT),
    Ending.MERGED: Q(status=Status.CLOSED, close_reason=CloseReason.MERGED),
    Ending.OPEN: ~Q(status=Status.CLOSED),
    Ending.REOPENED: Q(reopened__gt=0),
}


@dataclass(frozen=True, kw_only=True)
class Endings:
    agreed: int = 0
    silence: int = 0
    agent: int = 0
    merged: int = 0
    open: int = 0
    opened_again: int = 0
    closed_once: int = 0  # now, or before they were reopened

    @property
    def agreement(self) -> int | None:
        """Of those that ended, how many per cent with the customer's yes."""
        return share(self.agreed, self.agreed + self.silence + self.agent)

    @property
    def reopening(self) -> int | None:
        """Of those that were ever closed, how many per cent were opened again, rounded up."""
        return share_of_bad(self.opened_again, self.closed_once)


@dataclass(frozen=True, kw_only=True)
class Way:
    """An alternative of a procedure, in how many tickets it was offered and chosen, and what was granted by it."""

    alternative: Alternative
    offered: int
    chosen: int
    value: Decimal | None

    @property
    def share(self) -> int | None:
        return share(self.chosen, self.offered)


def tickets(period: Period, *, team_id: int | None = None) -> QuerySet[Ticket]:
    """Those opened in the period; neither spam nor what is older than the desk."""
    opened = Ticket.objects.filter(
        created_at__gte=period.start, created_at__lt=period.end, is_spam=False
    ).exclude(close_reason=CloseReason.IMPORTED)
    return opened if team_id is None else opened.filter(team=team_id or None)


def endings(opened: QuerySet[Ticket]) -> Endings:
    counts = {str(ending): Count("pk", filter=how) for ending, how in _HOW.items()}
    ended = _HOW[Ending.AGREED] | _HOW[Ending.SILENCE] | _HOW[Ending.AGENT]
    once = Count("pk", filter=ended | _HOW[Ending.REOPENED])
    return Endings(**opened.order_by().aggregate(**counts, closed_once=once))


def ended(opened: QuerySet[Ticket], ending: Ending) -> QuerySet[Ticket]:
    return opened.filter(_HOW[ending])


def ways(opened: QuerySet[Ticket]) -> list[Way]:
    """What was offered, most often first; the versions of a procedure together, under the newest name."""
    chosen = Q(is_chosen=True)
    rows = (
        ProposalOption.objects.filter(proposal__ticket__in=opened.order_by())
        .order_by()
        .values("alternative__version__procedure", "alternative__key")
        .annotate(
            newest=models.Max("alternative"),
            offered=Count("proposal__ticket", distinct=True),
            chosen=Count("proposal__ticket", distinct=True, filter=chosen),
            value=Sum("value", filter=chosen),
        )
    )
    found = list(cast(Iterable[dict[str, Any]], rows))
    keys = [row["newest"] for row in found]
    names = Alternative.objects.select_related("version__procedure").in_bulk(keys)
    told = [
        Way(
            alternative=names[row["newest"]],
            offered=row["offered"],
            chosen=row["chosen"],
            value=row["value"],
        )
        for row in found
    ]
    return sorted(told, key=lambda way: (-way.offered, str(way.alternative)))


def offered(
    opened: QuerySet[Ticket], alternative: Alternative, *, is_chosen: bool
) -> QuerySet[Ticket]:
    """The tickets in which it was offered, or chosen, in whichever version of its procedure."""
    options = ProposalOption.objects.filter(
        alternative__version__procedure=alternative.version.procedure_id,
        alternative__key=alternative.key,
    )
    options = options.filter(is_chosen=True) if is_chosen else options
    return opened.filter(pk__in=options.values("proposal__ticket"))
