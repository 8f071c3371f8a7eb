"""How long customers with such tickets waited lately: what makes a date that we give honest (R1, R2, R3).

Reckoned by a sweep and kept here, so that no date is ever a reason for a mail to wait. Seconds are business
seconds of the channel's calendar.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from django.db import models, transaction

from tickets.models.clock import Clock

DAYS = 60
SHARE = 0.8  # so many of them waited no longer
FLOOR = 20  # fewer waits tell nothing

Kind = Clock.Kind
RESPONSES = (Kind.FIRST_RESPONSE, Kind.NEXT_RESPONSE)
Such = tuple[str, int, int | None]  # kind of clock, channel, category; None for all of the channel


class UsualWait(models.Model):
    kind = models.CharField(max_length=16, choices=Kind.choices)
    channel = models.ForeignKey("tickets.Channel", on_delete=models.CASCADE)
    category = models.ForeignKey("tickets.Category", on_delete=models.CASCADE, null=True)
    seconds = models.PositiveIntegerField()
    observations = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "channel", "category"),
                nulls_distinct=False,
                name="one_usual_wait_of_such",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.seconds} s"

    @classmethod
    def reckon(cls, now: dt.datetime) -> None:
        """Take the waits of the last DAYS; those that go on count with the time so far, never as nothing."""
        waits: defaultdict[Such, list[int]] = defaultdict(list)
        for kind, channel, seconds, category in _waits(now):
            waits[kind, channel, None].append(seconds)
            if category:
                waits[kind, channel, category].append(seconds)
        rows = [
            UsualWait(
                kind=kind,
                channel_id=channel,
                category_id=category,
                seconds=_longest_of_most(lengths),
                observations=len(lengths),
            )
            for (kind, channel, category), lengths in waits.items()
            if len(lengths) >= FLOOR
        ]
        with transaction.atomic():
            UsualWait.objects.all().delete()
            UsualWait.objects.bulk_create(rows)


@dataclass(frozen=True)
class UsualWaits:
    """All of them, read once for any number of tickets."""

    seconds: Mapping[Such, int]

    @classmethod
    def read(cls) -> Self:
        rows = UsualWait.objects.values_list("kind", "channel", "category", "seconds")
        return cls(
            {(kind, channel, category): seconds for kind, channel, category, seconds in rows}
        )

    def of(self, kind: str, *, channel_id: int, category_id: int | None) -> int:
        """Those of the category, else those of the channel; 0 when too few are known."""
        of_channel = self.seconds.get((kind, channel_id, None), 0)
        return self.seconds.get((kind, channel_id, category_id), of_channel)

    def honest(self, clock: Clock) -> dt.datetime:
        """The later of what the target allows and what is usual: a moment to which one can hold us."""
        usual = self.of(clock.kind, channel_id=clock.channel_id, category_id=clock.category_id)
        if usual <= clock.target_seconds:
            return clock.due_at
        return max(clock.due_at, clock.work_calendar().add(clock.started_at, seconds=usual))


def _waits(now: dt.datetime) -> Iterator[tuple[str, int, int, int | None]]:
    since = now - dt.timedelta(days=DAYS)
    lately = Clock.objects.filter(kind__in=RESPONSES, started_at__gte=since, ticket__is_spam=False)
    ended = lately.exclude(stopped_at=None)
    columns = ended.values_list("kind", "channel", "business_seconds", "category")
    for kind, channel, seconds, category in columns.iterator():
        yield kind, channel, seconds or 0, category
    going_on = lately.filter(stopped_at=None, paused_at=None)
    for clock in going_on.select_related("calendar").iterator():
        yield clock.kind, clock.channel_id, clock.elapsed(now)[0], clock.category_id


def _longest_of_most(lengths: Iterable[int]) -> int:
    """The SHARE-th percentile, by the nearest rank."""
    ordered = sorted(lengths)
    return ordered[math.ceil(SHARE * len(ordered)) - 1]
