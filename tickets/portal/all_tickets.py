"""All tickets of one address: asked for on a public page, listed by the link that is then mailed (A35, A36)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tickets.models import AllTicketsLink, Customer, Ticket
from tickets.models.all_tickets_link import MINUTES_VALID
from tickets.models.ticket import Status
from tickets.portal.forms import AddressForm
from tickets.portal.scope import Owner, by_all_link, form_by_all_link, language_for
from tickets.portal.sentence import sentence

PAGE = 20


@dataclass(frozen=True)
class Line:
    """One ticket of the list: where it stands, and whether its page can still be opened."""

    ticket: Ticket
    sentence: str
    has_page: bool


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask_all(request: HttpRequest) -> HttpResponse:
    """One answer for every address: whose it is, is looked up only afterwards.

    Its own address is no secret, so that Django's check of forged forms holds here.
    """
    language = language_for(request)
    with translation.override(language):
        form = AddressForm(request.POST if request.method == "POST" else None)
        context = {"form": form, "minutes": MINUTES_VALID, "is_asked": "asked" in request.GET}
        status = 200
        if form.is_bound and not form.is_valid():
            status = 422
        elif form.is_bound:
            address = form.cleaned_data["address"]
            if AllTicketsLink.ask(address, network=_network(request), language=language):
                return HttpResponseRedirect(f"{request.path}?asked")
            form.add_error(None, _("You have asked often within the hour. Please try again later."))
            status = 429
        return render(request, "portal/ask_all.html", context, status=status)


@by_all_link
def all_tickets(owner: Owner) -> HttpResponse:
    """Open ones first, then the newest; `after` is where the page before ended."""
    after = owner.request.GET.get("after", "")
    found = list(_behind(_listed(_customer(owner)), after)[: PAGE + 1])
    rows = found[:PAGE]
    context = {
        "owner": owner,
        "lines": [Line(row, _sentence(row, owner), row.has_page()) for row in rows],
        "first_url": owner.request.path if after else "",
        "next_url": f"?after={_place(rows[-1])}" if len(found) > PAGE else "",
        "minutes": MINUTES_VALID,
    }
    return render(owner.request, "portal/all_tickets.html", context)


@form_by_all_link
def open_one(owner: Owner, number: int) -> HttpResponseBase:
    """On to the page of one ticket, by a link of its own. A form, since that link may have to be made."""
    ticket = get_object_or_404(Ticket.objects.shown_to(_customer(owner)), pk=number)
    if not ticket.has_page():
        raise Http404
    return redirect("portal:status", token=ticket.share_link().token)


@form_by_all_link
def end_all(owner: Owner) -> HttpResponseBase:
    """The customer has seen enough, on a computer that others use too."""
    AllTicketsLink.end_of(_customer(owner).pk)
    return redirect("portal:ask_all")


def _customer(owner: Owner) -> Customer:
    assert owner.link.customer
    return owner.link.customer


def _listed(customer: Customer) -> QuerySet[Ticket]:
    is_closed = Case(
        When(status=Status.CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    theirs = Ticket.objects.shown_to(customer).alias(closed=is_closed).order_by("closed", "-pk")
    return theirs.select_related("channel__calendar")


def _behind(tickets: QuerySet[Ticket], after: str) -> QuerySet[Ticket]:
    """The tickets behind this place of the list; an unreadable one is its beginning."""
    closed, _dot, number = after.partition(".")
    if closed not in ("0", "1") or not number.isdecimal() or len(number) > 18:
        return tickets
    return tickets.filter(Q(closed__gt=int(closed)) | Q(closed=int(closed), pk__lt=int(number)))


def _place(ticket: Ticket) -> str:
    return f"{int(ticket.is_closed)}.{ticket.pk}"


def _sentence(ticket: Ticket, owner: Owner) -> str:
    step = None if ticket.is_closed else ticket.current_step()
    return sentence(ticket, step.step.text_in("customer", owner.language) if step else "")


def _network(request: HttpRequest) -> str:
    """The sender's address; of version 6 the part that one household has."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        return str(ipaddress.ip_network((address, 64 if ":" in address else 32), strict=False))
    except ValueError:
        return address
