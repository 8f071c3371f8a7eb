"""How we keep our word: a part of the report, and the promises behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
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
class Line:
    """A row of the table: whose word, and what narrows the promises behind it to these."""

    name: str
    chosen: str
    word: Word


def kept_word(question: Question) -> dict[str, Any]:
    """What the report says of promises."""
    period, team = question.period, question.team_id
    words = promises.by_kind(period, team_id=team)
    by_kind = [
        Line(str(Promise.Kind(kind).label), f"&kind={kind}", word)
        for kind, word in words.items()
        if word.count
    ]
    return {
        "word": promises.word(period, team_id=team),
        "word_before": promises.word(period.before(), team_id=team),
        "words_by_kind": by_kind,
        "words_by_agent": _by_agent(promises.by_agent(period, team_id=team)),
        "promises_definition": PROMISES,
    }


def _by_agent(words: dict[int | None, Word]) -> list[Line]:
    agents = Agent.objects.in_bulk()
    given = [Line(str(agents[key]), f"&agent={key}", word) for key, word in words.items() if key]
    by_itself = [Line(_("the desk by itself"), "&agent=0", words[None])] if None in words else []
    return [*sorted(given, key=lambda line: line.name), *by_itself]


@require_GET
@managers_only
def promised(request: ManagerRequest) -> HttpResponse:
    question, after = Question.read(request.GET), request.GET.get("after", "")
    made = promises.promises(question.counted, team_id=question.team_id)
    chosen = {name: request.GET.get(name, "") for name in ("promise", "kind", "agent")}
    if (state := chosen["promise"]) in COUNTED:
        made = made.filter(state=state)
    if (kind := chosen["kind"]) in Promise.Kind.values:
        made = made.filter(kind=kind)
    if (agent := chosen["agent"]).isdecimal() and len(agent) < 10:
        made = made.filter(agent=int(agent) or None)
    page = newest_first(made.select_related("ticket__customer", "agent"), after=after)

    def address(**others: str) -> str:
        said = {**chosen, **others}
        return f"{question.address()}&{urlencode({k: v for k, v in said.items() if v})}"

    context = {
        **frame(question),
        "definition": PROMISES,
        "page": page,
        "chosen": state,
        "all_url": address(promise=""),
        "states": [(Promise.State(each), address(promise=each)) for each in COUNTED],
        "first_url": address() if after else "",
        "next_url": address(after=page.after) if page.after else "",
    }
    return render(request, "office/promised.html", context)
