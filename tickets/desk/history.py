"""Events as sentences for colleagues."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from tickets.models import (
    Agent,
    Category,
    Clock,
    Event,
    Matter,
    OutgoingMail,
    Priority,
    Procedure,
    Promise,
    ProposalOption,
    Step,
    Team,
    Ticket,
)
from tickets.models.ticket import CloseReason, Status
from tickets.reasons import Reason

Kind = Event.Kind
# What stands between the messages; the rest is only in the history.
MARKED = frozenset(
    {
        Kind.NOT_ACKNOWLEDGED, Kind.ASSIGNED, Kind.RELEASED, Kind.CATEGORY, Kind.PRIORITY,
        Kind.STEP_DONE, Kind.STEP_SKIPPED, Kind.WENT_BACK, Kind.PROCEDURE_MOVED, Kind.ACCEPTED,
        Kind.DECLINED, Kind.CLOSED, Kind.REOPENED, Kind.SPAM, Kind.NOT_SPAM, Kind.MERGED,
        Kind.UNMERGED, Kind.BREACHED, Kind.ESCALATED, Kind.RATED, Kind.RELEASED_MESSAGE,
        Kind.SENT_AGAIN, Kind.NOT_SENT, Kind.SUPPRESSION_LIFTED, Kind.ADDRESS_KNOWN,
        Kind.PROMISE_MISSED, Kind.DELAY_TOLD, Kind.CALL_ASKED, Kind.CALL_CANCELLED,
        Kind.COMPLAINT_ENTERED, Kind.COMPLAINT_ANNULLED, Kind.FLAG_DISMISSED,
    }
)  # fmt: skip
ALARMS = frozenset(
    {Kind.DUE_SOON, Kind.BREACHED, Kind.ESCALATED, Kind.FLAGGED, Kind.FLAG_DISMISSED}
)
ICONS = {
    Kind.NOT_ACKNOWLEDGED: "hidden",
    Kind.NOT_SENT: "hidden",
    Kind.SENT_AGAIN: "refresh",
    Kind.ASSIGNED: "hand",
    Kind.RELEASED: "hand",
    Kind.CATEGORY: "tag",
    Kind.STEP_DONE: "check",
    Kind.STEP_SKIPPED: "skip",
    Kind.WENT_BACK: "undo",
    Kind.ACCEPTED: "handshake",
    Kind.DECLINED: "cross",
    Kind.CLOSED: "check",
    Kind.REOPENED: "undo",
    Kind.SPAM: "spam",
    Kind.MERGED: "merge",
    Kind.UNMERGED: "undo",
    Kind.PRIORITY: "flag",
    Kind.BREACHED: "alert",
    Kind.FLAGGED: "upset",
    Kind.FLAG_DISMISSED: "cross",
    Kind.ESCALATED: "up",
    Kind.CALL_ASKED: "phone",
    Kind.CALL_CANCELLED: "cross",
    Kind.CALLED: "phone",
    Kind.PROMISED: "clock",
    Kind.DELAY_TOLD: "clock",
    Kind.PROMISE_KEPT: "check",
    Kind.PROMISE_MISSED: "alert",
    Kind.RATED: "star",
    Kind.COMPLAINT_ENTERED: "flag",
    Kind.COMPLAINT_AMENDED: "pencil",
    Kind.COMPLAINT_ANNULLED: "cross",
    Kind.ACTION_DONE: "check",
    Kind.ACTION_REOPENED: "undo",
}
LONGEST = 200


@dataclass(frozen=True)
class Happening:
    at: dt.datetime
    kind: str
    icon: str
    words: str
    who: str


class Names:
    """The names of what events point to, read once a page."""

    def __init__(self, events: list[Event]) -> None:
        told = {agent for each in events for agent in each.data.get("told", ())}
        self.agents = Agent.objects.in_bulk(
            {each.data.get("to") for each in events} - {None} | told
        )
        self.teams = Team.objects.in_bulk({each.data.get("team") for each in events} - {None})
        steps = {each.data.get("step") for each in events} - {None}
        self.steps = Step.objects.in_bulk(steps)
        self.categories = Category.objects.in_bulk(
            {each.data.get("after") for each in events if each.kind == Kind.CATEGORY} - {None}
        )
        self.promises = Promise.objects.in_bulk(
            {each.data.get("promise") for each in events} - {None}
        )
        options = ProposalOption.objects.select_related("alternative")
        self.options = options.in_bulk({each.data.get("option") for each in events} - {None})
        self.procedures = Procedure.objects.in_bulk(
            {each.data.get("procedure") for each in events} - {None}
        )


def happenings(ticket: Ticket) -> list[Happening]:
    """The newest events of a ticket, oldest first."""
    events = list(ticket.events.select_related("by").reverse()[:LONGEST])[::-1]
    names = Names(events)
    return [
        Happening(
            at=event.at,
            kind=event.kind,
            icon=ICONS.get(Kind(event.kind), "history"),
            words=_sentence(event, names),
            who=str(event.by) if event.by else "",
        )
        for event in events
    ]


def _sentence(event: Event, names: Names) -> str:
    data = event.data
    if event.kind == Kind.ASSIGNED:
        return _assigned(event, names)
    if event.kind in (Kind.STEP_DONE, Kind.STEP_SKIPPED, Kind.WENT_BACK):
        return _stepped(event, names)
    if event.kind == Kind.CATEGORY and (category := names.categories.get(data.get("after"))):
        return _("Category: %s") % category
    if event.kind == Kind.PROCEDURE_BEGUN and (
        begun := names.procedures.get(data.get("procedure"))
    ):
        return _("Procedure begun: %s") % begun
    if event.kind == Kind.PROCEDURE_MOVED:
        return _("Moved to version %(number)s of the procedure") % {"number": data.get("after")}
    if event.kind == Kind.STATUS:
        return _("Status: %s") % _label(Status, data.get("after"))
    if event.kind == Kind.PRIORITY:
        return _("Priority: %s") % _label(Priority, data.get("after"))
    if event.kind == Kind.RETARGETED:
        return _("Targets of the policy “%s” from the start of each clock") % str(data["policy"])
    if event.kind in ALARMS:
        return _rung(event, names)
    if event.kind == Kind.CLOSED:
        return _with_reason(_("Closed: %s") % _label(CloseReason, data.get("reason")), data, "note")
    if option := names.options.get(data.get("option")):
        return _with_reason(_("The customer chose: %s") % option, data, "why")
    if promise := names.promises.get(data.get("promise")):
        return f"{_first_capital(str(event.get_kind_display()))}: “{promise.words}”"
    if event.kind == Kind.RATED:
        return _("The customer rated it %(score)s of 5") % {"score": data.get("score")}
    if event.kind == Kind.MERGED:
        return _("Ticket #%d goes on in this one") % int(data["ticket"])
    if event.kind == Kind.UNMERGED:
        return _("Merge with #%d undone") % int(data["ticket"])
    if event.kind == Kind.DELIVERY:
        return _with_reason(
            _("Mail: %s") % _label(OutgoingMail.State, data.get("state")), data, "error"
        )
    return _with_reason(_plain(event), data, "why")


def _plain(event: Event) -> str:
    """What happened, with the number of the complaint or the words of the corrective action."""
    about = event.data.get("words") or (event.data.get("complaint") and event.data.get("number"))
    kind = _first_capital(str(event.get_kind_display()))
    return f"{kind}: {about}" if about else kind


def _assigned(event: Event, names: Names) -> str:
    agent, team = names.agents.get(event.data.get("to")), names.teams.get(event.data.get("team"))
    if agent and agent == event.by:
        return _("Took the ticket")
    if agent:
        return _("Assigned to %s") % agent
    return _("Given to the team %s") % team if team else _("Unassigned")


def _rung(event: Event, names: Names) -> str:
    """ "First response: target missed", or "Upset: escalated to Luisa Mora"."""
    data = event.data
    what = _label(Clock.Kind, data.get("clock_kind")) or _label(Matter, data.get("matter"))
    if event.kind == Kind.FLAGGED:
        return _("Flag: %s") % what
    if event.kind == Kind.FLAG_DISMISSED:
        return _("Not so: %s") % what
    if event.kind == Kind.BREACHED:
        return _("%s: target missed") % what
    told = [names.agents[key] for key in data.get("told", ()) if key in names.agents]
    facts = {"clock": what, "who": ", ".join(str(agent) for agent in told)}
    if event.kind == Kind.ESCALATED:
        return _("%(clock)s: escalated to %(who)s") % facts
    return _("%(clock)s: due soon, told %(who)s") % facts


def _stepped(event: Event, names: Names) -> str:
    step = names.steps.get(event.data.get("step"))
    if event.kind == Kind.STEP_SKIPPED:
        return _with_reason(_("Step skipped: %s") % step, event.data, "reason")
    if event.kind == Kind.WENT_BACK:
        return _with_reason(_("Back at the step: %s") % step, event.data, "reason")
    choices = step.choices() if step else []
    answer = next((each for each in choices if each.key == event.data.get("answer")), None)
    done = _("Step done: %s") % step
    return f"{done} · {answer}" if answer else done


def _with_reason(words: str, data: dict[str, Any], key: str) -> str:
    reason = Reason.read(str(data.get(key) or "")).told
    return f"{words} ({reason})" if reason else words


def _label(choices: type[Choices], value: object) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]
