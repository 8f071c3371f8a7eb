"""What an agent says to a flag: "not so", or hands the ticket up (R29, R11)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after
from tickets.models import Flag


@require_POST
@agents_only
def dismiss_flag(request: AgentRequest, number: int, flag_id: int) -> HttpResponse:
    """ "Not so": counted in the reports, by the signs that misfired."""
    ticket = visible_ticket(request, number)
    flag = get_object_or_404(Flag, pk=flag_id, ticket=ticket)
    ticket.dismiss_flag(flag, by=request.user)
    return after(request, ticket, _("Not so: the flag is down."))


@require_POST
@agents_only
def escalate(request: AgentRequest, number: int, flag_id: int) -> HttpResponse:
    """Hand the ticket up, as the playbook says."""
    ticket = visible_ticket(request, number)
    flag = get_object_or_404(Flag, pk=flag_id, ticket=ticket)
    if not ticket.escalate(flag, by=request.user):
        messages.info(request, _("It was handed up before, or the flag is down."))
        return after(request, ticket)
    return after(request, ticket, _("Handed up, and they are told."))
