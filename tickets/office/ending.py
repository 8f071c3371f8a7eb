"""How tickets ended, and which ways were chosen: a part of the report, and the tickets behind it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tickets.figures import endings
from tickets.figures.definitions import ENDINGS
from tickets.figures.endings import Ending
from tickets.figures.newest import newest_first
from tickets.models import Alternative
from tickets.office.behind import frame
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only


def ended_how(question: Question) -> dict[str, Any]:
    """What the report says of endings."""
    opened = endings.tickets(question.period, team_id=question.team_id)
    before = endings.tickets(question.period.before(), team_id=question.team_id)
    told = endings.endings(opened)
    return {
        "ended": told,
        "ended_before": endings.endings(before),
        "ended_counts": [(each, getattr(told, each)) for each in Ending],
        "ways": endings.ways(opened),
        "endings_definition": ENDINGS,
    }


@require_GET
@managers_only
def ended(request: ManagerRequest) -> HttpResponse:
    question, asked = Question.read(request.GET), request.GET
    opened = endings.tickets(question.counted, team_id=question.team_id)
    chosen = {name: asked.get(name, "") for name in ("ending", "way", "chosen")}
    if chosen["ending"] in Ending.values:
        opened = endings.ended(opened, Ending(chosen["ending"]))
    if way := _way(chosen["way"]):
        opened = endings.offered(opened, way, is_chosen=bool(chosen["chosen"]))
    page = newest_first(opened.select_related("customer", "assignee"), after=asked.get("after", ""))
    address = f"{question.address()}&{urlencode({k: v for k, v in chosen.items() if v})}"
    context = {
        **frame(question),
        "definition": ENDINGS,
        "page": page,
        "way": way,
        "chosen": chosen["ending"],
        "states": [(each, f"{question.address()}&ending={each}") for each in Ending],
        "first_url": address if asked.get("after") else "",
        "next_url": f"{address}&{urlencode({'after': page.after})}" if page.after else "",
    }
    return render(request, "office/ended.html", context)


def _way(key: str) -> Alternative | None:
    known = Alternative.objects.select_related("version__procedure")
    return known.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
