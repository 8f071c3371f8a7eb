from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only
from tickets.models import Agent, Notice

MOST_COUNTED = 100


def calling(agent: Agent) -> dict[str, Any]:
    """What this agent was told and has not put away: the newest, and how many there are beside it."""
    notices = Notice.objects.calling(agent).select_related("ticket__customer", "clock")
    told = list(notices[:MOST_COUNTED])
    return {"notice": told[0] if told else None, "told": len(told), "more_notices": len(told) - 1}


@require_POST
@agents_only
def seen(request: AgentRequest, notice_id: int) -> HttpResponse:
    """Put a notice away."""
    notice = get_object_or_404(Notice, pk=notice_id, agent=request.user)
    notice.see(at=timezone.now())
    if request.htmx:
        return render(request, "desk/notices.html", calling(request.user))
    return redirect("desk:inbox")
