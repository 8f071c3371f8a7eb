from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.desk.inbox import shelf
from tickets.desk.scope import AgentRequest, agents_only
from tickets.models import Ticket

LONGEST_QUERY = 200


@require_GET
@agents_only
def search(request: AgentRequest) -> HttpResponse:
    """By number, address or words, in everything that the agent may see, open and closed."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    visible = Ticket.objects.visible_to(request.user)
    found = visible.search(query) if query else visible.none()
    if re.fullmatch(r"#?\d{1,18}", query) and found.exists():
        return redirect("desk:ticket", query.lstrip("#"))
    address = f"{reverse('desk:search')}?{urlencode({'q': query})}"
    context = shelf(request, found, address=address, recent_first=True)
    context |= {"query": query, "title": _("Found for “%s”") % query}
    template = "desk/list.html" if request.htmx.target == "list" else "desk/inbox.html"
    return render(request, template, context)
