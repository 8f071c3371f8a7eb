from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.desk.inbox import VIEWS, listing, undelivered
from tickets.desk.keyset import page_of
from tickets.desk.scope import AgentRequest, agents_only
from tickets.models import Ticket

LONGEST_QUERY = 200


@require_GET
@agents_only
def search(request: AgentRequest) -> HttpResponse:
    """By number, address or words, in everything that the agent may see, open and closed."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    found = Ticket.objects.visible_to(request.user).search(query)
    if re.fullmatch(r"#?\d{1,18}", query) and found.exists():
        return redirect("desk:ticket", query.lstrip("#"))
    page = page_of(
        found.select_related("customer", "assignee") if query else Ticket.objects.none(),
        request.GET.get("after", ""),
        recent_first=True,
    )
    address = f"{reverse('desk:search')}?{urlencode({'q': query})}"
    context = {
        **listing(request, VIEWS["mine"]),
        "view": None,
        "query": query,
        "title": _("Found for “%s”") % query,
        "count": None,
        "page": page,
        "undelivered": undelivered(page.tickets),
        "list_url": address,
        "next_url": f"{address}&{urlencode({'after': page.after})}" if page.after else "",
        "first_url": "" if page.is_first else address,
        "back": "",
    }
    template = "desk/list.html" if request.htmx.target == "list" else "desk/inbox.html"
    return render(request, template, context)
