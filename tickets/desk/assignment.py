from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import AssignForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def claim(request: AgentRequest, number: int) -> HttpResponse:
    """Take a ticket that nobody has."""
    ticket = visible_ticket(request, number)
    if ticket.claim(request.user):
        return after(request, ticket, _("It is yours."))
    messages.error(request, _("%s was quicker.") % ticket.assignee)
    return after(request, ticket)


@require_POST
@agents_only
def assign(request: AgentRequest, number: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    form = AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This person or team is not here any more."))
        return after(request, ticket)
    agent, team = form.cleaned_data["agent"], form.cleaned_data["team"]
    ticket.assign(agent, by=request.user, team=team)
    said = _("Assigned to %s.") % agent if agent else _("Nobody has it now.")
    return after(request, ticket, said)
