"""How quickly business time is reckoned: `python -m tests.bench.clocks`, 100,000 intervals over three years."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable

from tickets.rules.worktime import WorkCalendar

INTERVALS = 100_000
NINE, TWO, FOUR, SEVEN = (dt.time(hour) for hour in (9, 14, 16, 19))
SHOP = WorkCalendar(
    timezone="Europe/Madrid",
    week=(((NINE, TWO), (FOUR, SEVEN)),) * 5 + ((), ()),
    closed=frozenset(dt.date(year, 12, 25) for year in range(2024, 2030)),
)


def main() -> None:
    rng, first = random.Random(7), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    starts = [first + dt.timedelta(seconds=rng.randrange(3 * 31_536_000)) for _ in range(INTERVALS)]
    spans = [(start, start + dt.timedelta(seconds=rng.randrange(30 * 86_400))) for start in starts]
    measured("counted between two moments", lambda: [SHOP.seconds_between(*span) for span in spans])
    measured(
        "due after 20 open hours", lambda: [SHOP.add(start, seconds=72_000) for start in starts]
    )


def measured(what: str, run: Callable[[], object]) -> None:
    begun = time.perf_counter()
    run()
    print(f"{INTERVALS:,} intervals {what}: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main()
