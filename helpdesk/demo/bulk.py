"""Any number of finished tickets with three messages each, for measuring; several processes at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import subprocess
import sys
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from helpdesk.demo import cast, story
from helpdesk.demo.cast import Person
from helpdesk.demo.course import Course
from helpdesk.demo.pace import Pace
from helpdesk.demo.rows import Case, Rows
from helpdesk.demo.world import World
from tickets.models import Clock, Customer, Event, Message, OutgoingMail, Ticket

DAYS = 720
CHUNK = 2000
TICKETS_A_CUSTOMER = 8
TABLES = [model._meta.db_table for model in (Ticket, Message, Event, Clock, OutgoingMail)]


class Bulk:
    def __init__(self, count: int, *, processes: int = 2) -> None:
        self.count, self.processes = count, max(1, min(processes, count // CHUNK or 1))

    def write(self) -> float:
        """Write them all; returns the seconds that took. Raises CalledProcessError if a part fails."""
        begun = time.monotonic()
        shares = [
            self.count // self.processes + (index < self.count % self.processes)
            for index in range(self.processes)
        ]
        parts = [self._start(share) for share in shares[1:]]
        write_part(shares[0])
        for part in parts:
            if part.wait():
                raise subprocess.CalledProcessError(part.returncode, part.args)
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
        return time.monotonic() - begun

    def _start(self, share: int) -> subprocess.Popen[bytes]:
        """A process of its own: the parent's database connections cannot be shared."""
        command = [sys.executable, "manage.py", "demo_data", "--part", str(share)]
        return subprocess.Popen(command, cwd=settings.BASE_DIR)


def write_part(count: int) -> None:
    """Write so many tickets from this process, in chunks that each are one transaction."""
    rng = random.Random()  # noqa: S311 - chance of a play, no secret
    world = World(now=timezone.now(), rng=rng)
    rows = Rows(world.agent_names, rng=rng)
    with _haste():
        for begin in range(0, count, CHUNK):
            rows.write(list(_cases(world, min(CHUNK, count - begin))))


def _cases(world: World, count: int) -> Iterator[Case]:
    rng, pace = world.rng, Pace(world.rng)
    since = world.now - dt.timedelta(days=DAYS)
    people = list(_customers(max(1, count // TICKETS_A_CUSTOMER), rng=rng, since=since))
    for _ in range(count):
        person, key = rng.choice(people)
        told = rng.choice(story.stories(person.language)).brief()
        told = told.filled(cast.filling(person.language, rng=rng))
        setting = world.setting(told.category, told.language, acknowledges=False)
        opened_at = pace.opening(since, world.now)
        yield Case(Course(told, setting, opened_at, pace=pace).run(), person, key)


@contextlib.contextmanager
def _haste() -> Iterator[None]:
    """For this session: no waiting for the disk, a roomy index queue, and, where the database role may
    ask for that, no foreign-key checks, since each key was made a moment ago.
    """
    settings_made = {
        "synchronous_commit": "off",
        "gin_pending_list_limit": "128MB",
        "maintenance_work_mem": "256MB",
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchall() == [(True,)]:
            settings_made["session_replication_role"] = "replica"
        for name, value in settings_made.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
        try:
            yield
        finally:
            for name in settings_made:
                cursor.execute(f"RESET {name}")


def _customers(
    count: int, *, rng: random.Random, since: dt.datetime
) -> Iterator[tuple[Person, int]]:
    """New customers, whose addresses nobody had."""
    mark = f"{rng.getrandbits(40):x}"
    people = [
        Person(p.name, f"{mark}.{index}.{p.email}", p.language)
        for language in story.LANGUAGES
        for index, p in enumerate(cast.people(language, (count + 1) // 2, rng=rng))
    ]
    made = Customer.objects.bulk_create(
        Customer(email=p.email, name=p.name, language=p.language, created_at=since) for p in people
    )
    yield from zip(people, (customer.pk for customer in made), strict=True)
