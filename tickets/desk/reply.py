from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.composer import composer, typed
from tickets.desk.forms import ReplyForm
from tickets.desk.inbox import VIEWS
from tickets.desk.offer import are_stale, offer_forms, offered
from tickets.desk.promise import promised
from tickets.desk.scope import AgentRequest, agents_only, visible_message, visible_ticket
from tickets.desk.ticket import after, desk, parts
from tickets.models import Message, Ticket
from tickets.models.proposal import Proposal
from tickets.models.ticket import MovedOn, NotGranted, Undeliverable

UNPROCESSABLE = 422


@require_POST
@agents_only
def reply(request: AgentRequest, number: int) -> HttpResponse:
    """Answer the customer, or propose the resolution; stopped, with nothing lost, when there is news."""
    ticket = visible_ticket(request, number)
    if not request.user.may_reply(ticket):
        raise Http404
    form = ReplyForm(request.POST, request.FILES)
    proposes = request.POST.get("then") == "propose"
    if proposes and are_stale(ticket, request.POST):
        form.add_error("text", _("The procedure has changed. Look once more at what you offer."))
    offers = offer_forms(request.user, ticket, data=request.POST) if proposes else []
    if not all(each.is_valid() for each in (form, *offers)):
        return refused(request, ticket, form=form)
    draft = replace(form.draft(), promises=promised(request, ticket), offers=offered(offers))
    verb = ticket.propose if proposes else ticket.reply
    written = verb(request.user, draft)
    if isinstance(written, MovedOn):
        newest = max(message.pk for message in written.messages)
        again = ReplyForm(
            initial={**typed(request), "seen": newest}
        )  # sending it is a decision now
        return refused(request, ticket, form=again, moved_on=written.messages)
    if isinstance(written, NotGranted):
        again = ReplyForm(initial=typed(request))
        return refused(request, ticket, form=again, not_granted=written.offers)
    if isinstance(written, Undeliverable):
        return refused(request, ticket, form=ReplyForm(initial=typed(request)))
    return _sent(request, ticket, written)


@require_POST
@agents_only
def undo(request: AgentRequest, message_id: int) -> HttpResponse:
    """Take one's reply back while it has not left; its words come back into the composer."""
    message = visible_message(request, message_id)
    ticket = message.ticket
    if message.agent_id != request.user.pk:
        raise Http404
    if not ticket.take_back(message, by=request.user):
        messages.error(request, _("Too late: the reply has left."))
        return after(request, ticket)
    response = after(request, ticket, _("Taken back. Your words are below again."))
    address = f"{reverse('desk:ticket', args=[ticket.number])}?draft={message.pk}"
    view = request.GET.get("view", "")
    address += f"&view={view}" if view in VIEWS else ""
    if request.htmx:
        response["HX-Redirect"] = address
    else:
        response["Location"] = address
    return response


def written(request: AgentRequest, ticket: Ticket) -> HttpResponse:
    """After something was written: a fresh sheet and the refreshed conversation."""
    if not request.htmx:
        return after(request, ticket)
    fresh_ticket = visible_ticket(request, ticket.number)
    context = {**parts(request, fresh_ticket), **composer(request, fresh_ticket)}
    response = render(request, "desk/written.html", context)
    response["HX-Trigger"] = "written"
    return response


def refused(
    request: AgentRequest, ticket: Ticket, *, form: ReplyForm, **facts: Any
) -> HttpResponse:
    """The sheet again, with what is wrong. htmx swaps in no error, so it is told 200."""
    if request.htmx:
        context = {**composer(request, ticket, form=form, **facts), **parts(request, ticket)}
        return render(request, "desk/refused.html", context)
    context = desk(request, ticket, form=form, **facts)
    return render(request, "desk/inbox.html", context, status=UNPROCESSABLE)


def _sent(request: AgentRequest, ticket: Ticket, sent: Message | Proposal) -> HttpResponse:
    message = sent.message if isinstance(sent, Proposal) else sent
    said = _("Resolution proposed.") if isinstance(sent, Proposal) else _("Reply sent.")
    messages.success(request, said, extra_tags=f"undo {reverse('desk:undo', args=[message.pk])}")
    return written(request, ticket)
