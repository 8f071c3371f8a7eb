"""The made-up company with its past, made once for the tests of a module."""

from __future__ import annotations

import datetime as dt

import pytest

from helpdesk.demo import protocol
from helpdesk.demo.history import History
from tickets.models import Ticket

# A Thursday at noon in Madrid.
NOW = dt.datetime(2026, 11, 19, 11, 0, tzinfo=dt.UTC)


@pytest.fixture
def company(db: None) -> None:
    protocol.establish()


@pytest.fixture
def past(company: None) -> list[Ticket]:
    """Some hundred tickets, as they stand at NOW."""
    History(now=NOW).write()
    return list(Ticket.objects.select_related("channel__calendar"))
