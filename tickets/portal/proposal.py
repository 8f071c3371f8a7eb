"""Agree, or say what is missing (R9). The page with the buttons is reached by GET; only its POST decides."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from tickets.models import Proposal
from tickets.portal.forms import AcceptForm, DeclineForm
from tickets.portal.scope import Visit, by_link, form_by_link
from tickets.portal.status import page


@by_link
def proposal(visit: Visit) -> HttpResponseBase:
    offered = visit.ticket.open_proposal()
    if not offered:
        return visit.to_page()
    context = {"visit": visit, "ticket": visit.ticket, "proposal": offered}
    return render(visit.request, "portal/proposal.html", {**context, "decline_form": DeclineForm()})


@form_by_link
def accept(visit: Visit, proposal_id: int) -> HttpResponseBase:
    offered = _shown(visit, proposal_id)
    if offered is None:
        return visit.to_page("changed")
    form = AcceptForm(offered, visit.request.POST)
    if not form.is_valid():
        return page(visit, accept_form=form, status=422)
    accepted = visit.ticket.accept(offered, form.cleaned_data["option"])
    return visit.to_page("accepted" if accepted else "changed")


@form_by_link
def decline(visit: Visit, proposal_id: int) -> HttpResponseBase:
    form = DeclineForm(visit.request.POST)
    if not form.is_valid():
        return page(visit, decline_form=form, status=422)
    offered = _shown(visit, proposal_id)
    declined = offered is not None and visit.ticket.decline(offered, why=form.cleaned_data["why"])
    return visit.to_page("declined" if declined else "changed")


def _shown(visit: Visit, proposal_id: int) -> Proposal | None:
    """The proposal that the customer was shown: a yes to it is not a yes to a later one."""
    return Proposal.objects.filter(ticket_id=visit.ticket.pk, pk=proposal_id).first()
