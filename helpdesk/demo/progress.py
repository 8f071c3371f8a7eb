"""How far a past matter came, as rows: its clocks, its stops, its proposals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from helpdesk.demo.course import Course

Row: TypeAlias = dict[str, Any]


def offers(
    course: Course, number: int, keys: Sequence[int], messages: Sequence[int]
) -> Iterator[Row]:
    for key, offer in zip(keys, course.offers, strict=True):
        yield {
            "id": key,
            "ticket_id": number,
            "message_id": messages[offer.said],
            "by_id": course.setting.agent_id,
            "state": offer.state,
            "offered_at": offer.at,
            "closes_at": offer.closes_at,
            "reminded_at": offer.reminded_at,
            "answered_at": offer.answered_at,
            "reason": offer.reason,
        }


def clocks(course: Course, number: int) -> Iterator[Row]:
    setting = course.setting
    for clock in course.every_clock():
        yield {
            "ticket_id": number,
            "kind": clock.kind,
            "policy_id": setting.desk.channel.policy_id,
            "calendar_id": setting.desk.channel.calendar_id,
            "target_seconds": clock.target_seconds,
            "started_at": clock.started_at,
            "due_at": clock.due_at,
            "paused_at": clock.paused_at,
            "pauses": json.dumps(clock.pauses),
            "paused_business_seconds": clock.paused_business_seconds,
            "paused_calendar_seconds": clock.paused_calendar_seconds,
            "stopped_at": clock.stopped_at,
            "business_seconds": clock.business_seconds,
            "calendar_seconds": clock.calendar_seconds,
            "breached_at": clock.breached_at(course.now),
            "channel_id": setting.desk.channel.pk,
            "team_id": setting.matter.category.team_id,
            "category_id": setting.matter.category.pk,
            "agent_id": clock.agent_id,
        }


def steps(course: Course, number: int) -> Iterator[Row]:
    for position, stop in enumerate(course.stops.laid()):
        yield {
            "ticket_id": number,
            "step_id": stop.step.pk,
            "position": position,
            "state": stop.state,
            "began_at": stop.began_at,
            "due_at": stop.due_at,
            "ended_at": stop.ended_at,
            "ended_by_id": stop.ended_by,
            "reason": stop.reason,
            "answer": stop.answer,
        }
