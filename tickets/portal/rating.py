from __future__ import annotations

from django.http import HttpResponseBase

from tickets.models.ticket import CloseReason
from tickets.portal.forms import RatingForm
from tickets.portal.scope import Visit, form_by_link
from tickets.portal.status import page


@form_by_link
def rate(visit: Visit) -> HttpResponseBase:
    """One tap is a rating; a comment may follow (R27). Only what ended in agreement is rated."""
    form = RatingForm(visit.request.POST)
    if visit.ticket.close_reason != CloseReason.AGREED:
        return visit.to_page()
    if not form.is_valid():
        return page(visit, rating_form=form, status=422)
    visit.ticket.rate(
        form.cleaned_data["score"],
        comment=form.cleaned_data["comment"],
        may_publish=form.cleaned_data["may_publish"],
    )
    return visit.to_page("commented" if form.cleaned_data["comment"] else "rated")
