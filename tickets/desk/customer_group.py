from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import CustomerGroupForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def customer_group(request: AgentRequest, number: int) -> HttpResponse:
    """Put the customer of a ticket into a group, for all their tickets. What is promised to whom is for managers."""
    if not request.user.is_manager:
        raise PermissionDenied
    ticket = visible_ticket(request, number)
    form = CustomerGroupForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This group is not here any more."))
        return after(request, ticket)
    group = form.cleaned_data["group"]
    ticket.customer.set_group(group, by=request.user)
    said = _("Customer group: %s.") % group if group else _("The customer is in no group by hand.")
    return after(request, ticket, said)
