from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from tickets.portal.conversation import said
from tickets.portal.scope import Visit, by_link
from tickets.portal.status import where_it_stands


@by_link
def paper(visit: Visit) -> HttpResponseBase:
    """All of it, to be printed or kept: where it stands, the stops, and every word. Nothing to press."""
    context = {**where_it_stands(visit), "messages": said(visit.ticket), "now": timezone.now()}
    return render(visit.request, "portal/paper.html", context)
