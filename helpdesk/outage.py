"""What a person meets while the database is away: 503, and a page that needs none (F27)."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

RETRY_AFTER = 5  # seconds


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500. Runs while the error is being handled, and must not need what is broken."""
    # A lock that was not had in time, or a deadlock, is an OperationalError too: once more is right.
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return server_error(request)
