"""What monitors ask, without signing in (A47): the public addresses say up or down, and nothing else.

The details are for who knows HEALTH_TOKEN, sent as `Authorization: Bearer …`; to everybody else that
page does not exist.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mailbridge.health import overview


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("up\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """503 until the database answers and has all its migrations."""
    if overview.is_ready():
        return HttpResponse("up\n", content_type="text/plain")
    return HttpResponse("down\n", content_type="text/plain", status=503)


@require_safe
@never_cache
def detail(request: HttpRequest) -> HttpResponse:
    """All findings; 503 when one of them is red, so that the simplest monitor notices."""
    said = request.headers.get("Authorization", "")
    if not settings.HEALTH_TOKEN or not constant_time_compare(
        said, f"Bearer {settings.HEALTH_TOKEN}"
    ):
        raise Http404
    found = overview.findings()
    is_well = all(finding.is_ok for finding in found)
    report = {"is_well": is_well, "findings": [finding.as_json() for finding in found]}
    return JsonResponse(report, status=200 if is_well else 503)


urlpatterns = [
    path("live", live, name="live"),
    path("ready", ready, name="ready"),
    path("detail", detail, name="detail"),
]
