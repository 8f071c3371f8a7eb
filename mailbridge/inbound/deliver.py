"""Step 9 of RELIABILITY.md 6.1: what was read becomes part of tickets, in one transaction with its rows.

Commit 3 writes tickets, messages, attachments, events, clocks, acknowledgements and the rows' outcomes, or
nothing of them. The message's key is the hash of the raw mail, so the same bytes never make two.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from mailbridge.failpoints import failpoint
from mailbridge.inbound.placing import Known, Placed, Reading, place
from mailbridge.inbound.threading import answered
from mailbridge.models import InboundMail
from tickets.models import Message, Ticket
from tickets.models.ticket import Filing, Opening
from tickets.rules import references

State = InboundMail.State


def deliver(readings: Sequence[Reading]) -> None:
    """Commit 3, for mails in the order of their arrival; leaves out what another process took over (F25)."""
    for part in _apart(readings):
        with transaction.atomic():
            held = _held(part)
            known = Known.of(held)
            placed = [place(reading, known) for reading in held]
            entries = _entries(placed)
            settled = [_settled(*each) for each in zip(held, placed, entries, strict=True)]
            failpoint("before-commit-3")
            _save(settled)
        failpoint("after-commit-3")


def _apart(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Parts in which no mail speaks of an earlier one, so that each finds what it would find alone.

    Old mail, which stays among itself, is told apart by its bytes only: `archive_many` sees its threads.
    """
    for is_old, some in groupby(readings, lambda each: each.row.is_old):
        part: list[Reading] = []
        said: set[str] = set()
        for reading in some:
            if said & ({reading.row.sha256} if is_old else _spoken_of(reading)):
                yield part
                part, said = [], set()
            part.append(reading)
            said |= _said(reading)
        yield part


def _spoken_of(reading: Reading) -> set[str]:
    """By what an earlier mail may be the one that this one doubles or answers."""
    row, mail = reading.row, reading.mail
    sender = {mail.from_addr.lower()} if references.number_in_subject(mail.subject) else set()
    return {row.sha256, mail.message_id, *answered(mail), *sender}


def _said(reading: Reading) -> set[str]:
    row, mail = reading.row, reading.mail
    return {row.sha256, mail.message_id, mail.from_addr.lower()} - {""}


def _held(readings: Sequence[Reading]) -> list[Reading]:
    """Those whose claim still holds, locked until the transaction ends."""
    keys = [reading.row.pk for reading in readings]
    rows = InboundMail.objects.filter(pk__in=keys, state=State.PARSING).order_by("pk")
    attempts = dict(rows.select_for_update().values_list("pk", "attempts"))
    return [each for each in readings if attempts.get(each.row.pk) == each.row.attempts]


def _entries(placed: Sequence[Placed]) -> list[Message | None]:
    """What became of each, once all that is new is opened and all that is old is filed."""
    entries = [each.entry for each in placed]
    opened = iter(Ticket.open_many([each for each in entries if isinstance(each, Opening)]))
    filed = iter(Ticket.archive_many([each for each in entries if isinstance(each, Filing)]))
    return [
        next(opened)
        if isinstance(each, Opening)
        else next(filed)
        if isinstance(each, Filing)
        else each
        for each in entries
    ]


def _settled(reading: Reading, placed: Placed, entry: Message | None) -> InboundMail:
    """The row as it is to be. A copy: should the transaction fail, the claim is as it was."""
    row, mail = copy.copy(reading.row), reading.mail
    row.from_addr = mail.from_addr[:320]
    row.subject = mail.subject[:300]
    row.message_id_header = mail.message_id[:1000]
    row.outcome, row.reason = placed.outcome, placed.reason
    row.message, row.duplicate_of = entry, placed.duplicate_of
    if entry:
        row.ticket_id = entry.ticket_id
    row.state, row.done_at, row.lease_until = State.DONE, timezone.now(), None
    return row


def _save(rows: Sequence[InboundMail]) -> None:
    """An insert that meets its own rows: an update of so many by cases takes several times as long."""
    InboundMail.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pk"], update_fields=_WRITTEN
    )


_WRITTEN = ["from_addr", "subject", "message_id_header", "outcome", "reason", "message", "ticket"]
_WRITTEN += ["state", "done_at", "lease_until", "duplicate_of", "answers"]
