"""Open a ticket for somebody who is on the phone (R10)."""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tickets.desk.caller_form import CallerForm
from tickets.desk.scope import AgentRequest, agents_only
from tickets.desk.ticket import open_page
from tickets.models import Channel, Ticket


@agents_only
def caller(request: AgentRequest) -> HttpResponse:
    form = CallerForm(request.POST or None, initial=_fresh())
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        facts = {"form": form, "title": _("New ticket for a caller")}
        return render(request, "desk/caller.html", facts, status=status)
    cleaned = form.cleaned_data
    ticket = Ticket.open_for(
        request.user, form.incoming(), channel=cleaned["channel"], category=cleaned["category"]
    )
    return open_page(request, ticket)


def _fresh() -> dict[str, object]:
    return {"channel": Channel.objects.first(), "nonce": secrets.token_urlsafe(18)}
