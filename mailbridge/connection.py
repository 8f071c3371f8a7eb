"""Try a mailbox as it is typed, and say in words what is wrong and what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import ngettext
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from mailbridge.inbound.server.imap import CannotConnect, connect, hang_up, select
from mailbridge.inbound.server.session import Session
from mailbridge.models import Mailbox
from mailbridge.problems.problem import Problem
from mailbridge.problems.verdict import Verdict


def test(mailbox: Mailbox) -> Verdict:
    """Sign in, open the folder and count its mail; nothing on the server is changed."""
    try:
        client = connect(mailbox)
    except CannotConnect as trouble:
        return Verdict(trouble.problem)
    try:
        chosen = select(client, mailbox)
        return Verdict(_cannot_clear(mailbox, client), _told(int(chosen.get(b"EXISTS", 0))))
    except CannotConnect as trouble:
        return Verdict(trouble.problem)
    except (IMAPClientError, OSError):
        return Verdict(Problem("broke_in_test"))
    finally:
        hang_up(client)


def _told(mails: int) -> str:
    words = ngettext(
        "Signed in. %(count)d mail lies in the folder.",
        "Signed in. %(count)d mails lie in the folder.",
        mails,
    )
    return words % {"count": mails}


@dataclass(frozen=True)
class Count:
    """How many mails the server counts: all, those that arrived before a day, and of these since another."""

    problem: Problem | None = None
    all: int = 0
    before: int = 0
    since: int = 0


def count(mailbox: Mailbox, *, before: dt.date, since: dt.date) -> Count:
    """Ask the server; days are its own, by INTERNALDATE."""
    try:
        session = Session(mailbox)
    except CannotConnect as trouble:
        return Count(trouble.problem)
    try:
        old = session.search(["BEFORE", before])
        return Count(
            None, len(session.all_uids()), len(old), len(old & session.search(["SINCE", since]))
        )
    except (IMAPClientError, OSError):
        return Count(Problem("broke_in_test"))
    finally:
        session.close()


def _cannot_clear(mailbox: Mailbox, client: IMAPClient) -> Problem | None:
    """Only MOVE and UID EXPUNGE touch nothing but the mail that is meant."""
    needed = {Mailbox.Afterwards.MOVE: "MOVE", Mailbox.Afterwards.DELETE: "UIDPLUS"}.get(
        Mailbox.Afterwards(mailbox.afterwards)
    )
    if not needed or client.has_capability(needed):
        return None
    return Problem("cannot_clear", {"name": needed})
