"""How each mailbox is doing: read in time, compared in full, counted, and nothing left lying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mailbridge.health.finding import Finding
from mailbridge.models import InboundMail, Mailbox, Sender
from mailbridge.problems.deed import deed_for

RECONCILE_LATE = dt.timedelta(minutes=15)
UNREAD_LATE = dt.timedelta(minutes=5)
COUNT_LATE = dt.timedelta(hours=3)
# A difference that a second count still finds after so long is no mail that just came or went.
DIFFERENCE_HOLDS = dt.timedelta(minutes=5)

STILL = gettext_noop("No mail has been fetched from this mailbox for more than 15 minutes.")
STILL_ADVICE = gettext_noop(
    "Nothing is lost: mail stays on the server until we have it; but until then customers who write have no"
    " answer. The program that fetches mail seems to stand still: start “worker” and “beat” again, or ask whoever"
    " looks after this installation."
)

ANSWERS_WAIT = gettext_noop("Answers from this mailbox wait as well.")


@dataclass(frozen=True)
class Waiting:
    """Mail of one mailbox that nobody has read yet, or that nobody could read."""

    number: int = 0
    since: dt.datetime | None = None


def findings(now: dt.datetime) -> Iterator[Finding]:
    """Five for each active mailbox."""
    unread, quarantined = _unread(), _quarantined()
    for mailbox in (
        Mailbox.objects.filter(is_active=True).select_related("channel", "sender").order_by("pk")
    ):
        yield _reachable(mailbox, now)
        yield _reconciled(mailbox, now)
        yield _counted(mailbox, now)
        yield _read(mailbox, unread.get(mailbox.pk, Waiting()), now)
        yield _readable(mailbox, quarantined.get(mailbox.pk, Waiting()))


def _reachable(mailbox: Mailbox, now: dt.datetime) -> Finding:
    about, since = str(mailbox), mailbox.failing_since
    sender: Sender | None = getattr(mailbox, "sender", None)
    if mailbox.lies_still(now):
        words, advice = _(STILL), _(STILL_ADVICE)
        return Finding("mailbox", False, words, mailbox.visited_at, advice, about)
    if not since:
        words = _("The mailbox can be read.") if mailbox.visited_at else _("Not read yet.")
        return Finding("mailbox", True, words, about=about)
    kept = _(
        "Nothing is lost: mail stays on the server until we have it; but until then customers who write have no"
        " answer."
    )
    if problem := mailbox.problem:
        waits = _(ANSWERS_WAIT) if sender and sender.shares_trouble else ""
        advice = " ".join(filter(None, (problem.hint, kept, waits)))
        deed = deed_for(mailbox, problem)
        return Finding("mailbox", False, problem.reason, since, advice, about, deed=deed)
    return Finding("mailbox", False, _("The mailbox cannot be read."), since, kept, about)


def _reconciled(mailbox: Mailbox, now: dt.datetime) -> Finding:
    about, last = str(mailbox), mailbox.reconciled_at
    if last is None:
        return Finding("reconcile", True, _("Not yet compared with the server."), about=about)
    # Why a mailbox in trouble is not compared is said by the line above.
    if now - last <= RECONCILE_LATE or mailbox.failing_since or mailbox.lies_still(now):
        return Finding("reconcile", True, _("Fully compared with the server."), last, "", about)
    return Finding(
        "reconcile",
        False,
        _("The mailbox has not been compared with the server for more than 15 minutes."),
        last,
        _("See that the programs “worker” and “beat” run."),
        about,
    )


def _counted(mailbox: Mailbox, now: dt.datetime) -> Finding:
    about, last, since = str(mailbox), mailbox.counted_at, mailbox.differs_since
    if last is None:
        return Finding("count", True, _("Not counted yet."), about=about)
    words = told_count(mailbox)
    if since and last - since >= DIFFERENCE_HOLDS:
        advice = _(
            "A first import takes a while; otherwise open the mails of this mailbox in the list,"
            " and send the log of the worker to whoever looks after the program."
        )
        return Finding("count", False, words, since, advice, about)
    if now - last > COUNT_LATE and not mailbox.failing_since:
        late = _("Mail has not been counted for more than three hours.")
        advice = _("See that the programs “worker” and “beat” run.")
        return Finding("count", False, late, last, advice, about)
    return Finding("count", True, words, last, "", about)


def told_count(mailbox: Mailbox) -> str:
    """What the watchdog found, in one sentence or three."""
    words = [
        _("%(server)d mails on the server, %(ledger)d in our list.")
        % {"server": mailbox.on_server, "ledger": mailbox.in_ledger}
    ]
    if number := mailbox.without_row:
        said = ngettext(
            "%(number)d mail on the server is not in our list.",
            "%(number)d mails on the server are not in our list.",
            number,
        )
        words.append(said % {"number": number})
    if number := mailbox.without_mail:
        said = ngettext(
            "%(number)d mail of our list is no longer on the server.",
            "%(number)d mails of our list are no longer on the server.",
            number,
        )
        words.append(said % {"number": number})
    return " ".join(words)


def _read(mailbox: Mailbox, waiting: Waiting, now: dt.datetime) -> Finding:
    if not waiting.since or now - waiting.since <= UNREAD_LATE:
        words = _("All mail that arrived has been read.")
        return Finding("unread", True, words, about=str(mailbox))
    words = ngettext(
        "%(number)d mail is here and has waited for more than 5 minutes to be read.",
        "%(number)d mails are here, and the oldest has waited for more than 5 minutes to be read.",
        waiting.number,
    )
    return Finding(
        "unread",
        False,
        words % {"number": waiting.number},
        waiting.since,
        _("See that the program “worker” runs; it goes on where it stopped."),
        str(mailbox),
    )


def _readable(mailbox: Mailbox, held: Waiting) -> Finding:
    if not held.number:
        words = _("There is no mail that could not be read.")
        return Finding("quarantine", True, words, about=str(mailbox))
    words = ngettext(
        "%(number)d mail could not be read.",
        "%(number)d mails could not be read.",
        held.number,
    )
    advice = _(
        "A ticket holds the place of each, so no customer is overlooked; but whoever wrote has had no answer of"
        " ours. Open the list and press “Retry”."
    )
    return Finding(
        "quarantine", False, words % {"number": held.number}, held.since, advice, str(mailbox)
    )


def _unread() -> dict[int, Waiting]:
    rows = InboundMail.objects.unread().order_by().values("mailbox")
    found = rows.annotate(number=Count("pk"), since=Min("waits_since"))
    return {row["mailbox"]: Waiting(row["number"], row["since"]) for row in found}


def _quarantined() -> dict[int, Waiting]:
    rows = InboundMail.objects.quarantined().order_by().values("mailbox")
    found = rows.annotate(number=Count("pk"), since=Min("seen_at"))
    return {row["mailbox"]: Waiting(row["number"], row["since"]) for row in found}
