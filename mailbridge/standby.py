"""What the watcher does while the broker is away: the workers' sweeps, by itself and slower (F31).

Rows are claimed, so a worker that comes back meanwhile is not disturbed.
"""

from __future__ import annotations

import logging
import threading

import redis
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from mailbridge.inbound import intake, reading
from mailbridge.models import Mailbox
from mailbridge.outbound import send

log = logging.getLogger(__name__)
EVERY_SECONDS = 15
PATIENCE = 1  # seconds that anything waits for the broker


class Standby(threading.Thread):
    """Wakes the worker; when that cannot be done, does its work."""

    def __init__(self, ended: threading.Event) -> None:
        super().__init__(name="standby", daemon=True)
        self._ended = ended
        self._kicked = threading.Event()
        self._is_away = False

    def wake(self, mailbox_id: int) -> None:
        """Have the mailbox pulled at once."""
        patience = {
            **current_app.conf.broker_transport_options,
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "max_retries": 0,
        }
        try:
            with current_app.connection_for_write(
                connect_timeout=PATIENCE, transport_options=patience
            ) as broker:
                current_app.send_task(
                    "mailbridge.tasks.pull_mailbox", (mailbox_id,), connection=broker, retry=False
                )
        except Exception as error:  # the broker's own errors are of many kinds
            log.warning("The worker was not woken: %s", error)
            self._kicked.set()

    def run(self) -> None:
        while not self._ended.is_set():
            self._kicked.wait(EVERY_SECONDS)
            self._kicked.clear()
            if self._broker_answers():
                continue
            try:
                sweep()
            except DatabaseError as error:
                log.warning("The sweep met a database that does not answer: %s", error)
            except Exception:  # the thread must outlive whatever one sweep meets
                log.exception("The sweep failed")
            finally:
                close_old_connections()
            self._ended.wait(PATIENCE)

    def _broker_answers(self) -> bool:
        try:
            with redis.Redis.from_url(
                settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
            ) as broker:
                broker.ping()
        except (redis.RedisError, OSError):
            if not self._is_away:
                log.warning("The broker is away: the watcher reads and sends mail by itself.")
            self._is_away = True
            return False
        if self._is_away:
            log.info("The broker is back.")
        self._is_away = False
        return True


def sweep() -> None:
    """Pull every mailbox, read what was left behind, send what is due."""
    for mailbox in Mailbox.objects.select_related("channel", "sent_of").filter(
        pk__in=intake.due_mailboxes()
    ):
        while intake.visit(mailbox):
            pass
    reading.sweep()
    send.send_due()
