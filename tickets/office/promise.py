"""How we keep our word: a part of the report, and the promises behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tickets.figures import promises
from tickets.figures.definitions import PROMISES
from tickets.figures.newest import newest_first
from tickets.figures.promises import COUNTED, Word
from tickets.models import Agent, Promise
from tickets.office.behind import frame
from tickets.office.question import Question
from tickets.office.scope import ManagerRequest, managers_only


@dataclass(frozen=True)
class AgentLine:
    agent: Agent | None
    word: Word


def kept_word(question: Question) -> dict[str, Any]:
    """What the report says of promises."""
    period, team = question.period, question.team_id
    agents = Agent.objects.in_bulk()
    lines = [
        AgentLine(agents.get(key or 0), word)
        for key, word in promises.by_agent(period, team_id=team).items()
    ]
    return {
        "word": promises.word(period, team_id=team),
        "word_before": promises.word(period.before(), team_id=team),
        "words_by_agent": sorted(lines, key=lambda line: (line.agent is None, str(line.agent))),
        "promises_definition": PROMISES,
    }


@require_GET
@managers_only
def promised(request: ManagerRequest) -> HttpResponse:
    question, after = Question.read(request.GET), request.GET.get("after", "")
    made = promises.promises(question.counted, team_id=question.team_id)
    state = request.GET.get("promise", "")
    if state in COUNTED:
        made = made.filter(state=state)
    agent = request.GET.get("agent", "")
    if agent.isdecimal() and len(agent) < 10:
        made = made.filter(agent=int(agent) or None)
    page = newest_first(made.select_related("ticket__customer", "agent"), after=after)
    chosen = {"promise": state, "agent": agent}
    address = f"{question.address()}&{urlencode({k: v for k, v in chosen.items() if v})}"
    context = {
        **frame(question),
        "definition": PROMISES,
        "page": page,
        "chosen": state,
        "states": [
            (Promise.State(each), f"{question.address()}&promise={each}") for each in COUNTED
        ],
        "first_url": address if after else "",
        "next_url": f"{address}&{urlencode({'after': page.after})}" if page.after else "",
    }
    return render(request, "office/promised.html", context)
