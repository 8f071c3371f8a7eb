from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.call_form import CallForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def log_call(request: AgentRequest, number: int) -> HttpResponse:
    """Say what became of a call to the customer."""
    ticket = visible_ticket(request, number)
    form = CallForm(ticket, request.POST)
    if not form.is_valid():
        messages.error(request, _("Say whether you reached the customer."))
        return after(request, ticket)
    ticket.log_call(request.user, form.call())
    return after(request, ticket, _("The call is in the conversation."))


@require_POST
@agents_only
def cancel_call(request: AgentRequest, number: int) -> HttpResponse:
    """The customer wants no call any more."""
    ticket = visible_ticket(request, number)
    callback = ticket.open_callback()
    if callback:
        ticket.cancel_call(callback, by=request.user)
    return after(request, ticket, _("The call is cancelled."))
