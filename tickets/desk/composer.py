"""The sheet on which an agent writes: a reply, a proposal or a note."""

from __future__ import annotations

import secrets
from typing import Any

from tickets.desk.forms import MOST_ADDRESSES, ReplyForm, split
from tickets.desk.offer import offer_forms
from tickets.desk.scope import AgentRequest
from tickets.models import CannedResponse, Message, OutgoingMail, Promise, Suppression, Ticket
from tickets.models.proposal import Proposal
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
    again = None if form else taken_back(request, ticket)
    offers = offer_forms(request.user, ticket, data=request.POST if form else None, again=again)
    form = form or ReplyForm(initial=fresh(ticket, again))
    return {
        **(promised_again(ticket, again) if again else {}),
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


def taken_back(request: AgentRequest, ticket: Ticket) -> Message | None:
    """One's own reply, taken back, that `?draft=ID` puts on the sheet again."""
    draft = request.GET.get("draft", "")
    if not draft.isdecimal() or len(draft) > 18:
        return None
    own = Message.objects.filter(ticket=ticket, agent=request.user)
    return own.exclude(taken_back_at=None).filter(pk=draft).first()


def fresh(ticket: Ticket, again: Message | None) -> dict[str, Any]:
    """An empty sheet, or one with the words of a reply that was taken back."""
    was_proposal = again is not None and Proposal.objects.filter(message=again).exists()
    others = [address for address in ticket.participants if address != ticket.customer.email]
    return {
        "text": again.text if again else "",
        "cc": ", ".join(again.cc if again else others),
        "bcc": ", ".join(again.bcc) if again else "",
        "then": "propose" if was_proposal else None,
        "seen": ticket.newest_message_id(),
        "nonce": secrets.token_urlsafe(18),
    }


def promised_again(ticket: Ticket, again: Message) -> dict[str, Any]:
    """The dates in a reply that was taken back, with those ticked that the agent had said were none."""
    dates = ticket.promises_in(again.text)
    kept = set(Promise.objects.filter(message=again).values_list("words", flat=True))
    return {"dates": dates, "no_promises": [each.words for each in dates if each.words not in kept]}
