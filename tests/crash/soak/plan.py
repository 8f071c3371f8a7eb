"""Which part is killed when: a plan that the seed alone decides, so that a run can be had again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

VICTIMS = ("worker", "watcher", "web", "valkey", "postgres")


@dataclass(frozen=True)
class Kill:
    """SIGKILL of `victim` and all below it, `wait` seconds after the last start; `gone` seconds without it."""

    victim: str
    wait: float
    gone: float


def kills(seed: int) -> Iterator[Kill]:
    """Without end. Each five kills meet all five victims, in an order of their own."""
    rng = random.Random(seed)
    while True:
        for victim in rng.sample(VICTIMS, len(VICTIMS)):
            yield Kill(victim, wait=rng.uniform(0.3, 4), gone=rng.uniform(0, 1.5))
