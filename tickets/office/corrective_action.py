"""All corrective actions: what is open, what is late, what was done and to which effect."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from tickets.figures.newest import newest_first
from tickets.models import CorrectiveAction
from tickets.office.scope import ManagerRequest, managers_only


@require_GET
@managers_only
def corrective_actions(request: ManagerRequest) -> HttpResponse:
    """`state`: open (the usual), late or done."""
    now, asked, after = (
        timezone.now(),
        request.GET.get("state", "open"),
        request.GET.get("after", ""),
    )
    kinds = {
        "open": (pgettext("corrective actions", "Open"), CorrectiveAction.objects.open()),
        "late": (pgettext("corrective actions", "Late"), CorrectiveAction.objects.late(now)),
        "done": (
            pgettext("corrective actions", "Done"),
            CorrectiveAction.objects.exclude(done_at=None),
        ),
    }
    state = asked if asked in kinds else "open"
    rows = kinds[state][1].select_related("owner").prefetch_related("complaints")
    page = newest_first(rows, after=after)
    context = {
        "page": page,
        "tabs": [
            {
                "url": f"?state={key}",
                "label": label,
                "current": key == state,
                "count": None if key == "done" else found.count(),
            }
            for key, (label, found) in kinds.items()
        ],
        "first_url": f"?state={state}" if after else "",
        "next_url": f"?state={state}&after={page.after}" if page.after else "",
        "section": "actions",
    }
    return render(request, "office/corrective_actions.html", context)
