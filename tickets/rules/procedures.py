"""Which way a ticket takes through a procedure: an ordered line of stops, some of them only after an answer.

A stop that asks a question is followed by those of its answer. There are no jumps, so every way comes to an end
and stops that all answers share need no mention.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

FEWEST_ANSWERS, MOST_ANSWERS = 2, 4


@dataclass(frozen=True)
class Stop:
    """`only_after` holds answers as "stop/answer"; empty means always."""

    key: str
    only_after: frozenset[str] = field(default=frozenset())
    answers: tuple[str, ...] = ()

    def is_on_the_way(self, given: Collection[str]) -> bool:
        return not self.only_after or not self.only_after.isdisjoint(given)


def answer_token(stop: str, answer: str) -> str:
    return f"{stop}/{answer}"


def ahead(stops: Sequence[Stop], *, after: str, given: Collection[str]) -> list[str]:
    """The keys of the stops behind `after` ("" for all) that these answers lead to, in order."""
    keys = [stop.key for stop in stops]
    begin = keys.index(after) + 1 if after in keys else 0
    return [stop.key for stop in stops[begin:] if stop.is_on_the_way(given)]


def landing(
    stops: Sequence[Stop], *, current: str, passed: Collection[str], given: Collection[str]
) -> str:
    """Where a ticket at `current` that passed these stops goes on in another version; "" behind the last.

    At the same stop, if it is still there; else at the first one behind all that were passed.
    """
    if not current:
        return ""
    if any(stop.key == current and stop.is_on_the_way(given) for stop in stops):
        return current
    last = next((stop.key for stop in reversed(stops) if stop.key in passed), "")
    return next(iter(ahead(stops, after=last, given=given)), "")


def unreachable(stops: Sequence[Stop]) -> dict[str, frozenset[str]]:
    """By stop, the answers it waits for that no earlier stop offers."""
    offered: set[str] = set()
    wanting: dict[str, frozenset[str]] = {}
    for stop in stops:
        if missing := stop.only_after - offered:
            wanting[stop.key] = missing
        offered |= {answer_token(stop.key, answer) for answer in stop.answers}
    return wanting
