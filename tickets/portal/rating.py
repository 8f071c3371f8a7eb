"""One tap rates; then a comment, if wanted; then, if wanted, others may read it, until it is taken back (R26, R27)."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tickets.models import Rating, Ticket
from tickets.models.ticket import CloseReason
from tickets.portal.forms import CommentForm, ConsentForm, RatingForm
from tickets.portal.scope import Visit, by_link, form_by_link

SCORES = (
    (5, _("Very good")),
    (4, _("Good")),
    (3, _("Fair")),
    (2, _("Poor")),
    (1, _("Very poor")),
)
DONE = frozenset({"rated", "commented", "allowed", "withdrawn", "late"})


def rating_of(ticket: Ticket) -> Rating | None:
    return Rating.objects.filter(ticket_id=ticket.pk).first()


@by_link
def rating(visit: Visit) -> HttpResponseBase:
    given = rating_of(visit.ticket)
    return _page(visit, given) if given else visit.to_page()


@form_by_link
def rate(visit: Visit) -> HttpResponseBase:
    """Only what ended in agreement is rated."""
    form, given = RatingForm(visit.request.POST), rating_of(visit.ticket)
    if not form.is_valid():
        return visit.to_page()  # no button of ours sends this
    if visit.ticket.close_reason != CloseReason.AGREED and not given:
        return visit.to_page()
    score = form.cleaned_data["score"]
    return _on(visit, "rated" if visit.ticket.rate(score).score == score else "late")


@form_by_link
def comment(visit: Visit) -> HttpResponseBase:
    given, form = _given(visit), CommentForm(visit.request.POST)
    if not form.is_valid():
        return _page(visit, given, status=422, comment_form=form)
    is_kept = given.comment_on(form.cleaned_data["comment"])
    return _on(visit, "commented" if is_kept else "late")


@form_by_link
def allow(visit: Visit) -> HttpResponseBase:
    given, form = _given(visit), ConsentForm(visit.request.POST)
    if not form.is_valid():
        return _page(visit, given, status=422, consent_form=form)
    given.allow(shown_as=form.cleaned_data["shown_as"])
    return _on(visit, "allowed")


@form_by_link
def withdraw(visit: Visit) -> HttpResponseBase:
    _given(visit).withdraw()
    return _on(visit, "withdrawn")


def _given(visit: Visit) -> Rating:
    given = rating_of(visit.ticket)
    if given is None:
        raise Http404
    return given


def _on(visit: Visit, done: str) -> HttpResponseRedirect:
    page = reverse("portal:rating", args=[visit.link.token])
    return HttpResponseRedirect(f"{page}?done={done}")


def _page(visit: Visit, given: Rating, *, status: int = 200, **typed: forms.Form) -> HttpResponse:
    done, name = visit.request.GET.get("done", ""), visit.ticket.customer.short_name
    context = {
        "visit": visit,
        "ticket": visit.ticket,
        "rating": given,
        "scores": SCORES,
        "done": done if done in DONE else "",
        "comment_form": CommentForm(initial={"comment": given.comment}),
        "consent_form": ConsentForm(initial={"shown_as": given.shown_as or name}),
        **typed,
    }
    return render(visit.request, "portal/rating.html", context, status=status)
