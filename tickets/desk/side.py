"""What stands beside the conversation: the customer, the clocks, the procedure, the people."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from tickets.desk.call_form import CallForm
from tickets.desk.hint import hint
from tickets.desk.signs import raised_flags
from tickets.desk.step_form import CompletionForm
from tickets.models import (
    Agent,
    Category,
    Clock,
    CustomerGroup,
    OutgoingMail,
    Priority,
    Procedure,
    Promise,
    Rating,
    SLAPolicy,
    Team,
    Ticket,
)
from tickets.models.ticket import Status
from tickets.models.ticket_step import TicketStep

EARLIER = 5


@dataclass(frozen=True)
class Stop:
    """A stop of the line, as components/stops.html draws it."""

    step: TicketStep

    @property
    def state(self) -> str:
        return self.step.state

    @property
    def name(self) -> str:
        return str(self.step.step)

    @property
    def note(self) -> str:
        """What was decided there."""
        return str(self.step.given or "")

    @property
    def when(self) -> dt.datetime | None:
        return self.step.ended_at


@dataclass(frozen=True)
class ClockFace:
    """A clock in words: running until, paused, kept or missed."""

    name: str
    state: str  # "running", "paused", "kept", "late"
    due_at: dt.datetime
    seconds: int  # of business time so far, or in the end


def side(agent: Agent, ticket: Ticket) -> dict[str, Any]:
    now = timezone.now()
    line = ticket.line_of_stops()
    clocks = list(ticket.clocks.select_related("calendar", "policy").order_by("pk"))
    groups = list(CustomerGroup.objects.all())
    proposal = ticket.open_proposal()
    current = next((step for step in line if step.state == TicketStep.State.CURRENT), None)
    return {
        "now": now,
        "stops": [Stop(step) for step in line],
        "current": current,
        "completion": CompletionForm(current) if current else None,
        "passed": [step for step in line if step.is_passed],
        "back_to": ticket.steps_to_go_back_to(),
        "following": next((step for step in line if step.state == TicketStep.State.AHEAD), None),
        "clocks": _clock_faces(clocks, now),
        "policy": _policy(clocks),
        "group": _group(ticket, groups),
        "groups": groups,
        "proposal": proposal,
        "hint": hint(proposal),
        "flags": raised_flags(ticket),
        "promises": ticket.promises.exclude(state=Promise.State.WITHDRAWN),
        "complaint": (complaint := ticket.complaint()),
        "actions": complaint.actions.select_related("owner") if complaint else (),
        **_calls(ticket, now),
        "holding_nonce": secrets.token_urlsafe(18),
        "rating": Rating.objects.filter(ticket=ticket).first(),
        "is_undelivered": OutgoingMail.objects.filter(
            message__in=ticket.conversation(), state__in=OutgoingMail.FAILURES
        ).exists(),
        "merged": ticket.merged.order_by("pk"),
        "choices": _choices(ticket),
        **_known_of(agent, ticket),
    }


def _calls(ticket: Ticket, now: dt.datetime) -> dict[str, Any]:
    """The call that is asked for, and the sheet on which one is logged."""
    form = CallForm(ticket)
    return {
        "callback": ticket.open_callback(),
        "call_form": form,
        "next_window": next((each for each in form.windows if each.begin > now), None),
        "call_nonce": secrets.token_urlsafe(18),
    }


def _clock_faces(clocks: Iterable[Clock], now: dt.datetime) -> list[ClockFace]:
    """The newest clock of each kind."""
    newest = {clock.kind: clock for clock in clocks}
    return [_face(newest[kind], now) for kind in Clock.Kind.values if kind in newest]


def _face(clock: Clock, now: dt.datetime) -> ClockFace:
    if clock.stopped_at:
        state = "kept" if clock.stopped_at <= clock.due_at else "late"
    else:
        state = "paused" if clock.paused_at else "running"
    return ClockFace(clock.get_kind_display(), state, clock.due_at, clock.elapsed(now)[0])


def _policy(clocks: Iterable[Clock]) -> SLAPolicy | None:
    """Whose targets the newest clock counts against; None when that policy is gone."""
    return next((clock.policy for clock in reversed(list(clocks))), None)


def _group(ticket: Ticket, groups: list[CustomerGroup]) -> CustomerGroup | None:
    key = ticket.customer.group_among(CustomerGroup.by_domain(groups))
    return next((group for group in groups if group.pk == key), None)


def _known_of(agent: Agent, ticket: Ticket) -> dict[str, Any]:
    """The customer's other tickets and ratings (R28), as far as this agent may see them."""
    theirs = Ticket.objects.visible_to(agent).filter(customer=ticket.customer)
    others = theirs.exclude(pk=ticket.pk).exclude(merged_into=ticket.pk)
    ratings = Rating.objects.filter(ticket__in=others)
    return {
        "other_tickets": others.order_by("-created_at")[:EARLIER],
        "other_count": others.count(),
        "mergeable": others.open().filter(channel=ticket.channel_id).order_by("-pk")[:EARLIER],
        "average_rating": ratings.aggregate(average=Avg("score"))["average"],
    }


def _choices(ticket: Ticket) -> dict[str, Any]:
    return {
        "agents": Agent.objects.filter(is_active=True).order_by("name"),
        "teams": Team.objects.all(),
        "priorities": Priority.choices,
        "categories": Category.objects.filter(is_retired=False),
        "procedures": Procedure.objects.exclude(published=None),
        "statuses": _next_statuses(ticket),
    }


def _next_statuses(ticket: Ticket) -> list[tuple[str, LazyText]]:
    """To which status an agent may move a ticket by hand; a proposal is made by writing one."""
    if ticket.is_closed:
        return [("open", _("Reopen"))]
    if ticket.status == Status.WAITING:
        return [("open", _("Back to open"))]
    return [("waiting", _("Wait for the customer"))]
