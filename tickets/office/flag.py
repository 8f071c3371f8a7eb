"""Who was upset or at risk, and which signs misfire: a part of the report, and the flags behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tickets.figures import flags
from tickets.figures.definitions import FLAGS
from tickets.figures.newest import newest_first
from tickets.models import Flag, FlagReason, Matter
from tickets.office.behind import frame
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only


def raised_flags(question: Question) -> dict[str, Any]:
    """What the report says of flags."""
    period, team = question.period, question.team_id
    return {
        "raised": flags.raised(period, team_id=team),
        "raised_before": flags.raised(period.before(), team_id=team),
        "raised_by_kind": list(flags.by_kind(period, team_id=team).items()),
        "raised_by_sign": flags.by_sign(period, team_id=team),
        "flags_definition": FLAGS,
    }


@require_GET
@managers_only
def flagged(request: ManagerRequest) -> HttpResponse:
    question, asked = Question.read(request.GET), request.GET
    chosen = {
        name: asked.get(name, "") for name in ("kind", "state", "escalated", "sign", "phrase")
    }
    rows = _among(flags.flags(question.counted, team_id=question.team_id), chosen)
    rows = rows.select_related("ticket__customer", "settled_by").prefetch_related("reasons")
    page = newest_first(rows, after=asked.get("after", ""))
    kept = {name: value for name, value in chosen.items() if value}
    address = f"{question.address()}&{urlencode(kept)}"
    others = urlencode({name: value for name, value in kept.items() if name != "state"})
    context = {
        **frame(question),
        "definition": FLAGS,
        "page": page,
        "chosen": chosen["state"],
        "all_url": f"{question.address()}&{others}",
        "states": [(each, f"{question.address()}&{others}&state={each}") for each in Flag.State],
        "first_url": address if asked.get("after") else "",
        "next_url": f"{address}&{urlencode({'after': page.after})}" if page.after else "",
    }
    return render(request, "office/flagged.html", context)


def _among(raised: QuerySet[Flag], chosen: Mapping[str, str]) -> QuerySet[Flag]:
    if chosen["kind"] in Matter.values:
        raised = raised.filter(kind=chosen["kind"])
    if chosen["state"] in Flag.State.values:
        raised = raised.filter(state=chosen["state"])
    if chosen["escalated"]:
        raised = raised.exclude(escalated_at=None)
    if chosen["sign"] in FlagReason.Sign.values:
        phrase = chosen["phrase"].replace("\0", "")
        reasons = FlagReason.objects.filter(sign=chosen["sign"], phrase=phrase)
        raised = raised.filter(pk__in=reasons.values("flag"))
    return raised
