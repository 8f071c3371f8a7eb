"""The tickets behind a number: each wait that was counted, newest first, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from tickets.figures.definitions import State
from tickets.models import BusinessCalendar, Clock, Team, Ticket

PAGE, CHUNK = 50, 1000


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One wait. Durations are seconds, pauses left out; of an open one, so far."""

    ticket: Ticket
    team: Team | None
    began_at: dt.datetime
    due_at: dt.datetime
    state: State
    business: int
    calendar: int
    target: int


@dataclass(frozen=True)
class Page:
    waits: list[Wait]
    after: str  # where the next page begins; empty on the last


def page_of(
    clocks: QuerySet[Clock], *, now: dt.datetime, after: str = "", size: int = PAGE
) -> Page:
    """The page behind the position `after`; an unreadable position is the first page."""
    rows = list(_behind(clocks, after).select_related("ticket__customer")[: size + 1])
    calendars, teams = BusinessCalendar.objects.in_bulk(), Team.objects.in_bulk()
    shown = rows[:size]
    for clock in shown:
        clock.calendar = calendars[clock.calendar_id]
    waits = [_wait(clock, teams, now) for clock in shown]
    last = shown[-1] if len(rows) > size else None
    return Page(waits, f"{last.started_at.isoformat()}~{last.pk}" if last else "")


def every(clocks: QuerySet[Clock], *, now: dt.datetime) -> Iterator[Wait]:
    """All of them, read in chunks."""
    after = ""
    while True:
        page = page_of(clocks, now=now, after=after, size=CHUNK)
        yield from page.waits
        if not (after := page.after):
            return


def _wait(clock: Clock, teams: dict[int, Team], now: dt.datetime) -> Wait:
    """`state` and `team_now` were annotated by `waits`."""
    so_far = (0, 0) if clock.stopped_at else clock.elapsed(now)
    stopped = clock.business_seconds, clock.calendar_seconds
    business, calendar = stopped if clock.stopped_at else so_far
    return Wait(
        ticket=clock.ticket,
        team=teams.get(clock.team_now),  # type: ignore[attr-defined]
        began_at=clock.started_at,
        due_at=clock.due_at,
        state=State(clock.state),  # type: ignore[attr-defined]
        business=business or 0,
        calendar=calendar or 0,
        target=clock.target_seconds,
    )


def _behind(clocks: QuerySet[Clock], after: str) -> QuerySet[Clock]:
    ordered = clocks.order_by("-started_at", "-pk")
    moment, _tilde, number = after.partition("~")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return ordered
    if not at or not at.tzinfo or not number.isdecimal() or len(number) > 18:
        return ordered
    return ordered.filter(Q(started_at__lt=at) | Q(started_at=at, pk__lt=int(number)))
