"""Procedures: their names, their steps in order, their draft and its publishing (R7, R11)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.models import Procedure, ProcedureVersion, Step, Ticket
from tickets.office.forms import NewProcedureForm, ProcedureForm, StepLinesForm
from tickets.office.preview import preview_of
from tickets.office.scope import ManagerRequest, managers_only


@managers_only
def procedures(request: ManagerRequest) -> HttpResponse:
    drafts = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), published_at=None)
    lines = (
        Procedure.objects.select_related("published")
        .prefetch_related("categories")
        .annotate(has_draft=Exists(drafts))
    )
    context = {"procedures": lines, "section": "procedures"}
    return render(request, "office/procedures.html", context)


@managers_only
def new_procedure(request: ManagerRequest) -> HttpResponse:
    """Name it, and name its steps, one a line; then comes what customer and agent read at each."""
    form = NewProcedureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data
        made = Procedure.begun(name_en=names["name_en"], name_es=names["name_es"])
        _add_steps(made, names["steps"])
        first = made.draft().line()
        return redirect("office:step", made.pk, first[0].key) if first else _page_of(made)
    context = {"form": form, "section": "procedures"}
    return render(request, "office/new_procedure.html", context)


@managers_only
def procedure(request: ManagerRequest, procedure_id: int) -> HttpResponse:
    """Put its steps in order; `?step=` shows how a ticket at that step looks."""
    known = get_object_or_404(Procedure, pk=procedure_id)
    form = ProcedureForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Saved: %s") % form.save())
        return _page_of(known)
    return render(request, "office/procedure.html", {"form": form, **_page(request, known)})


@require_POST
@managers_only
def add_steps(request: ManagerRequest, procedure_id: int) -> HttpResponse:
    known = get_object_or_404(Procedure, pk=procedure_id)
    form = StepLinesForm(request.POST)
    if form.is_valid():
        _add_steps(known, form.cleaned_data["steps"])
    return _page_of(known)


@require_POST
@managers_only
def publish(request: ManagerRequest, procedure_id: int) -> HttpResponse:
    """Tickets begin with the draft from now on; without it, nothing changes."""
    known = get_object_or_404(Procedure, pk=procedure_id)
    draft = known.open_draft()
    if draft and draft.gaps():
        messages.error(request, _("Some of it is still missing."))
    elif published := known.publish(by=request.user):
        messages.success(request, _("Version %d: tickets begin with it now.") % published.number)
    return _page_of(known)


@require_POST
@managers_only
def discard(request: ManagerRequest, procedure_id: int) -> HttpResponse:
    known = get_object_or_404(Procedure, pk=procedure_id)
    known.discard_draft()
    messages.success(request, _("The draft is gone."))
    return _page_of(known)


def _page(request: ManagerRequest, known: Procedure) -> dict[str, Any]:
    version = known.working()
    steps = version.line()
    shown = next((step for step in steps if step.key == request.GET.get("step")), None)
    shown = shown or next(iter(steps), None)
    answers = {each.token: each for step in steps for each in step.choices()}
    return {
        "procedure": known,
        "version": version,
        "gaps": version.gaps() if version.is_draft else [],
        "steps": [
            (step, [answers[token] for token in step.only_after if token in answers])
            for step in steps
        ],
        "alternatives": version.alternatives.all(),
        "behind": _behind(known),
        "lines_form": StepLinesForm(),
        "section": "procedures",
        **(preview_of((steps, shown)) if shown else {}),
    }


def _behind(known: Procedure) -> int:
    """How many open tickets still go by an earlier version."""
    running = Ticket.objects.open().filter(procedure_version__procedure=known)
    return running.exclude(procedure_version=known.published).count()


def _add_steps(known: Procedure, names: list[str]) -> None:
    """New steps at the end of the draft, named in the manager's language."""
    field = "name_es" if (get_language() or "").startswith("es") else "name_en"
    for name in names:
        Step(**{field: name}).append_to(known.draft(), words=name)


def _page_of(known: Procedure) -> HttpResponse:
    return redirect("office:procedure", known.pk)
