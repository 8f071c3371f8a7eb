"""The steps of a procedure. Each change goes into its draft; a step is found by the key that all versions share."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.models import Procedure, ProcedureVersion, Step
from tickets.office.preview import preview_of
from tickets.office.scope import ManagerRequest, managers_only
from tickets.office.step_form import StepForm


@managers_only
def step(request: ManagerRequest, procedure_id: int, key: str = "") -> HttpResponse:
    """Add (without a key) or edit a step."""
    procedure = get_object_or_404(Procedure, pk=procedure_id)
    version = procedure.draft() if request.method == "POST" else procedure.working()
    form = _form(request, version, key)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        if key:
            saved.save()
        else:
            saved.append_to(version, words=saved.name_en or saved.name_es)
        messages.success(request, _("Saved: %s") % saved)
        return _onward(request, version, saved)
    context = {
        "procedure": procedure,
        "step": form.instance if key else None,
        "following": _following(version, key),
        "form": form,
        "section": "procedures",
        **preview_of(_with(form)),
    }
    return render(request, "office/step.html", context)


@require_POST
@managers_only
def preview(request: ManagerRequest, procedure_id: int, key: str = "") -> HttpResponse:
    """What is typed, as customer and agent would see it; nothing is kept."""
    procedure = get_object_or_404(Procedure, pk=procedure_id)
    form = _form(request, procedure.working(), key)
    form.is_valid()
    return render(request, "office/preview.html", preview_of(_with(form)))


@require_POST
@managers_only
def move(request: ManagerRequest, procedure_id: int, key: str) -> HttpResponse:
    _drafted(procedure_id, key).move(-1 if "up" in request.POST else 1)
    return redirect("office:procedure", procedure_id)


@require_POST
@managers_only
def remove(request: ManagerRequest, procedure_id: int, key: str) -> HttpResponse:
    """Take a step out of the draft; tickets that run it keep it."""
    gone = _drafted(procedure_id, key)
    gone.delete()
    messages.success(request, _("“%s” is taken out of the draft.") % gone)
    return redirect("office:procedure", procedure_id)


def _drafted(procedure_id: int, key: str) -> Step:
    draft = get_object_or_404(Procedure, pk=procedure_id).draft()
    return get_object_or_404(Step.objects.select_related("version"), version=draft, key=key)


def _form(request: ManagerRequest, version: ProcedureVersion, key: str) -> StepForm:
    line = version.line()
    known = next((step for step in line if step.key == key), None)
    if key and not known:
        raise Http404
    return StepForm(request.POST or None, instance=known, line=line)


def _with(form: StepForm) -> tuple[list[Step], Step]:
    """The line with the step as it is typed, also while the form is not yet complete."""
    typed = form.instance
    line = [typed if each.key == typed.key else each for each in form.line]
    return (line if typed.key else [*line, typed]), typed


def _following(version: ProcedureVersion, key: str) -> Step | None:
    line = version.line()
    keys = [step.key for step in line]
    return next(iter(line[keys.index(key) + 1 :]), None) if key in keys else None


def _onward(request: ManagerRequest, version: ProcedureVersion, saved: Step) -> HttpResponse:
    following = _following(version, saved.key) if "next" in request.POST else None
    if following:
        return redirect("office:step", version.procedure_id, following.key)
    return redirect("office:procedure", version.procedure_id)
