from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.desk.composer import composer
from tickets.desk.conversation import conversation
from tickets.desk.history import happenings
from tickets.desk.inbox import VIEWS, listing
from tickets.desk.offer import are_stale, offer_forms
from tickets.desk.scope import AgentRequest, agents_only, visible_ticket
from tickets.desk.side import side
from tickets.models import Ticket


@require_GET
@agents_only
def ticket(request: AgentRequest, number: int) -> HttpResponse:
    """The whole desk with this ticket open; to htmx only the part that it asks for."""
    opened = visible_ticket(request, number)
    if opened.number != number:  # merged: the address says which ticket is read
        return redirect(address(request, opened))
    if request.htmx.target == "conversation":
        return live(request, opened)
    if request.htmx.target == "ticket":
        return render(request, "desk/opened.html", pane(request, opened))
    return render(request, "desk/inbox.html", desk(request, opened))


def desk(request: AgentRequest, ticket: Ticket, **composer_fields: Any) -> dict[str, Any]:
    """The list and the open ticket."""
    key = request.GET.get("view", "")
    mine = ticket.assignee_id == request.user.pk
    view = VIEWS.get(key) or VIEWS["closed" if ticket.is_closed else "mine" if mine else "open"]
    return {**listing(request, view), **pane(request, ticket, **composer_fields)}


def pane(request: AgentRequest, ticket: Ticket, **composer_fields: Any) -> dict[str, Any]:
    """Everything about one ticket."""
    return {
        **parts(request, ticket),
        **composer(request, ticket, **composer_fields),
    }


def parts(request: AgentRequest, ticket: Ticket) -> dict[str, Any]:
    """What may be refreshed under the agent's hands: all of the ticket but the composer."""
    key, history = request.GET.get("view", ""), happenings(ticket)
    return {
        "ticket": ticket,
        "back": f"?view={key}" if key in VIEWS else "",
        "newest": ticket.newest_message_id(),  # asked before the messages: never newer than they
        "history": history[::-1],
        **conversation(ticket, history, everything="all" in request.GET),
        **side(request.user, ticket),
    }


def live(request: AgentRequest, ticket: Ticket) -> HttpResponse:
    """The parts, and other ways to settle it where the procedure is another one than the sheet knows."""
    context = parts(request, ticket)
    shown = request.POST if request.method == "POST" else request.GET
    if are_stale(ticket, shown):
        context["offers"] = offer_forms(request.user, ticket)
    return render(request, "desk/live.html", context)


def after(request: AgentRequest, ticket: Ticket, said: str = "") -> HttpResponse:
    """The answer to a verb: the refreshed ticket to htmx, else the ticket's page.

    A verb may give the ticket to a team whose tickets this agent does not see.
    """
    if said:
        messages.success(request, said)
    still_visible = Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists()
    if not still_visible:
        messages.info(request, _("Ticket #%d is now with another team.") % ticket.number)
        return _elsewhere(request, reverse("desk:inbox"))
    if request.htmx:
        return live(request, visible_ticket(request, ticket.number))
    return redirect(address(request, ticket))


def open_page(request: AgentRequest, ticket: Ticket) -> HttpResponse:
    """The answer to a verb that leads to another ticket."""
    return _elsewhere(request, address(request, ticket))


def address(request: AgentRequest, ticket: Ticket) -> str:
    """Of the ticket's page, beside the list from which the agent came."""
    key = request.GET.get("view", "")
    page = reverse("desk:ticket", args=[ticket.number])
    return f"{page}?view={key}" if key in VIEWS else page


def _elsewhere(request: AgentRequest, page: str) -> HttpResponse:
    response = redirect(page)
    if request.htmx:
        # htmx follows a redirect within the fragment; this one must change the page.
        response.status_code = 200
        response["HX-Redirect"] = response["Location"]
    return response
