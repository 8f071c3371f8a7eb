"""What to do with the mail that lay in a mailbox before it was read here; the server's own count is told first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mailbridge import connection
from mailbridge.models import Mailbox
from mailbridge.office.old_mail_form import OldMailForm
from mailbridge.office.scope import AdministratorRequest, administrators_only


@administrators_only
def old_mail(request: AdministratorRequest, mailbox_id: int) -> HttpResponse:
    """Choose; `count` asks the server about the days that are typed and changes nothing."""
    found = Mailbox.objects.select_related("channel__calendar")
    mailbox = get_object_or_404(found, pk=mailbox_id)
    with timezone.override(mailbox.channel.calendar.timezone):
        form = OldMailForm(request.POST or None, mailbox=mailbox)
        if request.method == "POST" and form.is_valid() and "count" not in request.POST:
            mailbox.choose_old_mail(**form.chosen())
            messages.success(request, _("Saved. What is missing is read with the next visits."))
            return redirect("mailbridge:mailboxes")
        return render(request, "mailbridge/old_mail.html", _page(mailbox, form))


def _page(mailbox: Mailbox, form: OldMailForm) -> dict[str, Any]:
    return {
        "mailbox": mailbox,
        "form": form,
        "count": connection.count(mailbox, before=form.first_day(), since=form.oldest_day()),
        "section": "mailboxes",
    }
