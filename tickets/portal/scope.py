"""Who comes through this door: whoever holds a valid link, to that one ticket; or whoever has shown that an
address is theirs, by the link that was mailed to it, to the list of that address's tickets (A33, A36).

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
from typing import Any, Concatenate, Self, TypeAlias, TypeVar

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from tickets.models import AllTicketsLink, Channel, ShareLink, Ticket

LANGUAGES = ("en", "es")
LANGUAGE_COOKIE = "portal_language"
UNGUESSABLE_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_keys = signing.Signer(salt="tickets.portal.form")


@dataclass(frozen=True)
class Guest:
    """Somebody with a valid link, in front of one page."""

    request: HttpRequest
    language: str

    @classmethod
    def let_in(cls, request: HttpRequest, token: str) -> Self | None:
        """None when the token opens nothing."""
        raise NotImplementedError

    @property
    def mark(self) -> str:
        """What keys of this link's forms begin with."""
        raise NotImplementedError

    @property
    def channel(self) -> Channel:
        raise NotImplementedError

    def new_form_key(self) -> str:
        """A key for one form, good once: a double click is one message."""
        return _keys.sign(f"{self.mark}.{secrets.token_hex(8)}")

    def form_key(self) -> str:
        """The key that came with the posted form, without its signature; empty when it is not ours."""
        try:
            key = _keys.unsign(self.request.POST.get("key", ""))
        except signing.BadSignature:
            return ""
        return key if key.startswith(f"{self.mark}.") else ""

    def to_page(self, done: str = "") -> HttpResponseRedirect:
        """Back to what the link opens."""
        raise NotImplementedError


@dataclass(frozen=True)
class Visit(Guest):
    """A customer at the counter: their request, and the ticket that their link opens."""

    link: ShareLink

    @classmethod
    def let_in(cls, request: HttpRequest, token: str) -> Self | None:
        links = ShareLink.objects.select_related(
            "ticket__customer", "ticket__channel__calendar", "ticket__channel__policy"
        )
        link = links.filter(token=token).first()
        if not link or not link.is_valid():
            return None
        return cls(request, language_for(request, link.shown.language), link)

    @property
    def mark(self) -> str:
        return str(self.link.pk)

    @property
    def channel(self) -> Channel:
        return self.ticket.channel

    @property
    def ticket(self) -> Ticket:
        return self.link.shown

    def to_page(self, done: str = "") -> HttpResponseRedirect:
        page = reverse("portal:status", args=[self.link.token])
        return HttpResponseRedirect(f"{page}?done={done}" if done else page)


@dataclass(frozen=True)
class Owner(Guest):
    """A customer who has shown that their address is theirs: all of their tickets are listed."""

    link: AllTicketsLink
    token: str

    @classmethod
    def let_in(cls, request: HttpRequest, token: str) -> Self | None:
        link = AllTicketsLink.opened_by(token)
        if not link or not link.customer:
            return None
        return cls(
            request, language_for(request, link.customer.language, link.language), link, token
        )

    @property
    def mark(self) -> str:
        return f"all-{self.link.pk}"

    @property
    def channel(self) -> Channel:
        assert self.link.ticket
        return self.link.ticket.channel

    def to_page(self, done: str = "") -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("portal:all_tickets", args=[self.token]))


G = TypeVar("G", bound=Guest)
GuestView: TypeAlias = Callable[Concatenate[G, ...], HttpResponseBase]
View: TypeAlias = Callable[..., HttpResponseBase]


def by_link(view: GuestView[Visit]) -> View:
    """Let the holder of a valid link through, to the page of one ticket."""
    return _guarded(Visit, view)


def form_by_link(view: GuestView[Visit]) -> View:
    """As `by_link`, for what changes something: only a form of our own page does, never a followed link."""
    return _guarded(Visit, _posted(view))


def by_all_link(view: GuestView[Owner]) -> View:
    """Let the holder of a link to all tickets through."""
    return _guarded(Owner, view)


def form_by_all_link(view: GuestView[Owner]) -> View:
    return _guarded(Owner, _posted(view))


def language_for(request: HttpRequest, *known: str) -> str:
    """What the reader chose here, else the first of these languages that we speak, else their browser's."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    browser = translation.get_language_from_request(request)[:2]
    return next(code for code in (chosen, *known, browser, "en") if code in LANGUAGES)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep it, and where it lies, out of caches, indexes and Referers."""
    for header, value in UNGUESSABLE_HEADERS.items():
        response[header] = value
    return response


def _guarded(kind: type[G], view: GuestView[G]) -> View:
    """In the language of the guest and in the time zone of the desk. What is not theirs is not found, by the
    same page as a link that is not valid.
    """

    @csrf_exempt
    @functools.wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        guest = kind.let_in(request, token)
        if guest is None:
            return _private(_sorry(request, "not_found", language=language_for(request)))
        zone = guest.channel.calendar.timezone
        with translation.override(guest.language), timezone.override(zone):
            try:
                return _private(view(guest, **kwargs))
            except Http404:
                return _private(_sorry(request, "not_found", language=guest.language))

    return guarded


def _posted(view: GuestView[G]) -> GuestView[G]:
    @functools.wraps(view)
    def posted(guest: G, **kwargs: Any) -> HttpResponseBase:
        if guest.request.method != "POST":
            return guest.to_page()
        if not guest.form_key():
            return _sorry(guest.request, "refused", language=guest.language)
        return view(guest, **kwargs)

    return posted


def _sorry(request: HttpRequest, page: str, *, language: str) -> HttpResponse:
    with translation.override(language):
        status = {"not_found": 404, "refused": 403}[page]
        return render(request, f"portal/{page}.html", status=status)
