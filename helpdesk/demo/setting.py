"""Where and under which rules a matter takes its course: plain values, read once from the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tickets.models import Alternative, Category, Channel, Step
from tickets.rules.worktime import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A channel with its calendar and targets."""

    channel: Channel
    calendar: WorkCalendar
    targets: Mapping[str, int]  # business seconds by kind of clock
    usual_minutes: float  # how many working minutes an answer usually takes here
    silence_days: int
    phone_hours: WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A category with the steps of its procedure, and the ways to settle it by their keys."""

    category: Category
    steps: tuple[Step, ...]
    alternatives: Mapping[str, Alternative]


@dataclass(frozen=True, kw_only=True)
class Setting:
    now: dt.datetime
    desk: Desk
    matter: Matter
    agent_id: int
    lead_id: int
    closing_note: str = ""
    acknowledges: bool = True
    # Whether somebody takes the ticket before answering it, and whether the first answer comes back.
    is_claimed: bool = True
    bounces: bool = False
    # Whether it stands where the story ends, with the customer's answer still to come.
    stands: bool = False
