"""Who may look after mailboxes: administrators. For everyone else these pages do not exist (A33)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django_htmx.middleware import HtmxDetails

from tickets.models import Agent

P = ParamSpec("P")


class AdministratorRequest(HttpRequest):
    """A request that `administrators_only` let through."""

    user: Agent
    htmx: HtmxDetails


def administrators_only(
    view: Callable[Concatenate[AdministratorRequest, P], HttpResponse],
) -> Callable[Concatenate[AdministratorRequest, P], HttpResponse]:
    """Let administrators through, and keep what they see out of every cache."""

    @functools.wraps(view)
    def guarded(
        request: AdministratorRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not isinstance(request.user, Agent):
            return redirect_to_login(request.get_full_path())
        if not request.user.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(guarded)
