from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import NoteForm, ReplyForm
from tickets.desk.reply import refused, written
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket


@require_POST
@agents_only
def note(request: AgentRequest, number: int) -> HttpResponse:
    """Write for colleagues only."""
    ticket = visible_ticket(request, number)
    form = NoteForm(request.POST, request.FILES)
    if not form.is_valid():
        return refused(request, ticket, form=ReplyForm(request.POST, request.FILES))
    words, nonce = form.cleaned_data["text"], form.cleaned_data["nonce"]
    ticket.note(request.user, words, files=form.stored_files(), nonce=nonce)
    messages.success(request, _("Note added."))
    return written(request, ticket)
