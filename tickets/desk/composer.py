"""The sheet on which an agent writes: a reply, a proposal or a note."""

from __future__ import annotations

import secrets
from typing import Any

from tickets.desk.forms import MOST_ADDRESSES, ReplyForm, split
from tickets.desk.offer import offer_forms
from tickets.desk.scope import AgentRequest
from tickets.models import CannedResponse, Message, OutgoingMail, Suppression, Ticket
from tickets.models.ticket import Offer


def composer(
    request: AgentRequest,
    ticket: Ticket,
    *,
    form: ReplyForm | None = None,
    moved_on: tuple[Message, ...] = (),
    not_granted: tuple[Offer, ...] = (),
) -> dict[str, Any]:
    """A fresh sheet, or the one that could not be sent, with nothing of it lost."""
    offers = offer_forms(request.user, ticket, data=request.POST if form else None)
    form = form or ReplyForm(initial=fresh(request, ticket))
    return {
        "ticket": ticket,
        "form": form,
        "moved_on": moved_on,
        "not_granted": not_granted,
        "offers": offers,
        "held_back": held_back(ticket, form),
        "canned_responses": CannedResponse.objects.all(),
    }


def held_back(ticket: Ticket, form: ReplyForm) -> list[Suppression]:
    """Suppressed addresses among the recipients on the sheet, and those of mail that did not arrive."""
    addresses = [ticket.customer.email]
    for name in ("cc", "bcc"):
        addresses += split(str(form[name].value() or "")[:4000])[:MOST_ADDRESSES]
    failed = OutgoingMail.objects.filter(ticket=ticket, state__in=OutgoingMail.REPEATABLE)
    for mail in failed.only("to", "cc", "bcc"):
        addresses += [*mail.to, *mail.cc, *mail.bcc]
    return list(Suppression.objects.standing(*addresses))


def typed(request: AgentRequest) -> dict[str, Any]:
    """What stands on the sheet that was posted, checked or not; files cannot be put on it again."""
    fields = ReplyForm.base_fields
    return {name: request.POST.get(name, "") for name in fields if name != "uploads"}


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
