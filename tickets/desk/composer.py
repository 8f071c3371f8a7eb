"""The sheet on which an agent writes: a reply, a proposal or a note."""

from __future__ import annotations

import secrets
from typing import Any

from tickets.desk.forms import ReplyForm
from tickets.desk.scope import AgentRequest
from tickets.models import CannedResponse, Message, Ticket


def composer(
    request: AgentRequest,
    ticket: Ticket,
    *,
    form: ReplyForm | None = None,
    moved_on: tuple[Message, ...] = (),
) -> dict[str, Any]:
    """A fresh sheet, or the one that could not be sent, with nothing of it lost."""
    return {
        "ticket": ticket,
        "form": form or ReplyForm(initial=fresh(request, ticket)),
        "moved_on": moved_on,
        "canned_responses": CannedResponse.objects.all(),
    }


def fresh(request: AgentRequest, ticket: Ticket) -> dict[str, Any]:
    """An empty sheet; `?draft=ID` puts the words of one's own taken-back reply on it again."""
    taken_back = Message.objects.filter(ticket=ticket, agent=request.user).exclude(
        taken_back_at=None
    )
    draft = request.GET.get("draft", "")
    again = taken_back.filter(pk=draft).first() if draft.isdecimal() and len(draft) < 19 else None
    others = [address for address in ticket.participants if address != ticket.customer.email]
    return {
        "text": again.text if again else "",
        "cc": ", ".join(again.cc if again else others),
        "bcc": ", ".join(again.bcc) if again else "",
        "seen": ticket.newest_message_id(),
        "nonce": secrets.token_urlsafe(18),
    }
