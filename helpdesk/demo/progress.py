"""How far a past matter came, as rows: clocks, stops, proposals, calls, promises, rating."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from helpdesk.demo.course import Course
from helpdesk.demo.keys import Keys

Row: TypeAlias = dict[str, Any]


def offers(course: Course, keys: Keys) -> Iterator[Row]:
    for place, offer in enumerate(course.offers):
        yield {
            "id": keys.of["proposal"][place],
            "ticket_id": keys.ticket,
            "message_id": keys.of["message"][offer.said],
            "by_id": course.setting.agent_id,
            "state": offer.state,
            "offered_at": offer.at,
            "closes_at": offer.closes_at,
            "reminded_at": offer.reminded_at,
            "answered_at": offer.answered_at,
            "reason": offer.reason,
        }


def options(course: Course, keys: Keys) -> Iterator[Row]:
    for place, option in enumerate(course.options):
        yield {
            "id": keys.of["option"][place],
            "proposal_id": keys.of["proposal"][option.offer],
            "alternative_id": option.alternative.pk,
            "words": option.words,
            "value": option.value,
            "is_chosen": option.is_chosen,
        }


def calls(course: Course, keys: Keys) -> Iterator[Row]:
    for place, call in enumerate(course.calls):
        yield {
            "id": keys.of["callback"][place],
            "ticket_id": keys.ticket,
            "number": call.number,
            "about": call.about,
            "begins_at": call.window.begin,
            "ends_at": call.window.end,
            "asked_at": call.asked_at,
            "consented_at": call.asked_at,
            "state": call.state,
            "settled_at": call.settled_at,
            "attempts": call.attempts,
            "caller_id": course.setting.agent_id if call.attempts else None,
        }


def promises(course: Course, keys: Keys) -> Iterator[Row]:
    for place, promise in enumerate(course.promises):
        later = promise.renewed_by
        yield {
            "id": keys.of["promise"][place],
            "ticket_id": keys.ticket,
            "message_id": keys.of["message"][promise.said],
            "agent_id": promise.agent_id,
            "kind": promise.kind,
            "words": promise.words,
            "made_at": promise.made_at,
            "due_at": promise.due_at,
            "state": promise.state,
            "settled_at": promise.settled_at,
            "delay_at": promise.delay_at,
            "renewed_by_id": None if later is None else keys.of["promise"][later],
        }


def ratings(course: Course, number: int, *, shown_as: str) -> Iterator[Row]:
    if rated := course.rating:
        yield {
            "ticket_id": number,
            "score": rated.score,
            "comment": rated.comment,
            "may_publish": rated.may_publish,
            "shown_as": shown_as if rated.may_publish else "",
            "revision": bool(rated.comment) + rated.may_publish,
            "rated_at": rated.at,
            "published_at": rated.published_at,
            "published_by_id": rated.published_at and course.setting.lead_id,
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
    clock = course.step_clock()
    for position, stop in enumerate(course.stops.laid()):
        yield {
            "ticket_id": number,
            "step_id": stop.step.pk,
            "position": position,
            "state": stop.state,
            "began_at": stop.began_at,
            "due_at": clock.due_at if clock and stop is course.stops.current else stop.due_at,
            "ended_at": stop.ended_at,
            "ended_by_id": stop.ended_by,
            "reason": stop.reason,
            "answer": stop.answer,
        }
