from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after


@require_POST
@agents_only
def renew_link(request: AgentRequest, number: int) -> HttpResponse:
    """The customer's link got into other hands: end it. Our next mail carries a new one (A36)."""
    ticket = visible_ticket(request, number)
    ticket.revoke_links(request.user)
    return after(request, ticket, _("The old link is dead. Our next mail carries a new one."))
