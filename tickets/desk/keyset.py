"""Pages by position: the address names the last row seen, so page 1,000 costs what page 1 does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from tickets.models import Ticket
from tickets.models.ticket.queryset import TicketQuerySet

PAGE = 40


@dataclass(frozen=True)
class Page:
    tickets: list[Ticket]
    after: str  # the position of the last row; empty on the last page
    is_first: bool


def page_of(
    tickets: TicketQuerySet, after: str, *, recent_first: bool, due: str = "listed_at"
) -> Page:
    """The page behind position `after` ("MOMENT~NUMBER"); an unreadable position is the first page."""
    ordered = tickets.by_recent() if recent_first else tickets.by_due(due)
    behind = _recent_behind(after) if recent_first else _due_behind(after, due)
    rows = list((ordered.filter(behind) if behind else ordered)[: PAGE + 1])
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    return Page(
        shown,
        _position(shown[-1], "last_message_at" if recent_first else due) if more else "",
        not behind,
    )


def _position(ticket: Ticket, by: str) -> str:
    moment = getattr(ticket, by)
    return f"{moment.isoformat() if moment else ''}~{ticket.pk}"


def _read(after: str) -> tuple[dt.datetime | None, int] | None:
    moment, _tilde, number = after.partition("~")
    if not number.isdecimal() or len(number) > 18:
        return None
    try:
        at = parse_datetime(moment) if moment else None
    except ValueError:
        return None
    if moment and at is None:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=dt.UTC), int(number)


def _due_behind(after: str, by: str) -> Q | None:
    position = _read(after)
    if position is None:
        return None
    due, number = position
    if due is None:
        return Q((by, None), pk__gt=number)
    return Q((f"{by}__gt", due)) | Q((by, due), pk__gt=number) | Q((by, None))


def _recent_behind(after: str) -> Q | None:
    position = _read(after)
    if position is None or position[0] is None:
        return None
    at, number = position
    return Q(last_message_at__lt=at) | Q(last_message_at=at, pk__lt=number)
