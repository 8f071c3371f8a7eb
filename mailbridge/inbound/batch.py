"""How many mails go together: fetched with one command, claimed at once, delivered in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

SIZE = 50


def batches(mails: Iterable[int]) -> Iterator[list[int]]:
    """Keys or UIDs in their order, so many at a time."""
    waiting = iter(mails)
    while some := list(islice(waiting, SIZE)):
        yield some
