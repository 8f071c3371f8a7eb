"""The complaints register of the made-up company, as it has grown over the past."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tickets.models import (
    Agent,
    Complaint,
    ComplaintCause,
    ComplaintRegister,
    CorrectiveAction,
    Event,
    Message,
    RegisterYear,
    Ticket,
)
from tickets.models.complaint_register import home_zone

FILE = Path(__file__).with_name("complaints.toml")
COLUMNS = ("product", "severity", "harm_kind", "harm", "asked", "remedy", "cost", "root_cause")
HOURS_LATER = dt.timedelta(hours=5)  # from the complaint until its entry


class Complaints:
    """`write()` enters what the file tells, where history has such tickets."""

    def __init__(self, *, now: dt.datetime) -> None:
        self.now = now
        self.told = tomllib.loads(FILE.read_text(encoding="utf-8"))
        self.agents = {agent.email: agent for agent in Agent.objects.all()}
        self.lead = next(agent for agent in self.agents.values() if agent.role == "lead")
        self.events: list[Event] = []

    def write(self) -> int:
        self.register = ComplaintRegister(**self.told["register"])
        self.register.save()
        found = [(self._ticket(each), each) for each in self.told["complaints"]]
        known = [(ticket, each) for ticket, each in found if ticket]
        known.sort(key=lambda pair: pair[0].created_at)
        newest: Counter[int] = Counter()
        for ticket, each in known:
            year = ticket.created_at.astimezone(home_zone()).year
            newest[year] += 1
            self._enter(ticket, each, year=year, number=newest[year])
        RegisterYear.objects.bulk_create(
            RegisterYear(year=year, newest=number) for year, number in newest.items()
        )
        Event.objects.bulk_create(self.events)
        return len(known)

    def _ticket(self, told: Mapping[str, Any]) -> Ticket | None:
        theirs = Ticket.objects.filter(
            subject__startswith=told["subject"], created_at__lt=self.now - 3 * HOURS_LATER
        )
        newest = list(
            theirs.exclude(assignee=None)
            .order_by("-created_at")
            .select_related("channel__calendar", "assignee")
        )
        return newest[min(told["back"], len(newest) - 1)] if newest else None

    def _enter(self, ticket: Ticket, told: Mapping[str, Any], *, year: int, number: int) -> None:
        entered_at = ticket.created_at + HOURS_LATER
        by = ticket.assignee or self.lead
        why = told.get("annulled", "")
        complaint = Complaint.objects.create(
            year=year,
            number=number,
            ticket=ticket,
            received_at=ticket.created_at,
            entered_at=entered_at,
            entered_by=by,
            answer_due=self.register.answer_due(
                ticket.created_at, hours=ticket.channel.calendar.work_calendar()
            ),
            answered_at=self._answered_at(ticket) if "remedy" in told else None,
            cause=_cause(told.get("cause", ())),
            annulled_at=entered_at + HOURS_LATER if why else None,
            annulled_by=self.lead if why else None,
            annulled_why=why,
            **{name: told[name] for name in COLUMNS if name in told},
        )
        self._record(complaint, Event.Kind.COMPLAINT_ENTERED, entered_at, by)
        if why:
            kind = Event.Kind.COMPLAINT_ANNULLED
            self._record(complaint, kind, entered_at + HOURS_LATER, self.lead, why=why)
        if action := told.get("action"):
            self._act(complaint, action, by)

    def _answered_at(self, ticket: Ticket) -> dt.datetime | None:
        said = ticket.messages.filter(kind=Message.Kind.AGENT).order_by("at").last()
        return said.at if said else None

    def _act(self, complaint: Complaint, told: Mapping[str, Any], by: Agent) -> None:
        opened_at = complaint.entered_at + HOURS_LATER
        due = opened_at + dt.timedelta(days=told["days"])
        is_done = "effect" in told and due < self.now
        action = CorrectiveAction.objects.create(
            text=told["text"],
            owner=self.agents[told["owner"]],
            due_on=due.date(),
            opened_at=opened_at,
            opened_by=by,
            done_at=due - HOURS_LATER if is_done else None,
            effect=told["effect"] if is_done else "",
        )
        action.complaints.add(complaint)
        facts = {"action": action.pk, "words": action.text}
        self._record(complaint, Event.Kind.ACTION_OPENED, opened_at, by, **facts)
        if is_done:
            facts |= {"why": action.effect}
            done_at = due - HOURS_LATER
            self._record(complaint, Event.Kind.ACTION_DONE, done_at, action.owner, **facts)

    def _record(
        self, complaint: Complaint, kind: str, at: dt.datetime, by: Agent, **more: Any
    ) -> None:
        facts = {"complaint": complaint.pk, "number": str(complaint), **more}
        self.events.append(
            Event(ticket_id=complaint.ticket_id, kind=kind, at=at, by=by, data=facts)
        )


def _cause(path: tuple[str, ...]) -> ComplaintCause | None:
    """By its names in English, from the top."""
    cause = None
    for name in path:
        cause = ComplaintCause.objects.filter(parent=cause, name_en=name).first()
    return cause
