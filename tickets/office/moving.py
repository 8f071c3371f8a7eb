"""Moving running tickets to the published version, with a preview of where each lands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.models import Procedure, Step, Ticket
from tickets.office.scope import ManagerRequest, managers_only


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
    steps: dict[str, Step] = {step.key: step for step in version.line()}
    behind = Ticket.objects.open().filter(procedure_version__procedure=procedure)
    rows: dict[str, Landing] = {}
    for ticket in behind.exclude(procedure_version=version).select_related("procedure_version"):
        current, landed = ticket.current_step(), ticket.landing_in(version)
        was = current.step if current else None
        number = ticket.procedure_version.number if ticket.procedure_version else 0
        key = f"{number}-{was.key if was else ''}-{landed}"
        now, then = was or _("after the last step"), steps.get(landed) or _("after the last step")
        is_same = was is not None and was.key == landed
        place = was.position if was else -1
        row = rows.setdefault(key, Landing(key, number, place, str(now), str(then), is_same))
        row.tickets.append(ticket)
    return sorted(rows.values(), key=lambda row: (row.number, row.place))


def _move(procedure: Procedure, landings: Iterable[Landing], request: ManagerRequest) -> int:
    assert procedure.published
    return sum(
        ticket.move_to_version(procedure.published, by=request.user)
        for landing in landings
        for ticket in landing.tickets
    )
