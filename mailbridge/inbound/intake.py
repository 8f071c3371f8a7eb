"""One visit at a mailbox, from the lease to the tickets (RELIABILITY.md 6.1).

Trouble with one mailbox is written on its row, in words, with the time of the next try; the others do
not notice.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator

from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound import afterwards, batch, reading
from mailbridge.inbound.child import CannotStart
from mailbridge.inbound.server import fetch, floods, reconcile
from mailbridge.inbound.server.session import Session, keep, session_for
from mailbridge.inbound.server.trouble import CannotConnect, in_words
from mailbridge.models import Home, Mailbox
from mailbridge.problems.pauses import pause_after
from mailbridge.problems.problem import Problem

log = logging.getLogger(__name__)
LEASE_SECONDS = 30
# Seconds; then it is the next mailbox's turn, so that a flood into one delays the others by less than a
# minute also where there is but one worker (A29), and a worker that is told to end does so in 30 s (F35).
LONGEST_VISIT = 20
# Batches of old mail that are stored and wait for a reader, so that other processes find work too; few, since
# the next visit, and with it fresh mail, may have to wait for them.
AHEAD = 2
PATIENCE = 0.4  # seconds that a wake-up waits for a visit that may have looked too early


def visit(mailbox: Mailbox, *, offer: fetch.Offer = fetch.keep_to_oneself) -> bool:
    """Fetch and read what is new. True when there was more than one visit may take.

    Does nothing while another process visits, while the mailbox rests after trouble, or in a database that was
    put back and not yet settled. Old mail, once it is stored, is offered to whoever has time to read some of it.
    """
    rests_until = max(filter(None, (mailbox.retry_at, mailbox.account.retry_at)), default=None)
    if not mailbox.is_active or (rests_until and rests_until > timezone.now()):
        return False
    fence = _patient_lease(mailbox) if Home.is_here() else None
    if fence is None:
        return False
    try:
        return _visit(mailbox, fence, offer)
    except (CannotConnect, CannotStart, IMAPClientError, OSError) as error:
        _note_trouble(mailbox, error)
        return False
    finally:
        mailbox.end_lease(fence)


def due_mailboxes() -> list[int]:
    """The active mailboxes that do not rest after trouble."""
    rested = Q(retry_at=None) | Q(retry_at__lte=Now())
    rested &= Q(sent_of=None) | Q(sent_of__retry_at=None) | Q(sent_of__retry_at__lte=Now())
    return list(Mailbox.objects.filter(rested, is_active=True).values_list("pk", flat=True))


def _visit(mailbox: Mailbox, fence: int, offer: fetch.Offer) -> bool:
    session = session_for(mailbox)
    try:
        more, problem = _take_in(mailbox, session, fence, offer)
    except BaseException:
        session.close()  # whatever went wrong, the next visit starts with a full comparison
        raise
    keep(mailbox, session)
    _note_success(mailbox, problem)
    return more


def _take_in(
    mailbox: Mailbox, session: Session, fence: int, offer: fetch.Offer
) -> tuple[bool, Problem | None]:
    """Everything that one visit does; returns whether more is left, and what the server refused."""
    ends_at = time.monotonic() + LONGEST_VISIT
    if reconcile.is_due(mailbox) and not session.needs_reconcile:
        session.select(mailbox)
        session.needs_reconcile = True
    reconcile.note_epoch(mailbox, session)
    has_older = reconcile.has_older_epochs(mailbox, session.uidvalidity)
    here = fetch.Visit(mailbox, session, offer, has_older_epochs=has_older)
    is_full_look = session.needs_reconcile

    def is_in_time() -> bool:
        return time.monotonic() < ends_at and mailbox.renew_lease(fence, LEASE_SECONDS)

    is_drained = _drain(here, is_in_time)
    if is_drained and has_older and is_full_look and not here.refused:
        reconcile.end_older_epochs(here)
    if is_drained and afterwards.tidy(here):
        is_drained = _drain(here, is_in_time)
    session.needs_reconcile = session.needs_reconcile or not is_drained
    return not is_drained, here.problem


def _drain(here: fetch.Visit, is_in_time: Callable[[], bool]) -> bool:
    """Until a look finds nothing new: whoever found the lease taken has left his mail to us.

    False when the time was over before that.
    """
    while uids := [uid for uid in reconcile.unknown_uids(here) if uid not in here.refused]:
        with contextlib.closing(reading.read_each(_stored(here, uids))) as turns:
            if not all(is_in_time() for _ in turns):
                return False
    return True


def _stored(here: fetch.Visit, uids: list[int]) -> Iterator[list[int]]:
    """Mail to work on in the order of its arrival, floods last; then what is old, the newest of it first, and
    between its batches whatever comes in meanwhile (F37). What is old and nobody reads while the visit lasts is
    left to those to whom it was offered, and to the sweep.
    """
    is_many = len(uids) > batch.SIZE
    old = set(uids) - here.session.since(here.mailbox.starts_at) if is_many else set()
    fresh = [uid for uid in uids if uid not in old]
    yield from fetch.store(here, floods.put_last(here.session, fresh))
    # The newest of what is left may be old: an import begins with the newest, and goes on here.
    newest = max(uids[-1], reconcile.highest_known(here))
    ahead: deque[list[int]] = deque()
    for some in batch.batches(sorted(old, reverse=True)):
        for keys in fetch.store(here, sorted(some)):
            here.offer(keys)
            ahead.append(keys)
        yield ahead.popleft() if len(ahead) > AHEAD else []
        came_in = here.session.uids_above(newest)
        newest = max((newest, *came_in))
        yield from fetch.store(here, came_in)
        if came_in:
            yield []  # a turn in which it is delivered, before more that is old is fetched
    yield from ahead


def _patient_lease(mailbox: Mailbox) -> int | None:
    gives_up_at = time.monotonic() + PATIENCE
    while (fence := mailbox.take_lease(LEASE_SECONDS)) is None:
        if time.monotonic() > gives_up_at:
            return None
        time.sleep(0.1)
    return fence


def _note_success(mailbox: Mailbox, problem: Problem | None) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(
        visited_at=Now(),
        failures=0,
        failing_since=Coalesce("failing_since", Now()) if problem else None,
        retry_at=None,
        problem_kind=problem.kind if problem else "",
        problem_facts=problem.facts if problem else {},
    )


def _note_trouble(mailbox: Mailbox, error: Exception) -> None:
    why = in_words(error, mailbox)
    log.warning("%s: %s (%s)", mailbox, why, why.__cause__ or error)
    pause = pause_after(why.problem, mailbox.failures + 1, wish=why.retry_seconds)
    mailbox.note_trouble(why.problem, pause=pause)
