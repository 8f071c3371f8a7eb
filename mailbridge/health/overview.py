"""The one place that answers "is all well?" (RELIABILITY.md 7), for pages, monitors and the terminal."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from mailbridge.health import mailboxes, outbox, senders
from mailbridge.health.finding import Finding
from mailbridge.models import Home, Pulse

LEAST_ROOM = 500 * 1024 * 1024  # bytes
PATIENCE = 1  # seconds, for Redis
# The sweep of each queue, and after how long its silence is a fault. What beat sends waits in line behind
# a long visit, hence minutes.
SWEEPS = {
    "tickets.tasks.watch_clocks": (dt.timedelta(minutes=5), __("watching the clocks")),
    "mailbridge.tasks.read_stored_mail": (dt.timedelta(minutes=10), __("reading mail")),
    "mailbridge.tasks.send_mail": (dt.timedelta(minutes=10), __("sending mail")),
}


def findings() -> list[Finding]:
    """Everything there is to know. Never raises: without a database, that is what it says."""
    base = [database()]
    if base[0].is_ok:
        base.append(migrations())
    surroundings = [*base, broker(), disk()]
    if not all(finding.is_ok for finding in base):
        return surroundings
    return [*surroundings, *_at_work()]


def is_all_well() -> bool:
    """Whether a person needs to look; quick enough for the head of a page."""
    return all(finding.is_ok for finding in (broker(), disk(), *_at_work()))


def is_ready() -> bool:
    """Whether pages can be served: the database answers and has the shape that this program expects."""
    return database().is_ok and migrations().is_ok


def _at_work() -> Iterator[Finding]:
    now = timezone.now()
    yield restored()
    yield sweeps(now)
    yield from mailboxes.findings(now)
    yield from outbox.findings(now)
    yield from senders.findings(now)


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        advice = _("Start PostgreSQL, or check DATABASE_URL. Mail waits on its server meanwhile.")
        return Finding("database", False, _("The database does not answer."), advice=advice)
    return Finding("database", True, _("The database answers."))


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return Finding("migrations", True, _("The database fits this version of the program."))
    words = ngettext(
        "The database lacks %(number)d change of this version.",
        "The database lacks %(number)d changes of this version.",
        len(plan),
    )
    advice = _("Run: manage.py migrate")
    return Finding("migrations", False, words % {"number": len(plan)}, advice=advice)


def restored() -> Finding:
    if Home.is_here():
        return Finding(
            "restored", True, _("The database is the one in which the work was done last.")
        )
    words = _("The database was put back from a backup, or moved: no mail comes in or leaves.")
    advice = _("End the programs, run: manage.py after_restore, and start them again.")
    return Finding("restored", False, words, advice=advice)


def broker() -> Finding:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        ) as server:
            server.ping()
    except (redis.RedisError, OSError):
        words = _("Redis does not answer: mail still comes and goes, but slower.")
        return Finding("redis", False, words, advice=_("Start Redis, or check REDIS_URL."))
    return Finding("redis", True, _("Redis answers."))


def disk() -> Finding:
    """The room where attachments and raw mail lie."""
    place = Path(settings.DATA_DIR)
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    room = _("Free for mail and attachments: %s.") % filesizeformat(free)
    if free >= LEAST_ROOM:
        return Finding("disk", True, room)
    advice = _("Make room on the disk: when it is full, no more mail is fetched.")
    return Finding("disk", False, room, advice=advice)


def sweeps(now: dt.datetime) -> Finding:
    """Whether beat, and a worker of each queue, are alive."""
    last = dict(Pulse.objects.filter(sweep__in=SWEEPS).values_list("sweep", "at"))
    silent = [name for name in SWEEPS if name not in last or now - last[name] > SWEEPS[name][0]]
    if not silent:
        words = _("The clocks are watched and the sweeps run.")
        return Finding("sweeps", True, words, min(last.values()))
    names = ", ".join(str(SWEEPS[name][1]) for name in silent)
    words = _("This should go on in the background and does not: %s.") % names
    advice = _(
        "See that the programs “worker” and “beat” run. Until then nothing is lost, only late."
    )
    since = min((last[name] for name in silent if name in last), default=None)
    return Finding("sweeps", False, words, since, advice)
