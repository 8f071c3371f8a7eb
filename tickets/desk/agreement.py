"""The record of an answer that came in the words of a mail: an agent decides, never the machine (R9)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after
from tickets.models import Proposal
from tickets.rules.agreement import Stance


@require_POST
@agents_only
def agreement(
    request: AgentRequest, number: int, proposal_id: int, message_id: int
) -> HttpResponse:
    """Record what this message of the customer answers to the proposal."""
    ticket = visible_ticket(request, number)
    proposal = get_object_or_404(Proposal, pk=proposal_id, ticket=ticket)
    message = get_object_or_404(proposal.answers(), pk=message_id)
    if request.POST.get("answer") == Stance.NO:
        ticket.decline_as_written(proposal, message, by=request.user)
        return after(request, ticket, _("Recorded: not yet."))
    offered = list(proposal.options.all())
    option = next((each for each in offered if str(each.pk) == request.POST.get("option")), None)
    if offered and not option:
        messages.error(request, _("Say which of the options the customer chose."))
        return after(request, ticket)
    ticket.accept(proposal, option, by=request.user, message=message)
    return after(request, ticket, _("Recorded: the customer agrees."))
