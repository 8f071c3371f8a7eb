"""The administrators' page "Is all well?", and the count on demand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mailbridge.health import overview
from mailbridge.health.mailboxes import told_count
from mailbridge.inbound.server import watchdog
from mailbridge.models import Mailbox
from mailbridge.office.scope import AdministratorRequest, administrators_only


@require_GET
@administrators_only
def all_well(request: AdministratorRequest) -> HttpResponse:
    found = overview.findings()
    context = {
        "red": [finding for finding in found if not finding.is_ok],
        "soon": [finding for finding in found if finding.is_soon],
        "green": [finding for finding in found if finding.is_ok and not finding.is_soon],
        "mailboxes": Mailbox.objects.filter(is_active=True).select_related("channel"),
        "section": "health",
    }
    return render(request, "mailbridge/health.html", context)


@require_POST
@administrators_only
def count(request: AdministratorRequest, mailbox_id: int) -> HttpResponse:
    """Compare one mailbox with its rows now."""
    mailbox = get_object_or_404(Mailbox.objects.select_related("channel"), pk=mailbox_id)
    if watchdog.count(mailbox):
        mailbox.refresh_from_db()
        messages.success(request, told_count(mailbox))
    else:
        messages.error(request, _("The mail server could not be asked. Test the connection."))
    return redirect("mailbridge:health")
