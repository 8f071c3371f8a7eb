"""Who may enter a door for colleagues. For everyone else it is not found, never forbidden (A33)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeAlias, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from tickets.models import Agent

P = ParamSpec("P")


class AgentRequest(HttpRequest):
    """A request of somebody who was let in."""

    user: Agent
    htmx: HtmxDetails


View: TypeAlias = Callable[Concatenate[AgentRequest, P], HttpResponse]


def admits(may_enter: Callable[[Agent], bool]) -> Callable[[View[P]], View[P]]:
    """A decorator that lets such agents through, and keeps what they see out of every cache."""

    def guard(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: AgentRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, Agent):
                return _to_login(request)
            if not may_enter(request.user):
                raise Http404
            response = view(request, *args, **kwargs)
            # One address answers with a page or with a fragment, by the target that htmx names.
            patch_vary_headers(response, ("HX-Request", "HX-Target"))
            return response

        return cast("View[P]", never_cache(guarded))

    return guard


def _to_login(request: AgentRequest) -> HttpResponse:
    """A fragment of the sign-in page would land inside the page; htmx is sent there as a whole."""
    if request.htmx:
        return HttpResponseClientRedirect(resolve_url("account_login"))
    return redirect_to_login(request.get_full_path())
