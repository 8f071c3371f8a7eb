"""What we do so that a complaint does not come again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.complaint import page
from tickets.desk.complaint_form import ComplaintForm
from tickets.desk.corrective_action_form import ActionForm, EffectForm, LinkForm
from tickets.desk.forms import ReasonForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.models import CorrectiveAction, Ticket


@require_POST
@agents_only
def open_action(request: AgentRequest, number: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    complaint = ticket.complaint()
    if not complaint:
        raise Http404
    form = ActionForm(request.POST)
    if not form.is_valid():
        facts = page(request, ticket, ComplaintForm(complaint, ticket))
        return render(request, "desk/complaint.html", {**facts, "action_form": form}, status=422)
    CorrectiveAction.open_for(complaint, by=request.user, **form.cleaned_data)
    messages.success(request, _("The corrective action is begun."))
    return _entry(ticket)


@require_POST
@agents_only
def link_action(request: AgentRequest, number: int) -> HttpResponse:
    ticket = visible_ticket(request, number)
    complaint = ticket.complaint()
    if not complaint:
        raise Http404
    form = LinkForm(complaint, request.POST)
    if form.is_valid():
        form.cleaned_data["action"].answers_too(complaint, by=request.user)
    return _entry(ticket)


@agents_only
def change_action(request: AgentRequest, action_id: int) -> HttpResponse:
    """Other words, another owner, another day."""
    action, ticket = _visible_action(request, action_id)
    known = {"text": action.text, "owner": action.owner, "due_on": action.due_on, "nonce": "-"}
    form = ActionForm(request.POST or None, initial=known)
    if not form.is_valid():
        facts = {"form": form, "ticket": ticket, "title": _("Change a corrective action")}
        status = 422 if form.is_bound else 200
        return render(request, "desk/change_action.html", facts, status=status)
    told = {name: form.cleaned_data[name] for name in ("text", "owner", "due_on")}
    if action.change(by=request.user, **told):
        messages.success(request, _("Saved: %s") % action)
    return _entry(ticket)


@require_POST
@agents_only
def finish_action(request: AgentRequest, action_id: int) -> HttpResponse:
    action, ticket = _visible_action(request, action_id)
    form = EffectForm(request.POST)
    if form.is_valid() and action.finish(by=request.user, effect=form.cleaned_data["effect"]):
        messages.success(request, _("The corrective action is done."))
    return _entry(ticket)


@require_POST
@agents_only
def reopen_action(request: AgentRequest, action_id: int) -> HttpResponse:
    action, ticket = _visible_action(request, action_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
    elif action.reopen(by=request.user, why=form.cleaned_data["reason"]):
        messages.success(request, _("The corrective action is taken up again."))
    return _entry(ticket)


def _visible_action(request: AgentRequest, action_id: int) -> tuple[CorrectiveAction, Ticket]:
    """An action, with the newest ticket of its complaints that this agent sees."""
    action = get_object_or_404(CorrectiveAction, pk=action_id)
    numbers = action.complaints.order_by("-pk").values_list("ticket_id", flat=True)
    seen = Ticket.objects.visible_to(request.user).filter(pk__in=numbers).order_by("-pk").first()
    if not seen:
        raise Http404
    return action, visible_ticket(request, seen.number)


def _entry(ticket: Ticket) -> HttpResponse:
    if not ticket.complaint():  # annulled
        return redirect("desk:ticket", ticket.number)
    return redirect(reverse("desk:complaint", args=[ticket.number]) + "#actions")
