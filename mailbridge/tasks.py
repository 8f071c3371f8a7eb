"""Celery tasks of the mail bridge, each a thin door to a verb. A task that is lost or doubled does no harm:
what is to be done stands in the database, and a sweep finds it.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from celery import shared_task
from celery.signals import task_postrun, worker_process_init

from mailbridge.health.overview import SWEEPS
from mailbridge.inbound import intake, reading
from mailbridge.inbound.server import watchdog
from mailbridge.models import Mailbox, Pulse
from mailbridge.outbound import hint, send

log = logging.getLogger(__name__)


def connect() -> None:
    hint.connect()


@shared_task
def send_mail() -> None:
    """The sweep of the outbox."""
    send.send_due()


@shared_task
def send_mail_now(mail_id: int) -> None:
    send.send_now(mail_id)


@worker_process_init.connect
def warm_up(**_: Any) -> None:
    threading.Thread(target=reading.warm_up, daemon=True).start()


@shared_task
def pull_mailboxes() -> None:
    """The sweep of the mailboxes: each in a task of its own, so that a slow one delays no other."""
    for key in intake.due_mailboxes():
        pull_mailbox.delay(key)


@shared_task
def pull_mailbox(mailbox_id: int) -> None:
    mailbox = Mailbox.objects.select_related("channel", "sent_of").filter(pk=mailbox_id).first()
    if mailbox and intake.visit(mailbox, offer=_offer):
        pull_mailbox.delay(mailbox_id)  # a long import goes on in turns


def _offer(keys: list[int]) -> None:
    """To other processes; a hint only, since who offers reads what nobody takes."""
    try:
        read_mail.delay(keys)
    except Exception as error:  # the broker's own errors are of many kinds
        log.warning("No other process was asked to help with old mail: %s", error)


@shared_task
def read_mail(keys: list[int]) -> None:
    reading.read_waiting(keys)


@shared_task
def read_stored_mail() -> None:
    """The sweep of what was stored and not read, because a process died or a mail waits for its next try."""
    reading.sweep()


@shared_task
def count_mailboxes() -> None:
    """The watchdog's round: each mailbox whose count is old, in a task of its own."""
    for key in watchdog.due_mailboxes():
        count_mailbox.delay(key)


@shared_task
def count_mailbox(mailbox_id: int) -> None:
    mailbox = Mailbox.objects.select_related("channel", "sent_of").filter(pk=mailbox_id).first()
    if mailbox:
        watchdog.count(mailbox)


@task_postrun.connect
def note_pulse(task: Any = None, state: str = "", **_: Any) -> None:
    """A sweep that ended well is the sign of life that `health` looks for."""
    if state == "SUCCESS" and getattr(task, "name", "") in SWEEPS:
        Pulse.beat(task.name)
