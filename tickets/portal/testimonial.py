"""The public page of comments that customers let us show, and that a manager chose (R27)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from tickets.figures.newest import newest_first
from tickets.models import Rating
from tickets.portal.scope import language_for


@require_safe
@conditional_page
def testimonials(request: HttpRequest) -> HttpResponse:
    """Not there until something is published. Caches may keep it and ask each time whether it still holds, so
    that a consent withdrawn is heeded at once.
    """
    published, after = Rating.objects.published(), request.GET.get("after", "")
    page = newest_first(published.select_related("ticket"), after=after)
    if not page.rows:
        raise Http404
    context = {
        "page": page,
        "first_url": request.path if after else "",
        "next_url": f"?after={page.after}" if page.after else "",
    }
    with translation.override(language_for(request)):
        response = render(request, "portal/testimonials.html", context)
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
