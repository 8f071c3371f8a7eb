"""Step 11 of RELIABILITY.md 6.1: what happens on the server to mail that is long since a ticket.

One UID at a time, since a command for several fails as a whole when one has gone (2.5), and only with
MOVE or UID EXPUNGE: a plain EXPUNGE would also remove what a person has marked.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbridge.failpoints import failpoint
from mailbridge.inbound.server.fetch import Visit
from mailbridge.models import InboundMail, Mailbox

log = logging.getLogger(__name__)
Source, Afterwards = InboundMail.Source, Mailbox.Afterwards
AT_ONCE = 100  # mails a visit
_NEEDS = {Afterwards.MOVE: b"MOVE", Afterwards.DELETE: b"UIDPLUS"}


def tidy(visit: Visit) -> int:
    """Move or delete what is done and old enough; returns how many. A refusal leaves the mail where it is."""
    needed = _NEEDS.get(Afterwards(visit.mailbox.afterwards))
    session = visit.session
    if needed is None or not session.is_writable or needed not in session.capabilities:
        return 0
    rows = _ripe(visit)
    try:
        if rows and needed == b"MOVE":
            _make_folder(visit)
        return sum(_clear(visit, row) for row in rows)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        log.warning("%s: done mail stays where it is: %s", visit.mailbox, error)
        visit.kept.extend(row.uid for row in rows)
        return 0


def _ripe(visit: Visit) -> list[InboundMail]:
    age = dt.timedelta(days=visit.mailbox.retention_days)
    done = InboundMail.objects.filter(
        **visit.place,
        state=InboundMail.State.DONE,
        source__in=(Source.PRESENT, Source.MARKED),
        done_at__lte=timezone.now() - age,
    ).exclude(sha256="")  # of which we hold nothing: it stays
    return list(done.order_by("pk")[:AT_ONCE])


def _clear(visit: Visit, row: InboundMail) -> bool:
    client, uid = visit.session.client, row.uid
    if not visit.session.has(uid):
        _note(row, Source.VANISHED)
        return False
    failpoint("before-move")
    if visit.mailbox.afterwards == Afterwards.MOVE:
        client.move([uid], visit.mailbox.processed_folder)
    else:
        client.delete_messages([uid])
        client.uid_expunge([uid])
    failpoint("after-move")
    if visit.session.has(uid):  # an OK alone proves nothing
        return False
    _note(row, Source.MOVED)
    return True


def _note(row: InboundMail, source: str) -> None:
    InboundMail.objects.filter(pk=row.pk).update(source=source)


def _make_folder(visit: Visit) -> None:
    folder = visit.mailbox.processed_folder
    if not visit.session.client.folder_exists(folder):
        visit.session.client.create_folder(folder)
