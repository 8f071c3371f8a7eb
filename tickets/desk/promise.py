from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after
from tickets.models import Promise, Ticket
from tickets.rules.promised import PromisedDate


def promised(request: AgentRequest, ticket: Ticket) -> tuple[PromisedDate, ...]:
    """The dates in what is written, but for those that the agent says are no promises."""
    text = request.POST.get("text", "")
    no_promises = request.POST.getlist("no_promise")
    return tuple(date for date in ticket.promises_in(text) if date.words not in no_promises)


@require_POST
@agents_only
def promises(request: AgentRequest, number: int) -> HttpResponse:
    """What the reply on the sheet promises, while it is written."""
    ticket = visible_ticket(request, number)
    is_note = request.POST.get("mode") == "note"
    dates = () if is_note else ticket.promises_in(request.POST.get("text", ""))
    facts = {"dates": dates, "no_promises": request.POST.getlist("no_promise")}
    return render(request, "desk/promised.html", facts)


@require_POST
@agents_only
def hold(request: AgentRequest, number: int) -> HttpResponse:
    """Tell the customer that we have it, and by when we answer (R2)."""
    ticket = visible_ticket(request, number)
    nonce = request.POST.get("nonce", "")[:64]
    if not nonce or not request.user.may_reply(ticket):
        raise Http404
    promise = ticket.hold(request.user, nonce=nonce)
    if promise is None:
        messages.error(
            request,
            _("Nothing was sent: this customer gets no mail from us, or the ticket is closed."),
        )
        return after(request, ticket)
    return after(request, ticket, _("The customer was told: an answer by %s.") % promise.words)


@require_POST
@agents_only
def settle(request: AgentRequest, number: int, promise_id: int) -> HttpResponse:
    """Say that what was promised is done, or that it was no promise."""
    ticket = visible_ticket(request, number)
    promise = get_object_or_404(Promise, pk=promise_id, ticket=ticket)
    if request.POST.get("promise") == "none":
        ticket.withdraw_promise(promise, by=request.user)
        return after(request, ticket, _("No promise any more."))
    ticket.keep_promise(promise, by=request.user)
    return after(request, ticket, _("Promise kept."))
