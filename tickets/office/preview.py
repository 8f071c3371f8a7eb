"""What customer and agent will see of a step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tickets.models import BusinessCalendar, Clock, SLAPolicy, Step
from tickets.rules import moments
from tickets.rules.worktime import ALWAYS_OPEN


@dataclass(frozen=True)
class Stop:
    """A stop of the line, as components/stops.html draws it."""

    name: str
    state: str
    when: dt.datetime | None = None


@dataclass(frozen=True)
class CustomerView:
    """What the customer's page says while a ticket is at this step."""

    language: str
    now: str
    following: str
    by: str
    stops: list[Stop]


def preview_of(line_and_step: tuple[list[Step], Step]) -> dict[str, Any]:
    line, shown = line_and_step
    way = _way_through(line, shown)
    return {
        "shown": shown,
        "customer_views": [_customer_view(way, shown, language) for language in ("en", "es")],
    }


def _way_through(line: list[Step], shown: Step) -> list[Step]:
    """The line of a ticket at this step: where several answers lead here, as if the first was given."""
    given = set(shown.only_after[:1])
    for step in reversed(line[: line.index(shown)]):
        if any(token.startswith(f"{step.key}/") for token in given):
            given.update(step.only_after[:1])
    return [step for step in line if step is shown or step.stop().is_on_the_way(given)]


def _seconds(step: Step) -> int:
    """How long it is expected to take; by the first policy of the desk where the step does not say."""
    if step.expected_seconds is not None:
        return int(step.expected_seconds)
    return (SLAPolicy.objects.order_by("pk").first() or SLAPolicy()).target_seconds(Clock.Kind.STEP)


def _customer_view(steps: list[Step], shown: Step, language: str) -> CustomerView:
    """A ticket that came to this step just now, by the first calendar of the desk."""
    here = steps.index(shown)
    following = steps[here + 1].text_in("name", language) if here + 1 < len(steps) else ""
    calendar = BusinessCalendar.objects.order_by("pk").first()
    now = timezone.now()
    hours = calendar.work_calendar() if calendar else ALWAYS_OPEN
    due = hours.add(now, seconds=_seconds(shown))
    return CustomerView(
        language=language,
        now=shown.text_in("customer", language),
        following=following,
        by=moments.in_words(due, language=language, timezone=hours.timezone, now=now),
        stops=[
            Stop(
                each.text_in("name", language),
                "done" if index < here else "current" if index == here else "ahead",
            )
            for index, each in enumerate(steps)
        ],
    )
