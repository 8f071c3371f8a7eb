from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.forms import ReasonForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.step_form import CompletionForm, GoBackForm, TickForm
from tickets.desk.ticket import after


@require_POST
@agents_only
def complete(request: AgentRequest, number: int, step_id: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    step = get_object_or_404(ticket.steps.select_related("step"), pk=step_id)
    form = CompletionForm(step, request.POST)
    if not form.is_valid():
        messages.error(request, form.first_error())
        return after(request, ticket)
    answer = form.cleaned_data.get("answer", "")
    if ticket.complete_step(step, by=request.user, answer=answer, noted=form.noted()):
        return after(request, ticket, _("Step done: %s.") % step.step)
    return after(request, ticket)  # done by someone else meanwhile, or clicked twice


@require_POST
@agents_only
def skip(request: AgentRequest, number: int, step_id: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    step = get_object_or_404(ticket.steps, pk=step_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A step is skipped with a reason."))
        return after(request, ticket)
    if ticket.skip_step(step, by=request.user, reason=form.cleaned_data["reason"]):
        return after(request, ticket, _("Step skipped: %s.") % step.step)
    return after(request, ticket)


@require_POST
@agents_only
def tick(request: AgentRequest, number: int, step_id: int) -> HttpResponse:
    """A point of the check-list is done, or after all not."""
    ticket = visible_ticket(request, number)
    form = TickForm(request.POST)
    if form.is_valid():
        step = get_object_or_404(ticket.steps, pk=step_id)
        ticket.tick(step, form.cleaned_data["place"], is_done=form.cleaned_data["is_done"])
    return after(request, ticket)


@require_POST
@agents_only
def go_back(request: AgentRequest, number: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    form = GoBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("One goes back with a reason."))
        return after(request, ticket)
    step = get_object_or_404(ticket.steps, pk=form.cleaned_data["step"])
    if ticket.go_back(step, by=request.user, reason=form.cleaned_data["reason"]):
        return after(request, ticket, _("Back at: %s.") % step.step)
    return after(request, ticket)
