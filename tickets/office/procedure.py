"""Procedures and their steps, with a preview of what customer and agent will see (R7, R11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.models import BusinessCalendar, Procedure, Step
from tickets.office.forms import ProcedureForm, StepForm
from tickets.office.scope import ManagerRequest, managers_only
from tickets.rules import moments
from tickets.rules.worktime import ALWAYS_OPEN


@dataclass(frozen=True)
class Stop:
    """A stop of the line, as components/stops.html draws it."""

    name: str
    state: str
    when: dt.datetime | None = None


@dataclass(frozen=True)
class CustomerView:
    """What the customer's page says while a ticket is at this step."""

    language: str
    now: str
    following: str
    by: str
    stops: list[Stop]


@managers_only
def procedures(request: ManagerRequest) -> HttpResponse:
    live = Count("steps", filter=Q(steps__retired_at=None))
    lines = Procedure.objects.annotate(live=live).prefetch_related("categories")
    context = {"procedures": lines, "section": "procedures"}
    return render(request, "office/procedures.html", context)


@managers_only
def procedure(request: ManagerRequest, procedure_id: int | None = None) -> HttpResponse:
    """Name it, put its steps in order; `?step=` shows how a ticket at that step looks."""
    known = get_object_or_404(Procedure, pk=procedure_id) if procedure_id else None
    form = ProcedureForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved: %s") % saved)
        return redirect("office:procedure", saved.pk)
    steps = list(known.live_steps().select_related("team")) if known else []
    shown = next((step for step in steps if str(step.pk) == request.GET.get("step")), None)
    shown = shown or (steps[0] if steps else None)
    context = {
        "procedure": known,
        "form": form,
        "steps": steps,
        "retired": known.steps.exclude(retired_at=None) if known else [],
        "section": "procedures",
        **(_preview(steps, shown) if shown else {}),
    }
    return render(request, "office/procedure.html", context)


@managers_only
def step(request: ManagerRequest, procedure_id: int, step_id: int | None = None) -> HttpResponse:
    """Add (without a key) or edit a step."""
    owner, known, form = _step_form(request, procedure_id, step_id)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        if known:
            saved.save()
        else:
            owner.append(saved)
        messages.success(request, _("Saved: %s") % saved)
        return redirect("office:procedure", owner.pk)
    context = {
        "procedure": owner,
        "step": known,
        "form": form,
        "section": "procedures",
        **_preview_of_form(owner, form),
    }
    return render(request, "office/step.html", context)


@require_POST
@managers_only
def preview(request: ManagerRequest, procedure_id: int, step_id: int | None = None) -> HttpResponse:
    """What is typed, as customer and agent would see it; nothing is kept."""
    owner, _known, form = _step_form(request, procedure_id, step_id)
    return render(request, "office/preview.html", _preview_of_form(owner, form))


@require_POST
@managers_only
def move(request: ManagerRequest, procedure_id: int, step_id: int) -> HttpResponse:
    moved = get_object_or_404(Step, pk=step_id, procedure=procedure_id, retired_at=None)
    moved.move(-1 if "up" in request.POST else 1)
    return redirect("office:procedure", procedure_id)


@require_POST
@managers_only
def retire(request: ManagerRequest, procedure_id: int, step_id: int) -> HttpResponse:
    """Take a step out of tickets that begin from now on, or put it back."""
    chosen = get_object_or_404(Step, pk=step_id, procedure=procedure_id)
    if "restore" in request.POST:
        chosen.restore()
        messages.success(request, _("“%s” is back, at the end of the line.") % chosen)
    else:
        chosen.retire()
        messages.success(request, _("“%s” is retired. Tickets that run it keep it.") % chosen)
    return redirect("office:procedure", procedure_id)


def _step_form(
    request: ManagerRequest, procedure_id: int, step_id: int | None
) -> tuple[Procedure, Step | None, StepForm]:
    owner = get_object_or_404(Procedure, pk=procedure_id)
    known = get_object_or_404(Step, pk=step_id, procedure=owner) if step_id else None
    return owner, known, StepForm(request.POST or None, instance=known)


def _preview_of_form(owner: Procedure, form: StepForm) -> dict[str, Any]:
    """The line with the step as it is typed, also while the form is not yet complete."""
    form.is_valid()
    typed = form.instance
    live = [typed if each.pk == typed.pk else each for each in owner.live_steps()]
    return _preview(live if typed.pk else [*live, typed], typed)


def _preview(steps: list[Step], shown: Step) -> dict[str, Any]:
    return {
        "shown": shown,
        "customer_views": [_customer_view(steps, shown, language) for language in ("en", "es")],
    }


def _customer_view(steps: list[Step], shown: Step, language: str) -> CustomerView:
    """A ticket that came to this step just now, by the first calendar of the desk."""
    here = next((index for index, each in enumerate(steps) if each is shown), len(steps))
    following = steps[here + 1].text_in("name", language) if here + 1 < len(steps) else ""
    calendar = BusinessCalendar.objects.order_by("pk").first()
    now = timezone.now()
    hours = calendar.work_calendar() if calendar else ALWAYS_OPEN
    due = hours.add(now, seconds=(shown.expected_minutes or 0) * 60)
    return CustomerView(
        language=language,
        now=shown.text_in("customer", language),
        following=following,
        by=moments.in_words(due, language=language, timezone=hours.timezone, now=now),
        stops=[
            Stop(
                each.text_in("name", language),
                "done" if index < here else "current" if index == here else "ahead",
            )
            for index, each in enumerate(steps)
        ],
    )
