from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import ReasonForm
from tickets.desk.scope import AgentRequest, agents_only, visible_message, visible_ticket
from tickets.desk.ticket import after
from tickets.models.ticket import Status


@require_POST
@agents_only
def status(request: AgentRequest, number: int) -> HttpResponse:
    """Wait, or open again. A resolution is proposed by writing it; closing needs a reason (`close`)."""
    ticket = visible_ticket(request, number)
    wanted, now = request.POST.get("status"), timezone.now()
    if ticket.is_closed and wanted == Status.OPEN:
        ticket.reopen(at=now, by=request.user)
    elif not ticket.is_closed and wanted in (Status.OPEN, Status.WAITING):
        ticket.move_to(wanted, at=now)
    return after(request, ticket, _("Status: %s.") % ticket.get_status_display())


@require_POST
@agents_only
def close(request: AgentRequest, number: int) -> HttpResponse:
    """Close without the customer's agreement, with the reason on record (R9)."""
    ticket = visible_ticket(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Closing without the customer's yes needs a reason."))
        return after(request, ticket)
    ticket.close(request.user, why=form.cleaned_data["reason"])
    return after(request, ticket, _("Closed."))


@require_POST
@agents_only
def spam(request: AgentRequest, number: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    is_spam = request.POST.get("spam") == "yes"
    ticket.mark_spam(request.user, is_spam=is_spam)
    return after(request, ticket, _("Moved to spam.") if is_spam else _("Not spam."))


@require_POST
@agents_only
def release(request: AgentRequest, message_id: int) -> HttpResponse:
    """Let a held message be seen by the customer too (A18)."""
    message = visible_message(request, message_id)
    message.ticket.release_message(message, by=request.user)
    return after(request, message.ticket, _("The customer sees this message now."))
