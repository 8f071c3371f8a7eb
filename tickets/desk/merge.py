from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import MergeForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import after, open_page
from tickets.models import Ticket


@require_POST
@agents_only
def merge(request: AgentRequest, number: int) -> HttpResponse:
    """Go on in another ticket that this agent sees, and open that one."""
    ticket = visible_ticket(request, number)
    form = MergeForm(request.POST)
    form.fields["into"].queryset = Ticket.objects.visible_to(request.user)  # type: ignore[attr-defined]
    if not form.is_valid():
        messages.error(request, str(form.errors["into"][0]))
        return after(request, ticket)
    other = form.cleaned_data["into"]
    if obstacle := ticket.merge_into(other, by=request.user):
        messages.error(request, obstacle.label)
        return after(request, ticket)
    messages.success(
        request,
        _("#%d goes on here.") % ticket.number,
        extra_tags=f"undo {reverse('desk:unmerge', args=[ticket.number])}",
    )
    return open_page(request, other.heir)


@require_POST
@agents_only
def unmerge(request: AgentRequest, number: int) -> HttpResponse:
    visible = Ticket.objects.visible_to(request.user)
    ticket = get_object_or_404(visible.filter(merged_into__in=visible), pk=number)
    if ticket.unmerge(by=request.user):
        messages.success(request, _("#%d is a ticket of its own again.") % ticket.number)
    return open_page(request, ticket)
