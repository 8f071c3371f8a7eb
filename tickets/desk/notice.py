from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tickets.desk.scope import AgentRequest, agents_only
from tickets.models import Agent, Notice

MOST_SHOWN = 3


def calling(agent: Agent) -> dict[str, Any]:
    """What this agent was told and has not seen yet: the newest, and how many more there are."""
    notices = Notice.objects.calling(agent).select_related("ticket__customer", "clock")
    shown = list(notices[:MOST_SHOWN])
    is_full = len(shown) == MOST_SHOWN
    return {"notices": shown, "more_notices": notices.count() - MOST_SHOWN if is_full else 0}


@require_POST
@agents_only
def seen(request: AgentRequest, notice_id: int) -> HttpResponse:
    """Put a notice away."""
    notice = get_object_or_404(Notice, pk=notice_id, agent=request.user)
    notice.see(at=timezone.now())
    if request.htmx:
        return render(request, "desk/notices.html", calling(request.user))
    return redirect("desk:inbox")
