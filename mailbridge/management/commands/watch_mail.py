"""Listen at the mailboxes (IMAP IDLE) and wake the worker; with the broker away, do its sweeps."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from mailbridge.inbound.server.watch import Watch
from mailbridge.standby import Standby


class Command(BaseCommand):
    help = "Listens at all mailboxes and wakes the worker when mail comes. Ends at SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
        standby = Standby(ended)
        standby.start()
        Watch(standby.wake).run(ended)
