from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import PriorityForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def priority(request: AgentRequest, number: int) -> HttpResponse:
    """Say how pressing a ticket is; its targets follow."""
    ticket = visible_ticket(request, number)
    form = PriorityForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is no such priority."))
        return after(request, ticket)
    ticket.set_priority(form.cleaned_data["priority"], by=request.user)
    return after(request, ticket, _("Priority: %s") % ticket.get_priority_display())
