"""Who hears of which change, and what happens without Redis."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from pytest_django import Settings

from tickets import live

Told = TypeVar("Told")


def listener(*teams: int, agent_id: int = 1, sees_all: bool = False) -> live.Listener:
    return live.Listener(teams=frozenset(teams), agent_id=agent_id, sees_all=sees_all)


def told(story: Coroutine[Any, Any, Told]) -> Told:
    """In a thread of its own: Playwright keeps a loop running in the one of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()


def heard(one: live.Listener) -> list[str]:
    return [one.queue.get_nowait() for _ in range(one.queue.qsize())]


def test_an_agent_hears_of_their_teams_their_own_and_nobodys_tickets() -> None:
    async def story() -> list[bool]:
        one = listener(7, agent_id=3)
        events: list[dict[str, Any]] = [
            {"team_id": 7},
            {"team_id": None},
            {"team_id": 8, "assignee_id": 3},
        ]
        return [one.may_hear(event) for event in [*events, {"team_id": 8, "assignee_id": 4}]]

    assert told(story()) == [True, True, True, False]


def test_a_tab_is_told_when_it_misses_nothing_any_more() -> None:
    async def story() -> list[str]:
        hub, one = live.Hub(), listener(sees_all=True)
        hub.listeners.add(one)
        hub._tell("subscribe", 1)
        hub._tell("message", json.dumps({"ticket_id": 20001, "team_id": None}))
        return heard(one)

    ready, news = told(story())
    assert ready == live.READY
    assert '{"ticket": 20001}' in news


def test_a_tab_that_does_not_listen_loses_news_and_stops_nobody() -> None:
    async def story() -> int:
        one = listener()
        for _ in range(live.LONGEST_QUEUE + 5):
            one.hear("news")
        return one.queue.qsize()

    assert told(story()) == live.LONGEST_QUEUE


def test_without_redis_one_attempt_is_made_and_then_rested(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    publisher = live.Publisher()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            publisher.publish({"ticket_id": 1})
    assert len(caplog.records) == 1
