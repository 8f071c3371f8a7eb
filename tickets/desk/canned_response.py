from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from tickets.desk.composer import composer, typed
from tickets.desk.forms import ReplyForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import desk
from tickets.models import CannedResponse


@require_POST
@agents_only
def canned_response(request: AgentRequest, number: int) -> HttpResponse:
    """Put a canned response under what is already written, filled in for this customer."""
    ticket = visible_ticket(request, number)
    chosen = get_object_or_404(CannedResponse, pk=_key(request))
    text = chosen.filled(language=ticket.language, values=ticket.placeholders(request.user))
    # The "/" that called the list is not part of the letter.
    written = request.POST.get("text", "").rstrip().removesuffix("/").rstrip()
    form = ReplyForm(
        initial={**typed(request), "text": f"{written}\n\n{text}" if written else text}
    )
    if request.htmx:
        return render(request, "desk/composer.html", composer(request, ticket, form=form))
    return render(request, "desk/inbox.html", desk(request, ticket, form=form))


def _key(request: AgentRequest) -> int:
    value = request.POST.get("canned", "")
    return int(value) if value.isdecimal() and len(value) < 19 else 0
