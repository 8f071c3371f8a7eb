"""Who comes through this door, and to which ticket: whoever holds a valid link, to that one ticket
(A33, A36).

An unknown, revoked or expired token gets the same page, so that nothing can be learnt by trying. Each
answer forbids caches, indexes and Referers. No cookie says who the customer is, the address does; so a
forged form of another site cannot act for them without knowing it, and each form proves that it came
from this page by a signed key. Django's own check cannot be used here: under `Referrer-Policy:
no-referrer` browsers send "Origin: null" with every form.
"""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, TypeAlias

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from tickets.models import ShareLink, Ticket

VisitView: TypeAlias = Callable[Concatenate["Visit", ...], HttpResponseBase]
View: TypeAlias = Callable[..., HttpResponseBase]
LANGUAGES = ("en", "es")
LANGUAGE_COOKIE = "portal_language"
UNGUESSABLE_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_keys = signing.Signer(salt="tickets.portal.form")


@dataclass(frozen=True)
class Visit:
    """A customer at the counter: their request, and the ticket that their link opens."""

    request: HttpRequest
    link: ShareLink
    language: str

    @property
    def ticket(self) -> Ticket:
        return self.link.shown

    def new_form_key(self) -> str:
        """A key for one form, good once: a double click is one message."""
        return _keys.sign(f"{self.link.pk}.{secrets.token_hex(8)}")

    def form_key(self) -> str:
        """The key that came with the posted form, without its signature; empty when it is not ours."""
        try:
            key = _keys.unsign(self.request.POST.get("key", ""))
        except signing.BadSignature:
            return ""
        return key if key.startswith(f"{self.link.pk}.") else ""

    def to_page(self, done: str = "") -> HttpResponseRedirect:
        page = reverse("portal:status", args=[self.link.token])
        return HttpResponseRedirect(f"{page}?done={done}" if done else page)


def by_link(view: VisitView) -> View:
    """Let the holder of a valid link through, in their language and in the time zone of the desk.

    What is not theirs is not found, by the same page as a link that is not valid.
    """

    @csrf_exempt
    @functools.wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        links = ShareLink.objects.select_related(
            "ticket__customer", "ticket__channel__calendar", "ticket__channel__policy"
        )
        link = links.filter(token=token).first()
        if not link or not link.is_valid():
            return _private(_sorry(request, "not_found", language=_browser_language(request)))
        visit = Visit(request, link, _language(request, link.shown.language))
        zone = link.shown.channel.calendar.timezone
        with translation.override(visit.language), timezone.override(zone):
            try:
                return _private(view(visit, **kwargs))
            except Http404:
                return _private(_sorry(request, "not_found", language=visit.language))

    return guarded


def form_by_link(view: VisitView) -> View:
    """As `by_link`, for what changes something: only a form of our own page does, never a followed link."""

    @functools.wraps(view)
    def posted(visit: Visit, **kwargs: Any) -> HttpResponseBase:
        if visit.request.method != "POST":
            return visit.to_page()
        if not visit.form_key():
            return _sorry(visit.request, "refused", language=visit.language)
        return view(visit, **kwargs)

    return by_link(posted)


def _sorry(request: HttpRequest, page: str, *, language: str) -> HttpResponse:
    with translation.override(language):
        status = {"not_found": 404, "refused": 403}[page]
        return render(request, f"portal/{page}.html", status=status)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    for header, value in UNGUESSABLE_HEADERS.items():
        response[header] = value
    return response


def _language(request: HttpRequest, of_ticket: str) -> str:
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return next((code for code in (chosen, of_ticket) if code in LANGUAGES), "en")


def _browser_language(request: HttpRequest) -> str:
    return _language(request, translation.get_language_from_request(request)[:2])
