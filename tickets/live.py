"""Event -> Redis -> open tabs. All of it is a hint: a tab that misses one is right again at its next load.

One subscription a process feeds all its streams (DEPENDENCIES.md 8: one a client exhausts redis-py's pool).
The stream is a raw ASGI application, because one through Django's middleware would hold a thread each.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import redis
import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tickets.models.agent import Agent
from tickets.signals import event_recorded

log = logging.getLogger(__name__)
TOPIC = "ventanilla:events"
HEARTBEAT_SECONDS = 20
LONGEST_QUEUE = 100
REST_SECONDS = 5
# With the nudge of a queued mail (0.5 s) a request waits for a frozen Redis less than a second (F31).
PATIENCE = 0.4  # seconds
READY = "event: ready\ndata: now\n\n"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def connect() -> None:
    event_recorded.connect(publish, dispatch_uid="tickets.live")


class Publisher:
    """Tells open tabs, by Redis. After a failure it rests, so that nobody waits for Redis twice in a row."""

    def __init__(self) -> None:
        self.rests_until = 0.0

    @functools.cached_property
    def client(self) -> redis.Redis:
        return redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )

    def publish(self, event: dict[str, Any]) -> None:
        if time.monotonic() < self.rests_until:
            return
        try:
            self.client.publish(TOPIC, json.dumps(event))
        except (redis.RedisError, OSError) as error:
            self.rests_until = time.monotonic() + REST_SECONDS
            log.warning("Live update not published: %s", error)


publisher = Publisher()


def publish(sender: object, **event: Any) -> None:
    """Tell open tabs that a ticket changed. Never raises, and hardly waits."""
    event.pop("signal", None)
    publisher.publish(event)


@dataclass(eq=False)
class Listener:
    """One open tab."""

    teams: frozenset[int]
    agent_id: int
    sees_all: bool
    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))

    def hear(self, text: str) -> None:
        if not self.queue.full():
            self.queue.put_nowait(text)

    def may_hear(self, event: MutableMapping[str, Any]) -> bool:
        team = event.get("team_id")
        mine = event.get("assignee_id") == self.agent_id
        return self.sees_all or mine or team is None or team in self.teams


class Hub:
    """The listeners of this process and the one task that reads Redis for them.

    A listener is told READY once nothing can be missed any more: events before that were for nobody.
    """

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.reader: asyncio.Task[None] | None = None
        self.is_subscribed = False

    def join(self, listener: Listener) -> None:
        self.listeners.add(listener)
        if self.reader is None or self.reader.done():
            self.reader = asyncio.create_task(self._read())
        elif self.is_subscribed:
            listener.hear(READY)

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)

    async def _read(self) -> None:
        while self.listeners:
            with contextlib.suppress(redis.RedisError, OSError):
                client = redis.asyncio.Redis.from_url(settings.REDIS_URL)
                async with client, client.pubsub() as pubsub:
                    await pubsub.subscribe(TOPIC)
                    async for message in pubsub.listen():
                        self._tell(message["type"], message["data"])
            self.is_subscribed = False
            await asyncio.sleep(1)

    def _tell(self, kind: str, data: Any) -> None:
        if kind == "subscribe":
            self.is_subscribed = True
            for listener in self.listeners:
                listener.hear(READY)
        elif kind == "message":
            event = json.loads(data)
            for listener in self.listeners:
                if listener.may_hear(event):
                    listener.hear(f'event: ticket\ndata: {{"ticket": {event["ticket_id"]}}}\n\n')


hub = Hub()


async def events(scope: Scope, receive: Receive, send: Send) -> None:
    """GET /events: server-sent events, "ready" once, and "ticket" with {"ticket": id} for each change."""
    listener = await sync_to_async(_listener)(dict(scope["headers"]).get(b"cookie", b""))
    if listener is None:
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    hub.join(listener)
    gone = asyncio.ensure_future(_disconnected(receive))
    try:
        await _stream(listener, gone, send)
    finally:
        hub.leave(listener)
        gone.cancel()


async def _stream(listener: Listener, gone: asyncio.Future[Any], send: Send) -> None:
    chunk = b"retry: 2000\n\n"
    while not gone.done():
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
        waiting: asyncio.Future[Any] = asyncio.ensure_future(listener.queue.get())
        await asyncio.wait(
            {waiting, gone}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        if waiting.done():
            chunk = str(waiting.result()).encode()
        else:
            waiting.cancel()
            chunk = b": still here\n\n"


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _listener(cookies: bytes) -> Listener | None:
    """Who listens, by the session cookie of the desk; None for anyone else."""
    from django.db import close_old_connections

    try:
        cookie = SimpleCookie(cookies.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
        session = SessionStore(cookie.value if cookie else None).load() if cookie else {}
        if BACKEND_SESSION_KEY not in session:
            return None
        agent = Agent.objects.filter(pk=session[SESSION_KEY], is_active=True).first()
        if agent is None:
            return None
        teams = frozenset(agent.teams.values_list("pk", flat=True))
        return Listener(teams=teams, agent_id=agent.pk, sees_all=agent.is_manager)
    finally:
        close_old_connections()
