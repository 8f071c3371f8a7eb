"""After the database was put back to an older state (F42).

What waited to leave then may have left since, so it is held; mail that comes in once more was acknowledged
already; and numbers that customers know since then are never given to somebody else's matter.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from mailbridge.models import Home, Mailbox
from tickets.models import AllTicketsLink, OutgoingMail, PasswordLink, Ticket
from tickets.reasons import because

State = OutgoingMail.State
MAY_HAVE_LEFT = because("may_have_left")


def settle(*, numbers: int) -> int:
    """Run while no worker runs. Returns how many mails are held, for an agent to look at.

    `numbers` is how many tickets, and how many mails, the lost time may have had at most.
    """
    with transaction.atomic():
        held = _hold_what_may_have_left()
        for link in (AllTicketsLink, PasswordLink):
            link.objects.filter(mailed_at=None).delete()  # asking again is one click
        Mailbox.objects.update(
            restored_at=Now(), lease_until=None, retry_at=None, reconciled_at=None
        )
        for model in (Ticket, OutgoingMail):  # both numbers stand in addresses that we gave out
            _leave_out(numbers, model._meta.db_table)
        Home.settle()
    return held


def _hold_what_may_have_left() -> int:
    waiting = (State.QUEUED, State.DEFERRED, State.SENDING, State.HANDING_OVER)
    mails = list(OutgoingMail.objects.filter(state__in=waiting).order_by("pk"))
    for mail in mails:
        mail.move_to(State.AMBIGUOUS, at=timezone.now(), error=MAY_HAVE_LEFT)
    # One that waited for its provider's word would be sent once more.
    OutgoingMail.objects.filter(state=State.AMBIGUOUS).update(lease_until=None)
    return len(mails)


def _leave_out(numbers: int, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(counter, nextval(counter) + %s)"
            " FROM pg_get_serial_sequence(%s, 'id') AS counter",
            [numbers, table],
        )
