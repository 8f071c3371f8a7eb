"""The complaints register (R32): found, read with its whole history, and annulled with a reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_GET, require_POST

from tickets.figures.newest import NewestPage, newest_first
from tickets.models import Complaint, RegisterYear
from tickets.models.complaint import ComplaintQuerySet
from tickets.models.complaint_cause import CauseTree
from tickets.office.complaint_history import history
from tickets.office.scope import ManagerRequest, managers_only

LONGEST_WORDS = 100


class WantedForm(forms.Form):
    """Which entries; what cannot be read in the address is as if it were not there."""

    q = forms.CharField(label=__("Words or number"), max_length=LONGEST_WORDS, required=False)
    year = forms.TypedChoiceField(label=__("Year"), coerce=int, required=False)
    state = forms.ChoiceField(label=__("State"), required=False)
    cause = forms.TypedChoiceField(label=__("Cause"), coerce=int, required=False)
    severity = forms.TypedChoiceField(label=__("Severity"), coerce=int, required=False)

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        years = RegisterYear.objects.order_by("-pk").values_list("pk", flat=True)
        causes = [(each.pk, each.path) for _level, each in CauseTree().walk()]
        choices: dict[str, list[tuple[Any, Any]]] = {
            "year": [(year, year) for year in years],
            "state": Complaint.State.choices,
            "cause": causes,
            "severity": Complaint.Severity.choices,
        }
        for name, known in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", _("any")), *known]
        self.is_valid()

    def found(self) -> ComplaintQuerySet:
        wanted, found = self.cleaned_data, Complaint.objects.all()
        if words := wanted.get("q", "").replace("\0", "").strip():
            found = found.filter(_about(words))
        if state := wanted.get("state"):
            found = {
                Complaint.State.OPEN: found.unanswered,
                Complaint.State.ANSWERED: found.answered,
                Complaint.State.ANNULLED: found.annulled,
            }[Complaint.State(state)]()
        if cause := wanted.get("cause"):
            found = found.caused_by(cause)
        exact = {name: wanted[name] for name in ("year", "severity") if wanted.get(name)}
        return found.filter(**exact)

    def address(self, **more: str) -> str:
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        return f"{reverse('office:complaints')}?{urlencode({**kept, **more})}"


def page_of(entries: ComplaintQuerySet, *, after: str) -> NewestPage[Complaint]:
    """The newest of them, with what a line of the register shows."""
    rows = entries.with_agreement().select_related("ticket__customer", "ticket__merged_into")
    page = newest_first(rows, after=after)
    causes = CauseTree().by_pk  # each knows those above it
    for row in page.rows:
        row.cause = causes.get(row.cause_id or 0)
    return page


@require_GET
@managers_only
def complaints(request: ManagerRequest) -> HttpResponse:
    form, after = WantedForm(request.GET), request.GET.get("after", "")
    page = page_of(form.found(), after=after)
    context = {
        "form": form,
        "page": page,
        "first_url": form.address() if after else "",
        "next_url": form.address(after=page.after) if page.after else "",
        "section": "complaints",
    }
    return render(request, "office/complaints.html", context)


@require_GET
@managers_only
def complaint(request: ManagerRequest, year: int, number: int) -> HttpResponse:
    known = _entry(year, number)
    context = {
        "complaint": known,
        "actions": known.actions.select_related("owner"),
        "history": history(known),
        "section": "complaints",
    }
    return render(request, "office/complaint.html", context)


@require_POST
@managers_only
def annul(request: ManagerRequest, year: int, number: int) -> HttpResponse:
    known, why = _entry(year, number), request.POST.get("reason", "").replace("\0", "").strip()
    if not request.user.may_annul(known):
        raise PermissionDenied
    if not why:
        messages.error(request, _("Say in a few words why."))
    elif known.annul(request.user, why=why):
        messages.success(request, _("Complaint %s is annulled.") % known)
    return redirect("office:complaint", year, number)


def _entry(year: int, number: int) -> Complaint:
    entries = Complaint.objects.select_related(
        "ticket__customer", "ticket__channel__calendar", "cause", "entered_by", "annulled_by"
    )
    return get_object_or_404(entries, year=year, number=number)


def _about(words: str) -> Q:
    """A number of the register ("12/2026"), of a ticket ("#20481"), or words of the entry or its customer."""
    number, slash, year = words.partition("/")
    if slash and number.isdecimal() and year.isdecimal() and len(words) < 12:
        return Q(number=int(number), year=int(year))
    ticket = words.removeprefix("#")
    if ticket.isdecimal() and len(ticket) < 12:
        return Q(ticket=int(ticket)) | Q(number=int(ticket))
    found = Q()
    for column in ("product", "asked", "ticket__customer__name", "ticket__customer__email"):
        found |= Q(**{f"{column}__icontains": words})
    return found
