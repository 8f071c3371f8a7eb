from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tickets.models import Agent

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """Light, dark or as the device says: by this browser's choice, else by the agent's."""
    chosen = request.COOKIES.get(THEME_COOKIE) or getattr(request.user, "theme", "")
    return chosen if chosen in THEMES else "auto"


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light or dark, and the language: kept with the agent, and in a cookie for pages without one.

    And whether this agent is mailed the news of their tickets.
    """
    response = HttpResponseRedirect(_way_back(request))
    theme, language = request.POST.get("theme", ""), request.POST.get("language", "")
    chosen: dict[str, object] = {}
    if theme in THEMES:
        chosen["theme"] = theme
        response.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", httponly=True)
    if language in dict(settings.LANGUAGES):
        chosen["language"] = language
        cookie = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(cookie, language, max_age=A_YEAR, samesite="Lax", httponly=True)
    if request.POST.get("news") in ("yes", "no"):
        chosen["wants_mail"] = request.POST["news"] == "yes"
    if chosen and isinstance(request.user, Agent):
        Agent.objects.filter(pk=request.user.pk).update(**chosen)
    return response


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    host = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(address, host, require_https=request.is_secure())
    return address if safe else "/"
