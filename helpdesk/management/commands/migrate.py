"""`manage.py migrate` that never holds up those who work (F42).

A change of a table waits for all who use it, and everybody after waits behind it. So it waits for less than a
second, lets them through, and tries again; what was done is done, since each migration is a transaction.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

TRIES = 50
BREATH_SECONDS = 1


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SET lock_timeout = '800ms'")
            try:
                self._patiently(*args, **options)
            finally:
                cursor.execute("RESET lock_timeout")

    def _patiently(self, *args: Any, **options: Any) -> None:
        for _ in range(TRIES):
            try:
                super().handle(*args, **options)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                self.stderr.write("A table is busy; it is tried again in a moment.")
                time.sleep(BREATH_SECONDS)
            else:
                return
        raise CommandError("A table stayed busy. Nothing is half done: run migrate again later.")
