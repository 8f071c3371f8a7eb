"""Which of several policies covers a matter: the most specific one wins.

A policy names some of channel, category, priority and customer group, and covers the matters that have all
that it names. The one that names most wins; between equals the group counts before the priority, the
priority before the category, the category before the channel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Weight: TypeAlias = tuple[int, bool, bool, bool, bool]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a policy names, or what a matter has. None: does not matter, or has none."""

    group: int | None = None
    priority: int | None = None
    category: int | None = None
    channel: int | None = None

    @property
    def weight(self) -> Weight:
        """How specific it is: the greater, the more."""
        group, priority, category, channel = (each is not None for each in self._parts)
        return (group + priority + category + channel, group, priority, category, channel)

    @property
    def is_empty(self) -> bool:
        return not any(self.weight)

    def covers(self, matter: Scope) -> bool:
        pairs = zip(self._parts, matter._parts, strict=True)
        return all(ours is None or ours == theirs for ours, theirs in pairs)

    @property
    def _parts(self) -> tuple[int | None, ...]:
        return (self.group, self.priority, self.category, self.channel)


def most_specific(policies: Iterable[tuple[Scope, T]], matter: Scope) -> T | None:
    """Of the policies that name anything, the one for this matter; between equals the first."""
    covering = [
        (scope, policy) for scope, policy in policies if not scope.is_empty and scope.covers(matter)
    ]
    return max(covering, key=lambda each: each[0].weight)[1] if covering else None
