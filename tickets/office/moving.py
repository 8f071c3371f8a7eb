"""Moving running tickets to the published version, with a preview of where each lands."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.models import Procedure, Ticket, TicketStep
from tickets.models.ticket.reroutable import landing_of
from tickets.office.scope import ManagerRequest, managers_only

MOST_AT_ONCE = 500


@dataclass
class Landing:
    """Tickets that stand at one step of one version, and the step where they go on."""

    key: str
    number: int  # of their version
    place: int  # of the step where they stand, in its line
    now: str
    then: str
    is_same: bool
    tickets: list[Ticket] = field(default_factory=list)


@managers_only
def moving(request: ManagerRequest, procedure_id: int) -> HttpResponse:
    """Which ticket lands where; a post moves those of the chosen rows."""
    procedure = get_object_or_404(Procedure.objects.exclude(published=None), pk=procedure_id)
    landings = _landings(procedure)
    if request.method == "POST":
        chosen = set(request.POST.getlist("landing"))
        moved = _move(procedure, (each for each in landings if each.key in chosen), request)
        words = ngettext("%d ticket is moved.", "%d tickets are moved.", moved) % moved
        messages.success(request, words)
        return redirect("office:procedure", procedure.pk)
    context = {"procedure": procedure, "landings": landings, "section": "procedures"}
    return render(request, "office/moving.html", context)


def _landings(procedure: Procedure) -> list[Landing]:
    version = procedure.published
    assert version
    line = version.line()
    steps, stops = {step.key: step for step in line}, [step.stop() for step in line]
    rows: dict[str, Landing] = {}
    for ticket, lived in _behind(procedure):
        was = next((row.step for row in lived if row.state == TicketStep.State.CURRENT), None)
        landed = landing_of(lived, procedure.pk, stops)
        number = ticket.procedure_version.number if ticket.procedure_version else 0
        key = f"{number}-{was.key if was else ''}-{landed}"
        now, then = was or _("after the last step"), steps.get(landed) or _("after the last step")
        is_same = was is not None and was.key == landed
        place = was.position if was else -1
        row = rows.setdefault(key, Landing(key, number, place, str(now), str(then), is_same))
        row.tickets.append(ticket)
    return sorted(rows.values(), key=lambda row: (row.number, row.place))


def _behind(procedure: Procedure) -> Iterator[tuple[Ticket, list[TicketStep]]]:
    """The open tickets that go by an earlier version, each with its line."""
    tickets = (
        Ticket.objects.open()
        .filter(procedure_version__procedure=procedure)
        .exclude(procedure_version=procedure.published)
        .select_related("procedure_version")
        .order_by("pk")
    )
    lived = defaultdict(list)
    rows = TicketStep.objects.filter(ticket__in=tickets).exclude(state=TicketStep.State.LEFT)
    for row in rows.select_related("step__version").order_by("position"):
        lived[row.ticket_id].append(row)
    for ticket in tickets:
        yield ticket, lived[ticket.pk]


def _move(procedure: Procedure, landings: Iterable[Landing], request: ManagerRequest) -> int:
    """The first so many, in one request; the procedure's page says how many are left."""
    version = procedure.published
    assert version
    tickets = (ticket for landing in landings for ticket in landing.tickets)
    chosen = itertools.islice(tickets, MOST_AT_ONCE)
    return sum(ticket.move_to_version(version, by=request.user) for ticket in chosen)
