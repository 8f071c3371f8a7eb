"""Enter a ticket in the complaints register, and amend its entry (R32)."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.desk.complaint_form import ComplaintForm
from tickets.desk.corrective_action_form import ActionForm, LinkForm
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.ticket import address, after, open_page
from tickets.models import Complaint, Ticket


@agents_only
def complaint(request: AgentRequest, number: int) -> HttpResponse:
    """The entry's page: a short form at first, then the whole entry with its corrective actions."""
    ticket = visible_ticket(request, number)
    if ticket.is_spam:
        raise Http404
    known = ticket.complaint()
    if request.method == "POST" and bool(known) != ("revision" in request.POST):
        # Entered, or annulled, since the sheet was opened: a second click, or a colleague.
        messages.info(request, _("Somebody was quicker: this is how the register stands now."))
        return redirect(request.path)
    form = ComplaintForm(known, ticket, request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "desk/complaint.html", page(request, ticket, form), status=status)
    if known:
        return _amended(request, ticket, form)
    entered = ticket.enter_complaint(request.user, form.entry())
    messages.success(request, _("Entered as complaint %s.") % entered)
    return open_page(request, ticket)


@require_POST
@agents_only
def answered(request: AgentRequest, number: int) -> HttpResponse:
    """Our newest message is the answer to the complaint."""
    ticket = visible_ticket(request, number)
    known = ticket.complaint()
    if known and known.answer(request.user):
        return after(request, ticket, _("Complaint %s is answered.") % known)
    return after(request, ticket)


def page(request: AgentRequest, ticket: Ticket, form: ComplaintForm) -> dict[str, Any]:
    known = ticket.complaint()
    fresh = {"nonce": secrets.token_urlsafe(18), "owner": request.user}
    return {
        "ticket": ticket,
        "complaint": known,
        "form": form,
        "revision": form["revision"].value() if known else "",
        "actions": known.actions.select_related("owner") if known else (),
        "action_form": ActionForm(initial=fresh) if known else None,
        "link_form": LinkForm(known) if known else None,
        "back_url": address(request, ticket),
        "title": _("Complaint %s") % known if known else _("Enter as a complaint"),
    }


def _amended(request: AgentRequest, ticket: Ticket, form: ComplaintForm) -> HttpResponse:
    fresh = Complaint.objects.get(pk=form.instance.pk)  # the form's one holds what was typed
    if not fresh.amend(request.user, seen=form.cleaned_data["revision"], **form.columns()):
        words = _("Somebody else changed this entry meanwhile. What you typed is kept: save again.")
        form.add_error(None, words)
        facts = {**page(request, ticket, form), "revision": fresh.revision}
        return render(request, "desk/complaint.html", facts, status=409)
    messages.success(request, _("Saved: %s") % _("Complaint %s") % fresh)
    return redirect(reverse("desk:complaint", args=[ticket.number]))
