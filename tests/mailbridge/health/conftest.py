"""A house in which all is well, for a fault at a time."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from mailbridge.health import overview
from mailbridge.models import InboundMail, Mailbox, Pulse
from tickets.models import Channel

_serial = itertools.count(1)
Arrive = Callable[..., InboundMail]


def ago(minutes: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(minutes=minutes)


def red() -> list[str]:
    """What is not well, by key."""
    return [finding.key for finding in overview.findings() if not finding.is_ok]


@pytest.fixture
def mailbox(channel: Channel) -> Mailbox:
    """Read, compared and counted a moment ago; and all sweeps have just run."""
    for sweep in overview.SWEEPS:
        Pulse.beat(sweep)
    now = timezone.now()
    return Mailbox.objects.create(
        channel=channel, host="imap.papeleria.example", username="support",
        visited_at=now, reconciled_at=now, counted_at=now, on_server=3, in_ledger=3,
    )  # fmt: skip


@pytest.fixture
def arrive(mailbox: Mailbox) -> Arrive:
    """A row of the ledger, seen so many minutes ago."""

    def arrive(*, minutes: int = 0, **parts: Any) -> InboundMail:
        row = InboundMail.objects.create(
            mailbox=mailbox, folder="INBOX", uidvalidity=1, uid=next(_serial),
            sha256="0" * 64, received_at=ago(minutes), **parts,
        )  # fmt: skip
        InboundMail.objects.filter(pk=row.pk).update(seen_at=ago(minutes))
        return row

    return arrive
