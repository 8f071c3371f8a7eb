"""How quickly the lists, the search and the report answer over many tickets.

`python -m tests.bench.lists [--tickets 100000]` fills a database of its own with `manage.py demo_data`, or
takes the one of DATABASE_URL with `--here`. Each question is one that a page asks; its slowest query is
shown with the time by EXPLAIN ANALYZE and the way PostgreSQL took.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.bench import house

if TYPE_CHECKING:  # models can be imported only once the settings are there
    from tickets.figures.period import Period

ROUNDS = 5
Ask: TypeAlias = Callable[[], object]


@dataclass(frozen=True)
class Answered:
    name: str
    milliseconds: float  # the median of the rounds, rendering of rows included
    queries: int
    slowest: float  # by PostgreSQL, of the slowest query alone
    way: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench.lists", description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--here", action="store_true", help="measure the database of DATABASE_URL")
    options = parser.parse_args()
    if options.here:
        _measure()
        return
    with house.temp_folder() as home, house.database(home):
        begun = time.monotonic()
        house.manage("demo_data", "--tickets", str(options.tickets))
        print(f"Filled in {time.monotonic() - begun:.0f} s, the company and its start included.")
        _measure()


def _measure() -> None:
    import django

    django.setup()
    from tickets.models import Message, Ticket

    print(f"{Ticket.objects.count():,} tickets, {Message.objects.count():,} messages")
    print(f"{'question':<34}{'ms':>9}{'queries':>9}{'slowest ms':>12}  way")
    for name, ask in _questions():
        found = _answered(name, ask)
        print(
            f"{found.name:<34}{found.milliseconds:>9.1f}{found.queries:>9}"
            f"{found.slowest:>12.1f}  {found.way}"
        )


def _questions() -> Iterator[tuple[str, Ask]]:
    from django.utils import timezone

    from tickets.desk.inbox import counted
    from tickets.models import Agent, Ticket

    lead = Agent.objects.get(email="marta@alameda.example")
    agent = Agent.objects.get(email="lucia@alameda.example")
    now = timezone.now()
    for who in (lead, agent):
        seen = Ticket.objects.visible_to(who).select_related("customer", "assignee")
        lists: dict[str, Any] = {
            "mine": seen.assigned_to(who).by_due(),
            "unassigned": seen.unassigned().by_due(),
            "due soon": seen.due_before(now).by_due(),
            "waiting": seen.waiting().by_due(),
            "closed": seen.closed().by_recent(),
            "failed mail": seen.with_failed_mail().by_due(),
            "search a word": seen.search("transportista").by_recent(),
            "search two words": seen.search("lemon leaves").by_recent(),
            "search an address": seen.search("carmen.olmedo@").by_recent(),
            "search a number": seen.search("20100").by_recent(),
        }
        for name, tickets in lists.items():
            yield f"{who.role}: {name}", partial(_first_page, tickets)
        yield f"{who.role}: counts of the lists", partial(counted, who, now)
    yield from _of_one_ticket()
    yield from _of_reports(now)


def _first_page(tickets: Any) -> list[object]:
    """Asked anew each time: a slice of an unread queryset keeps nothing."""
    return list(tickets[:50])


def _of_one_ticket() -> Iterator[tuple[str, Ask]]:
    from tickets.models import Ticket

    ticket = Ticket.objects.closed().select_related("channel__calendar", "customer").last()
    assert ticket is not None
    yield "a conversation", lambda: list(ticket.messages.select_related("agent", "outgoing"))
    yield "its history", lambda: list(ticket.events.select_related("by"))
    yield (
        "the customer's tickets",
        lambda: list(ticket.customer.tickets.order_by("-created_at")[:20]),
    )


def _of_reports(now: dt.datetime) -> Iterator[tuple[str, Ask]]:
    from tickets.figures.period import Period

    for days in (30, 365):
        period = Period.latest(days, today=now.date(), zone="Europe/Madrid")
        yield f"report of {days} days", partial(_metrics, period, now)
        yield f"report of {days} days, by day", partial(_days, period, now)


def _metrics(period: Period, now: dt.datetime) -> object:
    from tickets.figures.waits import Waits

    return Waits(period, now).by_metric()


def _days(period: Period, now: dt.datetime) -> object:
    from tickets.figures.definitions import METRICS
    from tickets.figures.waits import Waits

    return Waits(period, now).by_day(METRICS["first_response"])


def _answered(name: str, ask: Ask) -> Answered:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as asked:
        ask()
    plans = [_explained(query["sql"]) for query in asked.captured_queries]
    slowest, way = max(plans, default=(0.0, ""))
    return Answered(name, sorted(times)[ROUNDS // 2], len(plans), slowest, way)


def _explained(sql: str) -> tuple[float, str]:
    """The milliseconds that PostgreSQL says it took, and the indexes and scans of its plan."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), [])
        (answer,) = cursor.fetchall()[0]
    plan = (answer if isinstance(answer, list) else json.loads(answer))[0]
    return float(plan["Execution Time"]), ", ".join(dict.fromkeys(_ways(plan["Plan"])))


def _ways(node: dict[str, Any]) -> Iterator[str]:
    if index := node.get("Index Name"):
        yield str(index)
    elif node["Node Type"] == "Seq Scan":
        yield f"all of {node['Relation Name']}"
    for child in node.get("Plans", []):
        yield from _ways(child)


if __name__ == "__main__":
    main()
