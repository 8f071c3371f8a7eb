"""One action on many tickets: those that were ticked, and all others of their senders where that is wanted."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tickets.desk.bulk_form import BulkForm
from tickets.desk.inbox import VIEWS
from tickets.desk.scope import AgentRequest, agents_only
from tickets.models import BulkAction, BulkItem, Ticket

State = BulkItem.State
NEWEST = 20  # of one's own actions
# Seconds of the request that go into the work itself: a page of tickets is done at once.
AT_ONCE = 2.0


@require_POST
@agents_only
def bulk(request: AgentRequest) -> HttpResponse:
    form = BulkForm(request.POST, visible=Ticket.objects.visible_to(request.user))
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return _back(request)
    action = form.begin(request.user)
    action.go_on(seconds=AT_ONCE)
    undo = reverse("desk:undo_bulk", args=[action.pk])
    messages.success(request, _told(action), extra_tags=f"undo {undo}")
    return _back(request)


@require_POST
@agents_only
def take_back(request: AgentRequest, action_id: int) -> HttpResponse:
    action = get_object_or_404(BulkAction, pk=action_id, by=request.user)
    if action.take_back():
        action.go_on(seconds=AT_ONCE)
        messages.success(request, _("Taken back."))
    return _back(request)


@require_GET
@agents_only
def bulk_actions(request: AgentRequest) -> HttpResponse:
    """What this agent did to many tickets lately: how far it is, and its undo."""
    actions = BulkAction.objects.filter(by=request.user).order_by("-pk")[:NEWEST]
    told = [(action, _told(action)) for action in actions]
    context = {"actions": told, "title": _("Done to several tickets"), "door": "desk"}
    return render(request, "desk/bulk_actions.html", context)


def _told(action: BulkAction) -> str:
    if action.taken_back_at:
        return _("%(what)s: taken back.") % {"what": action.get_kind_display()}
    done, left = action.count(State.DONE), action.count(*BulkItem.DUE)
    passed = action.count(State.PASSED)
    sentences = [
        ngettext("%(what)s: %(n)d ticket.", "%(what)s: %(n)d tickets.", done)
        % {"what": action.get_kind_display(), "n": done}
    ]
    if left:
        more = ngettext("%(n)d more follows by itself.", "%(n)d more follow by themselves.", left)
        sentences.append(more % {"n": left})
    if passed:
        kept = ngettext("%(n)d stays as it was.", "%(n)d stay as they were.", passed)
        sentences.append(kept % {"n": passed})
    return " ".join(sentences)


def _back(request: AgentRequest) -> HttpResponse:
    """To the list or the search where the tickets were ticked."""
    view, query = request.GET.get("view", ""), request.GET.get("q", "")
    if query:
        return redirect(f"{reverse('desk:search')}?{urlencode({'q': query})}")
    return redirect("desk:view", view) if view in VIEWS else redirect("desk:inbox")
