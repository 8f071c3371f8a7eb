"""Addresses that get no automatic mail any more, since mail came back or their owner reported us."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tickets.models import Suppression
from tickets.office.scope import ManagerRequest, managers_only

PAGE = 50


@require_GET
@managers_only
def suppressions(request: ManagerRequest) -> HttpResponse:
    """Newest first; `q` is a part of the address, `lifted` shows those that were allowed again."""
    words, is_lifted = (
        request.GET.get("q", "")[:320].replace("\0", "").strip(),
        "lifted" in request.GET,
    )
    found = Suppression.objects.filter(lifted_at__isnull=not is_lifted, address__icontains=words)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    rows = list(found.select_related("mail", "lifted_by").order_by("-pk")[: PAGE + 1])
    asked = {"q": words, **({"lifted": "1"} if is_lifted else {})}
    context = {
        "suppressions": rows[:PAGE],
        "words": words,
        "is_lifted": is_lifted,
        "first_url": _address(**asked) if after else "",
        "next_url": _address(**asked, after=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else "",
        "section": "suppressions",
    }
    return render(request, "office/suppressions.html", context)


@require_POST
@managers_only
def lift_suppression(request: ManagerRequest, suppression_id: int) -> HttpResponse:
    """Allow mail to the address again; it stands in the history of the ticket whose mail had come back."""
    held = get_object_or_404(Suppression.objects.select_related("mail__ticket"), pk=suppression_id)
    if held.mail:
        lifted = held.mail.ticket.allow_mail_to(held.address, by=request.user)
    else:
        lifted = Suppression.lift(held.address, by=request.user)
    if lifted:
        messages.success(request, _("Mail to %s is allowed again.") % held.address)
    else:
        messages.info(request, _("Mail to %s was allowed already.") % held.address)
    return redirect("office:suppressions")


def _address(**asked: str) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"{reverse('office:suppressions')}?{urlencode(kept)}"
