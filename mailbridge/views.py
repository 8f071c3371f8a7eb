"""Mailboxes: how each is doing, and the form to add or change one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mailbridge import connection
from mailbridge.forms import ConnectionForm, MailboxForm
from mailbridge.mailbox_health import told_count
from mailbridge.models import InboundMail, Mailbox
from mailbridge.scope import AdministratorRequest, administrators_only


@dataclass(frozen=True)
class Line:
    """A mailbox with what became of the mail that was seen in it: (key, words, number)."""

    mailbox: Mailbox
    outcomes: list[tuple[str, str, int]]
    seen: int

    read: int  # of those that still lie on the server

    @property
    def is_catching_up(self) -> bool:
        return self.mailbox.is_active and self.read < self.mailbox.found

    @property
    def share(self) -> int:
        return 100 * self.read // max(self.mailbox.found, 1)

    @property
    def counted(self) -> str:
        return told_count(self.mailbox)


@administrators_only
def mailboxes(request: AdministratorRequest) -> HttpResponse:
    found = Mailbox.objects.select_related("channel").order_by("channel__address")
    counts, read = _outcomes(), _read()
    lines = [
        Line(each, *_told(counts.get(each.pk, Counter())), read=read.get(each.pk, 0))
        for each in found
    ]
    context = {"lines": lines, "section": "mailboxes"}
    return render(request, "mailbridge/mailboxes.html", context)


@sensitive_post_parameters("secret")
@administrators_only
def mailbox(request: AdministratorRequest, mailbox_id: int | None = None) -> HttpResponse:
    """Add (without a key) or edit one."""
    known = _known(mailbox_id)
    form = MailboxForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved: %s. Mail is fetched within a minute.") % saved)
        if known is None:
            return redirect("mailbridge:old_mail", saved.pk)
        return redirect("mailbridge:mailboxes")
    return render(request, "mailbridge/mailbox.html", _page(known, form))


@sensitive_post_parameters("secret")
@require_POST
@administrators_only
def try_connection(request: AdministratorRequest, mailbox_id: int | None = None) -> HttpResponse:
    """Test what is typed; nothing is kept, here or on the server."""
    form = ConnectionForm(request.POST, instance=_known(mailbox_id))
    verdict = connection.test(form.instance) if form.is_valid() else None
    context = {"verdict": verdict, "errors": form.errors.values()}
    if request.htmx:
        return render(request, "mailbridge/verdict.html", context)
    whole = MailboxForm(request.POST, instance=_known(mailbox_id))
    return render(
        request, "mailbridge/mailbox.html", {**_page(_known(mailbox_id), whole), **context}
    )


def _page(known: Mailbox | None, form: MailboxForm) -> dict[str, Any]:
    return {"mailbox": known, "form": form, "section": "mailboxes"}


def _known(mailbox_id: int | None) -> Mailbox | None:
    mailboxes = Mailbox.objects.select_related("channel")
    return get_object_or_404(mailboxes, pk=mailbox_id) if mailbox_id else None


def _outcomes() -> dict[int, Counter[str]]:
    """By mailbox, how many mails ended how; what has no outcome yet is counted by its state."""
    rows = InboundMail.objects.order_by().values("mailbox", "state", "outcome")
    found: dict[int, Counter[str]] = {}
    for row in cast(Iterable[dict[str, Any]], rows.annotate(number=Count("pk"))):
        key = row["outcome"] or row["state"]
        found.setdefault(row["mailbox"], Counter())[key] += row["number"]
    return found


def _read() -> dict[int, int]:
    """By mailbox, how many mails that lie on the server are dealt with."""
    done = (InboundMail.State.DONE, InboundMail.State.QUARANTINED)
    there = (InboundMail.Source.PRESENT, InboundMail.Source.MARKED)
    rows = InboundMail.objects.filter(state__in=done, source__in=there).order_by()
    return dict(rows.values("mailbox").values_list("mailbox", Count("pk")))


def _told(counts: Counter[str]) -> tuple[list[tuple[str, str, int]], int]:
    names = {**dict(InboundMail.State.choices), **dict(InboundMail.Outcome.choices)}
    told = [(key, str(names[key]), number) for key, number in counts.most_common()]
    return told, counts.total()
