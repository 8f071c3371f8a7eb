"""The ledger: every mail seen on a server, what became of it, and why."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mailbridge.models import InboundMail, Mailbox
from mailbridge.models.inbound_mail import InboundMailQuerySet
from mailbridge.office.scope import AdministratorRequest, administrators_only
from tickets.models import blob

PAGE = 50
# What has no outcome yet is found by its state.
PENDING = (InboundMail.State.STORED, InboundMail.State.PARSING)


@require_GET
@administrators_only
def ledger(request: AdministratorRequest) -> HttpResponse:
    """Newest first; `q` searches, `outcome` and `mailbox` narrow it."""
    outcome, mailbox_id = request.GET.get("outcome", ""), request.GET.get("mailbox", "")
    after, words = request.GET.get("after", ""), request.GET.get("q", "")[:200].strip()
    found = _narrowed(outcome, mailbox_id)
    rows = list(_behind(found.search(words) if words else found, after)[: PAGE + 1])
    asked = {"q": words, "outcome": outcome, "mailbox": mailbox_id}
    more = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    context = {
        "mails": rows[:PAGE],
        "words": words,
        "outcome": outcome,
        "mailbox_id": mailbox_id,
        "outcomes": [*((s.value, s.label) for s in PENDING), *InboundMail.Outcome.choices],
        "mailboxes": Mailbox.objects.select_related("channel"),
        "first_url": _address(asked) if after else "",
        "next_url": _address({**asked, "after": more}) if more else "",
        "section": "ledger",
    }
    return render(request, "mailbridge/ledger.html", context)


@require_GET
@administrators_only
def raw(request: AdministratorRequest, mail_id: int) -> HttpResponse:
    """The mail byte by byte, as text that no browser takes for a page; `?download` as a file."""
    mail = get_object_or_404(InboundMail, pk=mail_id)
    if not mail.sha256:
        raise Http404
    try:
        content = blob.read(mail.sha256)
    except blob.BlobDamaged as error:
        raise Http404 from error
    kept = "download" in request.GET
    response = HttpResponse(
        content, content_type="message/rfc822" if kept else "text/plain; charset=utf-8"
    )
    way = "attachment" if kept else "inline"
    response["Content-Disposition"] = f'{way}; filename="mail-{mail.pk}.eml"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@administrators_only
def retry(request: AdministratorRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(InboundMail, pk=mail_id)
    if mail.retry():
        messages.success(request, _("The mail is read again within half a minute."))
    else:
        messages.info(request, _("The mail is being read again already, or was read."))
    return redirect("mailbridge:ledger")


@require_POST
@administrators_only
def make_ticket(request: AdministratorRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(InboundMail, pk=mail_id)
    if mail.want_ticket(request.user):
        messages.success(request, _("The mail becomes a ticket within half a minute."))
    else:
        messages.info(request, _("The mail is a ticket already, or is being read."))
    return redirect("mailbridge:ledger")


def _narrowed(outcome: str, mailbox_id: str) -> InboundMailQuerySet:
    mails = InboundMail.objects.select_related("mailbox__channel", "ticket")
    if outcome in PENDING:
        mails = mails.filter(state=outcome)
    elif outcome in InboundMail.Outcome.values:
        mails = mails.filter(outcome=outcome)
    return mails.filter(mailbox=int(mailbox_id)) if _is_key(mailbox_id) else mails


def _behind(mails: InboundMailQuerySet, after: str) -> InboundMailQuerySet:
    ordered = mails.order_by("-pk")
    return ordered.filter(pk__lt=int(after)) if _is_key(after) else ordered


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _address(asked: dict[str, Any]) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"{reverse('mailbridge:ledger')}?{urlencode(kept)}"
