"""Listen at every mailbox and wake the worker when mail comes. A hint only: the sweeps find what it misses.

One thread and one connection a mailbox. Threads touch no database, but for a token; the rows are looked
at in one place, so that an added, changed or switched-off mailbox is noticed within seconds.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.server.idle import idle
from mailbridge.inbound.server.session import Session, identity
from mailbridge.inbound.server.trouble import CannotConnect, in_words
from mailbridge.models import Mailbox
from mailbridge.problems.pauses import pause_after

log = logging.getLogger(__name__)
Wake = Callable[[int], None]
# A round of IDLE and the time-out of its end are together below the two minutes of F12.
ROUND_SECONDS = 80
POLL_SECONDS = 20  # where the server has no IDLE
LOOK_SECONDS = 5  # at the rows
# Mail that comes in a burst wakes the worker once; the visit looks until it finds nothing new.
BREATH_SECONDS = 0.5
STEADY_SECONDS = 60  # a connection that held so long makes us forget earlier trouble


class Listener(threading.Thread):
    """Listens at one mailbox until it is ended."""

    def __init__(self, mailbox: Mailbox, wake: Wake) -> None:
        super().__init__(name=f"listen-{mailbox.pk}", daemon=True)
        self.identity = identity(mailbox)
        self._mailbox, self._wake = mailbox, wake
        self._ended = threading.Event()
        self._session: Session | None = None
        # To sign in: a rest that ends when it is done, not when the time is over.
        self.waits_for_a_person = False

    def end(self) -> None:
        """Ask the thread to end; cuts its connection, so that it notices at once."""
        self._ended.set()
        session = self._session
        if session:
            with contextlib.suppress(OSError):
                session.client.socket().shutdown(socket.SHUT_RDWR)

    def run(self) -> None:
        failures = 0
        while not self._ended.is_set():
            began = time.monotonic()
            try:
                self._listen()
            except (CannotConnect, IMAPClientError, OSError, ValueError) as error:
                if self._ended.is_set():
                    return
                why = in_words(error, self._mailbox)
                log.warning("%s is not listened to: %s", self._mailbox, why)
                failures = 0 if time.monotonic() - began > STEADY_SECONDS else failures + 1
                self.waits_for_a_person = bool(why.problem.remedy)
                wish = why.retry_seconds
                self._ended.wait(pause_after(why.problem, failures, wish=wish))
                self.waits_for_a_person = False
            except DatabaseError as error:
                log.warning("%s is not listened to: %s", self._mailbox, error)
                self._ended.wait(LOOK_SECONDS)

    def _listen(self) -> None:
        try:
            self._session = session = Session(self._mailbox)
        finally:
            close_old_connections()  # a token lies in the database, and this thread lives long
        try:
            log.info("Listening at %s", self._mailbox)
            self._wake(self._mailbox.pk)  # what came while nobody listened
            while not self._ended.is_set():
                if self._is_news(session):
                    self._wake(self._mailbox.pk)
                    self._ended.wait(BREATH_SECONDS)
        finally:
            self._session = None
            session.close()

    def _is_news(self, session: Session) -> bool:
        if b"IDLE" in session.capabilities:
            return idle(session.client, seconds=ROUND_SECONDS, is_ended=self._ended.is_set)
        self._ended.wait(POLL_SECONDS)
        session.look_again()
        return True


class Watch:
    """The listeners of all active mailboxes."""

    def __init__(self, wake: Wake) -> None:
        self._wake = wake
        self._listeners: dict[int, Listener] = {}

    def run(self, ended: threading.Event) -> None:
        """Until `ended` is set, which is noticed at once."""
        log.info("Watching the mailboxes")
        while not ended.is_set():
            try:
                self.look()
            except DatabaseError as error:
                log.warning("The mailboxes cannot be looked up: %s", error)
            finally:
                close_old_connections()
            ended.wait(LOOK_SECONDS)
        for listener in self._listeners.values():
            listener.end()

    def look(self) -> None:
        """Have exactly one listener at each active mailbox, with its present settings."""
        active = Mailbox.objects.filter(is_active=True).select_related("channel", "sent_of")
        mailboxes = {mailbox.pk: mailbox for mailbox in active}
        for key, listener in list(self._listeners.items()):
            mailbox = mailboxes.get(key)
            is_mended = mailbox and listener.waits_for_a_person and not mailbox.problem
            is_same = mailbox and listener.identity == identity(mailbox)
            if is_mended or not (is_same and listener.is_alive()):
                listener.end()
                del self._listeners[key]
        for key, mailbox in mailboxes.items():
            if key not in self._listeners:
                self._listeners[key] = Listener(mailbox, self._wake)
                self._listeners[key].start()
