from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import AddressForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def customer_address(request: AgentRequest, number: int) -> HttpResponse:
    """Write down who the customer is, where no mail reaches them."""
    ticket = visible_ticket(request, number)
    if not request.user.may_reply(ticket):
        raise Http404
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, " ".join(str(error) for each in form.errors.values() for error in each)
        )
        return after(request, ticket)
    email, name = form.cleaned_data["email"], form.cleaned_data["name"]
    if not ticket.write_down_address(email, name=name, by=request.user):
        messages.info(request, _("The address is known by now: %s.") % ticket.customer.email)
        return after(request, ticket)
    return after(request, ticket, _("From now on answers go to %s.") % email)
