"""How long people take: agents in working time, customers around their sleep. All chance is here."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

from tickets.rules.worktime import WorkCalendar

MADRID = ZoneInfo("Europe/Madrid")
# How many of a hundred mails are written in each hour of the day.
HOURS = (1, 1, 0, 0, 0, 1, 2, 3, 6, 8, 8, 8, 7, 6, 5, 5, 6, 6, 6, 6, 5, 5, 3, 2)
WEEKEND_SHARE = 0.5


class Pace:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def opening(self, since: dt.datetime, until: dt.datetime) -> dt.datetime:
        """A moment at which somebody writes to us."""
        while True:
            day = since + (until - since) * self.rng.random()
            local = day.astimezone(MADRID)
            if local.weekday() >= 5 and not self.chance(WEEKEND_SHARE):
                continue
            hour = self.rng.choices(range(24), HOURS)[0]
            at = local.replace(
                hour=hour, minute=self.rng.randrange(60), second=self.rng.randrange(60)
            )
            if since <= at < until:
                return at.astimezone(dt.UTC)

    def working(
        self, calendar: WorkCalendar, at: dt.datetime, *, minutes: float, spread: float = 0.85
    ) -> dt.datetime:
        """When an agent has done what usually takes so many working minutes."""
        taken = self.rng.lognormvariate(0, spread) * minutes * 60
        return calendar.add(at, seconds=max(40, int(taken)))

    def leisure(self, at: dt.datetime, *, hours: float, spread: float = 1.2) -> dt.datetime:
        """When a customer gets round to it; nobody answers at night."""
        when = at + dt.timedelta(hours=self.rng.lognormvariate(0, spread) * hours, seconds=90)
        local = when.astimezone(MADRID)
        if local.hour < 7:
            when += dt.timedelta(hours=7 - local.hour, minutes=self.rng.randrange(90))
        return when

    def shortly(self, at: dt.datetime, *, seconds: int) -> dt.datetime:
        """A machine's moment: between a few seconds and `seconds` later."""
        return at + dt.timedelta(seconds=self.rng.randint(2, seconds))
