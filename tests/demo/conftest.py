"""The made-up company with its past, and its mail server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from helpdesk.demo import protocol
from helpdesk.demo.history import History
from helpdesk.embedded.mailserver import MailServer
from helpdesk.launch.ports import any_free
from tests.database import shared_rows
from tickets.models import Ticket

SUPPORT = "ayuda@alameda.example"
# A Thursday at noon in Madrid.
NOW = dt.datetime(2026, 11, 19, 11, 0, tzinfo=dt.UTC)


@pytest.fixture
def company(db: None) -> None:
    protocol.establish()


@pytest.fixture(scope="module")
def written(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The past, written once for all tests of a module: keep those that want none in other modules."""
    with django_db_blocker.unblock(), shared_rows():
        protocol.establish()
        History(now=NOW, past=90).write()
        yield


@pytest.fixture
def past(written: None, db: None) -> list[Ticket]:
    """Tickets of sixty days, fewer than the demo has, as they stand at NOW."""
    return list(Ticket.objects.select_related("channel__calendar"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    home = tmp_path_factory.mktemp("mail")
    running = MailServer(home, [SUPPORT], any_free(), any_free(), "acorn and oak").start()
    yield running
    running.stop()
