"""A nudge becomes a task. A hint only: whatever goes wrong here, the sweep finds the mail (F5, F31)."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from celery import current_app

from tickets.signals import mail_queued

log = logging.getLogger(__name__)

TASK, SWEEP = "mailbridge.tasks.send_mail_now", "mailbridge.tasks.send_mail"
# Nobody who sends a reply waits for Redis longer than this, in seconds.
PATIENCE = 0.5
LITTLE_AFTER = 0.1


def connect() -> None:
    mail_queued.connect(wake_sender, dispatch_uid="mailbridge.outbound")


def wake_sender(sender: object, *, mail_ids: list[int], wait: dt.timedelta, **_: Any) -> None:
    """Have one mail sent as soon as its undo window is over; several wake the sweep, which takes all."""
    task, arguments = (TASK, mail_ids) if len(mail_ids) == 1 else (SWEEP, ())
    try:
        with current_app.connection_for_write(
            connect_timeout=PATIENCE, transport_options=_impatient()
        ) as broker:
            current_app.send_task(
                task,
                arguments,
                countdown=wait.total_seconds() + LITTLE_AFTER,
                connection=broker,
                retry=False,
            )
    except Exception as error:  # the broker's own errors are of many kinds
        log.warning("The sender was not woken, the sweep will find the mail: %s", error)


def _impatient() -> dict[str, Any]:
    return {
        **current_app.conf.broker_transport_options,
        "socket_timeout": PATIENCE,
        "socket_connect_timeout": PATIENCE,
        "max_retries": 0,
    }
