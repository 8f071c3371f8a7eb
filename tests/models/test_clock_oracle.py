"""Clocks against an oracle that looks at the wall clock minute by minute, and counts second by second.

Each example is a random calendar around a day on which some zone changes its clocks, and the lives of many
clocks in it: begun, paused, resumed, given another target, looked at.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.models import BusinessCalendar, Clock, SLAPolicy

ZONES = (
    "Europe/Madrid", "Atlantic/Canary", "America/Mexico_City", "UTC", "Asia/Kolkata",
    "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "America/New_York",
)  # fmt: skip
DAYS = (
    date(2022, 4, 2), date(2022, 10, 29), date(2026, 3, 28), date(2026, 10, 24), date(2026, 12, 30),
    date(2018, 11, 3), date(2026, 3, 7), date(2026, 4, 4), date(2024, 2, 28),
)  # fmt: skip
LENGTH_DAYS, LIVES = 4, 100
MINUTE, HOUR = b"\1" * 60, 3600


def spans(rng: random.Random) -> list[list[str]]:
    minutes = sorted(rng.sample(range(1440), rng.choice((0, 2, 2, 4, 6))))
    walls = [f"{minute // 60:02}:{minute % 60:02}" for minute in minutes]
    if walls and rng.random() < 0.2:
        walls[-1] = "24:00"
    return [[begin, end] for begin, end in zip(walls[::2], walls[1::2], strict=True)]


def calendar(rng: random.Random, day: date) -> BusinessCalendar:
    days = [str(day + timedelta(days=n)) for n in range(LENGTH_DAYS + 1)]
    return BusinessCalendar(
        timezone=rng.choice(ZONES),
        week=[spans(rng) for _ in range(7)],
        closed_days=rng.sample(days, rng.choice((0, 0, 1, 2))),
    )


def open_seconds(calendar: BusinessCalendar, start: datetime) -> bytes:
    """One byte a second: 1 when the wall clock shows an opening hour."""
    zone, week = ZoneInfo(calendar.timezone), calendar.week
    return b"".join(
        MINUTE
        if shows_an_opening_hour(start + timedelta(minutes=n), zone, week, calendar)
        else b"\0" * 60
        for n in range(LENGTH_DAYS * 1440)
    )


def shows_an_opening_hour(
    at: datetime, zone: ZoneInfo, week: list[list[list[str]]], calendar: BusinessCalendar
) -> bool:
    wall = at.astimezone(zone)
    if str(wall.date()) in calendar.closed_days:
        return False
    clock = f"{wall.hour:02}:{wall.minute:02}"
    return any(begin <= clock < end for begin, end in week[wall.weekday()])


def moment_of(counted: bytearray, seconds: int) -> int | None:
    """After how many seconds so many of them counted; None when that lies beyond the table."""
    if seconds <= 0 or counted.count(1) < seconds:
        return None
    at = 0
    for length in (24 * HOUR, HOUR, 60, 1):
        while (part := counted.count(1, at, at + length)) < seconds:
            seconds -= part
            at += length
    return at + 1


def target(rng: random.Random) -> int:
    """From the seconds of a chat to more than a day of work."""
    return rng.randrange(1, rng.choice((61, 1000, 100_000)))


@pytest.fixture(autouse=True, scope="module")
def no_rows() -> Iterator[None]:
    """Only the arithmetic: nothing is saved."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Clock, "save", lambda *_args, **_options: None)
        yield


class Life:
    """One clock, and what the oracle knows of it: which seconds counted."""

    def __init__(
        self, calendar: BusinessCalendar, start: datetime, table: bytes, seed: int
    ) -> None:
        self.rng, self.start, self.end = random.Random(seed), start, len(table)
        self.begun, *self.turns = sorted(
            self.rng.sample(range(self.end), self.rng.choice((3, 4, 6, 9)))
        )
        self.counted, self.table = bytearray(table), table
        self.counted[: self.begun] = bytes(self.begun)
        self.clock = Clock(
            kind="resolution",
            calendar=calendar,
            target_seconds=target(self.rng),
            started_at=start + timedelta(seconds=self.begun),
        )
        self.clock.due_at = self.clock.reckoned_due()

    def at(self, second: int) -> datetime:
        return self.start + timedelta(seconds=second, microseconds=self.rng.choice((0, 0, 999_999)))

    def live(self) -> None:
        """Pause and resume at each turn but the last, until which it is looked at."""
        for begin, end in zip(self.turns[:-1:2], self.turns[1:-1:2], strict=False):
            self.clock.pause(self.at(begin))
            self.clock.resume(self.at(end))
            self.counted[begin:end] = bytes(end - begin)
            if self.rng.random() < 0.3:
                self.clock.retarget(
                    SLAPolicy(pk=self.rng.randrange(1, 9), resolution_seconds=target(self.rng))
                )

    def check(self) -> None:
        now = self.turns[-1]
        assert self.clock.elapsed(self.at(now))[0] == self.counted.count(1, 0, now)
        due = moment_of(self.counted, self.clock.target_seconds)
        if due is not None:
            assert self.clock.due_at == self.start + timedelta(seconds=due)


def agrees(seed: int, day: date) -> None:
    rng = random.Random(seed)
    hours, start = calendar(rng, day), datetime.combine(day, time(0), tzinfo=UTC)
    if not any(hours.week):
        return
    table = open_seconds(hours, start)
    for _ in range(LIVES):
        life = Life(hours, start, table, rng.randrange(2**32))
        life.live()
        life.check()


@pytest.mark.slow
@settings(max_examples=100)
@given(seed=st.integers(0, 2**32), day=st.sampled_from(DAYS))
def test_ten_thousand_clocks_agree_with_counting_to_the_second(seed: int, day: date) -> None:
    agrees(seed, day)
