"""Comments that customers let us show: read, published on the public page, taken off again (R27)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tickets.figures.exports import Table
from tickets.figures.newest import newest_first
from tickets.models import Rating
from tickets.office.scope import ManagerRequest, managers_only
from tickets.office.table_file import table_file


@require_GET
@managers_only
def testimonials(request: ManagerRequest) -> HttpResponse:
    """Those that may be shown and are not; `shown` lists those that are."""
    is_shown, after = "shown" in request.GET, request.GET.get("after", "")
    showable = Rating.objects.showable().filter(published_at__isnull=not is_shown)
    page = newest_first(showable.select_related("ticket__customer", "published_by"), after=after)
    address = reverse("office:testimonials") + ("?shown=1" if is_shown else "?")
    context = {
        "page": page,
        "is_shown": is_shown,
        "is_public": Rating.objects.published().exists(),
        "first_url": address if after else "",
        "next_url": f"{address}&after={page.after}" if page.after else "",
        "section": "testimonials",
    }
    return render(request, "office/testimonials.html", context)


@require_POST
@managers_only
def publish_testimonial(request: ManagerRequest, rating_id: int) -> HttpResponse:
    rating = get_object_or_404(Rating.objects.select_related("ticket"), pk=rating_id)
    revision = request.POST.get("revision", "")
    is_read = revision.isdecimal() and len(revision) < 10
    if is_read and rating.publish(by=request.user, revision=int(revision)):
        messages.success(request, _("Everybody can read it now."))
    else:
        messages.error(request, _("Nothing was shown: the customer has changed it. Read it again."))
    return redirect("office:testimonials")


@require_POST
@managers_only
def take_off_testimonial(request: ManagerRequest, rating_id: int) -> HttpResponse:
    rating = get_object_or_404(Rating.objects.select_related("ticket"), pk=rating_id)
    rating.take_off(by=request.user)
    messages.success(request, _("It is no longer shown."))
    return redirect(f"{reverse('office:testimonials')}?shown=1")


@require_GET
@managers_only
def testimonials_table(request: ManagerRequest, kind: str) -> HttpResponse:
    head = (_("Ticket"), _("Score"), _("Comment"), _("Name"), _("When"), _("Shown since"))
    rows = (
        (
            rating.ticket_id, rating.score, rating.comment, rating.shown_as,
            rating.rated_at, rating.published_at,
        )
        for rating in Rating.objects.showable().order_by("-pk").iterator()
    )  # fmt: skip
    table = Table(name=_("Testimonials"), head=head, rows=rows)
    return table_file(table, "testimonials", kind)
