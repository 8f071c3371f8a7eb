"""Ask to be called (R10): on a page with a form, which alone does anything."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tickets.models import Callback
from tickets.portal.forms import CallForm
from tickets.portal.scope import Visit, by_link, form_by_link


@by_link
def call(visit: Visit) -> HttpResponseBase:
    return _page(visit, CallForm(visit.ticket, initial=_asked(visit.ticket.open_callback())))


@form_by_link
def ask_call(visit: Visit) -> HttpResponseBase:
    form = CallForm(visit.ticket, visit.request.POST)
    if not form.is_valid():
        return _page(visit, form, status=422)
    cleaned = form.cleaned_data
    asked = visit.ticket.ask_call(cleaned["number"], cleaned["window"], about=cleaned["about"])
    if asked:
        return visit.to_page("call")
    form.add_error(None, _("You have asked for several calls today. Please call us, or write."))
    return _page(visit, form, status=429)


@form_by_link
def cancel_call(visit: Visit) -> HttpResponseBase:
    callback = visit.ticket.open_callback()
    if callback:
        visit.ticket.cancel_call(callback)
    return visit.to_page("no_call")


def _page(visit: Visit, form: CallForm, *, status: int = 200) -> HttpResponse:
    context = {"visit": visit, "ticket": visit.ticket, "form": form}
    return render(visit.request, "portal/call.html", context, status=status)


def _asked(callback: Callback | None) -> dict[str, object]:
    """What is asked for already, to be changed."""
    if not callback:
        return {}
    window = callback.window.key
    return {"number": callback.number_shown, "window": window, "about": callback.about}
