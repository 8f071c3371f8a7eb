from __future__ import annotations

from django.utils.translation import gettext as _

from tickets.models import Ticket
from tickets.models.ticket import CloseReason, Status


def sentence(ticket: Ticket, now: str) -> str:
    """Where a ticket stands, in one sentence. `now` is what its step says, if it has one."""
    if ticket.is_closed:
        reasons: dict[str, str] = {
            CloseReason.AGREED: _("This is settled, as you agreed."),
            CloseReason.SILENCE: _("We have closed this, since we had no answer to our proposal."),
            CloseReason.MERGED: _("We are handling this together with another request."),
        }
        return reasons.get(ticket.close_reason, _("We have closed this request."))
    if ticket.status == Status.PROPOSED:
        return _("We propose a solution. Do you agree?")
    if ticket.status == Status.WAITING:
        return _("We have written to you and are waiting for your answer.")
    return now or _("We have your message and are working on it.")
