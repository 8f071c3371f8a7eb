"""Send what is due, one mail after the other, each by the sender of its mailbox."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db import connection as database
from django.utils import timezone

from mailbridge.failpoints import failpoint
from mailbridge.models import Home
from mailbridge.outbound import (
    all_tickets,
    claim,
    complaint_digests,
    notices,
    password_links,
    provider,
    tracking,
)
from mailbridge.outbound.compose import ComposedMail, compose
from mailbridge.outbound.line import Line, Lines
from mailbridge.outbound.outcomes import (
    Accepted,
    NotNow,
    Outcome,
    Refused,
    Unknown,
    dead_ends,
    from_error,
    refused_in_words,
)
from mailbridge.outbound.smtp import EmailBackend
from mailbridge.problems.problem import Problem
from tickets.models import OutgoingMail, Suppression
from tickets.reasons import together

log = logging.getLogger(__name__)

# A sweep claims nothing new after this, so that a worker which is told to end does so soon (F35).
SWEEP_SECONDS = 8
# Between attempts to record what became of a mail; in all far below the lease.
PAUSES = (0.2, 1, 3, 10, 20)


def send_due() -> int:
    """The sweep: tidy up after dead senders, then send what is due. Returns how many mails were tried.

    Several processes may run it at once, and it may run twice.
    """
    if not Home.is_here():
        return 0
    claim.recover()
    tracking.apply_parked()
    if settings.MAIL_OUT_PAUSED:
        return 0
    tried, end, is_well = 0, time.monotonic() + SWEEP_SECONDS, True
    with Lines() as lines:
        while is_well and time.monotonic() < end and (mail := claim.claim()):
            is_well = send(mail, lines.of(mail.ticket.channel_id))
            tried += 1
        if is_well:
            for once in (password_links, all_tickets, notices, complaint_digests):
                once.send_due(
                    lambda channel, mail, begin: deliver(mail, begin, lines.of(channel.pk)),
                    until=end,
                )
    return tried


def send_now(mail_id: int) -> None:
    """Send this one, if it is due and nothing holds it back; otherwise the sweep will."""
    if settings.MAIL_OUT_PAUSED or not Home.is_here():
        return
    if mail := claim.claim(mail_id):
        with Lines() as lines:
            send(mail, lines.of(mail.ticket.channel_id))


class HandOver:
    """The step after which a mail may be out; committed before it is taken."""

    def __init__(self, mail: OutgoingMail) -> None:
        self.mail, self.has_begun = mail, False

    def begin(self) -> None:
        """Raises claim.LeaseLost: then nothing may leave."""
        claim.mark_handing_over(self.mail)
        self.has_begun = True


def send(mail: OutgoingMail, line: Line) -> bool:
    """Send a claimed mail and record what became of it. False: the sweep had better stop here."""
    failpoint("send-after-claim")
    hand_over = HandOver(mail)
    was_used, line.is_used = line.is_used, True
    try:
        outcome = _outcome(hand_over, line)
        if was_used and _trouble(outcome) and not hand_over.has_begun:
            outcome = _outcome(hand_over, line)  # the connection had gone stale: a fresh one
    except claim.LeaseLost as lost:
        log.warning("Not sent from here: %s", lost)
        return True
    failpoint("send-before-record")
    _keep(mail, outcome)
    failpoint("send-after-record")
    # Of an unclear end nobody can say whose fault it is.
    return isinstance(outcome, Unknown) or line.note(_trouble(outcome))


def _outcome(hand_over: HandOver, line: Line) -> Outcome:
    try:
        return deliver(compose(hand_over.mail), hand_over.begin, line)
    except claim.LeaseLost:
        raise
    except Exception as error:
        outcome = from_error(error, is_handing_over=hand_over.has_begun)
        log.warning("Outgoing mail %s: %s", hand_over.mail.pk, outcome, exc_info=not error.args)
        return outcome


def deliver(composed: ComposedMail, begin: Callable[[], None], line: Line) -> Accepted:
    """Hand it over; `begin` is called before the step after which it may be out."""
    connection = line.opened()
    if isinstance(connection, EmailBackend):
        composed.before_final_dot = begin
        connection.send_messages([composed])
        note = refused_in_words(composed.refused) if composed.refused else ""
        return Accepted(note=note, dead=dead_ends(composed.refused))
    provider.rehearse(connection, composed)
    begin()
    failpoint("send-before-post")
    provider.send(connection, composed)
    return provider.accepted(composed)


def _keep(mail: OutgoingMail, outcome: Outcome) -> None:
    """Record it, though the database restarts: nobody else knows, and it would be called ambiguous (F26)."""
    for pause in PAUSES:
        try:
            return record(mail, outcome)
        except (OperationalError, InterfaceError) as error:
            log.warning("Outgoing mail %s is not recorded yet: %s", mail.pk, error)
            database.close()
            time.sleep(pause)
    return record(mail, outcome)


def record(mail: OutgoingMail, outcome: Outcome) -> None:
    """Commit what became of it."""
    if isinstance(outcome, Accepted):
        _suppress(mail, outcome.dead, why=outcome.note)
        notes = [outcome.note, claim.MAY_BE_TWICE if claim.times_ambiguous(mail) else ""]
        mail.move_to(
            OutgoingMail.State.ACCEPTED,
            at=timezone.now(),
            provider_id=outcome.provider_id[:250],
            error=together(*notes),
        )
    elif isinstance(outcome, Refused):
        _suppress(mail, outcome.dead, why=outcome.why)
        claim.give_up(mail, why=outcome.why)
    elif isinstance(outcome, NotNow):
        claim.put_off(mail, why=outcome.why)
    else:
        claim.leave_open(mail, why=outcome.why)


def _suppress(mail: OutgoingMail, dead: tuple[str, ...], *, why: str) -> None:
    """A refusal on the spot says as much of an address as a mail that comes back."""
    if dead:
        mail.suppress(dead, reason=Suppression.Reason.BOUNCED, why=why)


def _trouble(outcome: Outcome) -> Problem | None:
    return outcome.problem if isinstance(outcome, NotNow) else None
