"""Where and under which rules a matter takes its course: plain values, read once from the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tickets.models import Category, Channel, Step
from tickets.rules.worktime import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A channel with its calendar and targets."""

    channel: Channel
    calendar: WorkCalendar
    targets: Mapping[str, int]  # business seconds by kind of clock
    usual_minutes: float  # how many working minutes an answer usually takes here
    silence_days: int


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A category with the steps of its procedure."""

    category: Category
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Setting:
    now: dt.datetime
    desk: Desk
    matter: Matter
    agent_id: int
    closing_note: str = ""
    acknowledges: bool = True
    # Whether somebody takes the ticket before answering it, and whether the first answer comes back.
    is_claimed: bool = True
    bounces: bool = False
