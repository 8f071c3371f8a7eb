from __future__ import annotations

from django.http import HttpResponseBase

from tickets.portal.scope import LANGUAGE_COOKIE, LANGUAGES, Visit, form_by_link

A_YEAR = 365 * 24 * 3600


@form_by_link
def language(visit: Visit) -> HttpResponseBase:
    """Read this page in another language; mails keep to the language in which the customer writes."""
    response = visit.to_page()
    chosen = visit.request.POST.get("language", "")
    if chosen in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE,
            chosen,
            max_age=A_YEAR,
            secure=visit.request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
