from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.step_form import ProcedureForm
from tickets.desk.ticket import after


@require_POST
@agents_only
def change_procedure(request: AgentRequest, number: int) -> HttpResponse:
    """Run another procedure; what was done of the one before stays on the line."""
    ticket = visible_ticket(request, number)
    form = ProcedureForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This procedure is not in use."))
        return after(request, ticket)
    chosen = form.cleaned_data["procedure"]
    ticket.begin_procedure(chosen, by=request.user)
    return after(request, ticket, _("Procedure: %s.") % chosen)
