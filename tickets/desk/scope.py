"""Who is at the desk, and what they may see. What is out of scope is not found, never forbidden (A33)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from tickets.models import Agent, Message, Ticket

P = ParamSpec("P")


class AgentRequest(HttpRequest):
    """A request that `agents_only` let through."""

    user: Agent
    htmx: HtmxDetails


def agents_only(
    view: Callable[Concatenate[AgentRequest, P], HttpResponse],
) -> Callable[Concatenate[AgentRequest, P], HttpResponse]:
    """Let signed-in agents through, and keep what they see out of every cache."""

    @functools.wraps(view)
    def guarded(request: AgentRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Agent):
            return _to_login(request)
        response = view(request, *args, **kwargs)
        # One address answers with a page or with a fragment, by the target that htmx names.
        patch_vary_headers(response, ("HX-Request", "HX-Target"))
        return response

    return cast("Callable[Concatenate[AgentRequest, P], HttpResponse]", never_cache(guarded))


def visible_ticket(request: AgentRequest, number: int) -> Ticket:
    tickets = Ticket.objects.visible_to(request.user).select_related(
        "customer",
        "assignee",
        "team",
        "category",
        "channel__calendar",
        "channel__policy",
        "follows",
    )
    return get_object_or_404(tickets, pk=number)


def visible_message(request: AgentRequest, message_id: int) -> Message:
    visible = Ticket.objects.visible_to(request.user)
    messages = Message.objects.filter(ticket__in=visible)
    return get_object_or_404(messages.select_related("ticket", "agent"), pk=message_id)


def _to_login(request: AgentRequest) -> HttpResponse:
    """A fragment of the sign-in page would land inside the desk; htmx is sent there as a whole."""
    if request.htmx:
        return HttpResponseClientRedirect(resolve_url("account_login"))
    return redirect_to_login(request.get_full_path())
