from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import CategoryForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def category(request: AgentRequest, number: int) -> HttpResponse:
    """Sort a ticket under a type of problem; its procedure and team follow."""
    ticket = visible_ticket(request, number)
    form = CategoryForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This category is not in use any more."))
        return after(request, ticket)
    chosen = form.cleaned_data["category"]
    ticket.set_category(chosen, by=request.user)
    return after(request, ticket, _("Category: %s.") % chosen)
