"""Mailboxes: how each is doing, and the form to add or change one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mailbridge import connection
from mailbridge.health.mailboxes import STILL, STILL_ADVICE, told_count
from mailbridge.models import Grant, InboundMail, Mailbox, OAuthApp, Sender
from mailbridge.office.mailbox_form import ConnectionForm, MailboxForm
from mailbridge.office.reporting import doors
from mailbridge.office.scope import AdministratorRequest, administrators_only
from mailbridge.office.sender_form import SenderForm
from mailbridge.outbound.trial import try_sender
from mailbridge.problems.deed import Deed, deed_for
from mailbridge.problems.verdict import Verdict


@dataclass(frozen=True)
class Line:
    """A mailbox with what became of the mail that was seen in it: (key, words, number)."""

    mailbox: Mailbox
    outcomes: list[tuple[str, str, int]]
    seen: int

    read: int  # of those that still lie on the server

    @property
    def deed(self) -> Deed | None:
        problem = self.mailbox.problem
        return deed_for(self.mailbox, problem) if problem else None

    @property
    def sender_deed(self) -> Deed | None:
        problem = self.mailbox.sender.problem
        return deed_for(self.mailbox, problem) if problem else None

    @property
    def still(self) -> tuple[str, str] | None:
        """That nobody comes for its mail, and what to do."""
        return (_(STILL), _(STILL_ADVICE)) if self.mailbox.lies_still(timezone.now()) else None

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
    found = Mailbox.objects.select_related("channel", "sender").order_by("channel__address", "pk")
    counts, read = _outcomes(), _read()
    lines = [
        Line(each, *_told(counts.get(each.pk, Counter())), read=read.get(each.pk, 0))
        for each in found
    ]
    apps = [(value, label, OAuthApp.of(value)) for value, label in OAuthApp.Provider.choices]
    context = {"lines": lines, "apps": apps, "section": "mailboxes"}
    return render(request, "mailbridge/mailboxes.html", context)


@administrators_only
def ways(request: AdministratorRequest, mailbox_id: int | None = None) -> HttpResponse:
    """How the mailbox is to be opened: with Google, with Microsoft, or with a password."""
    context = {"mailbox": _known(mailbox_id), "section": "mailboxes"}
    return render(request, "mailbridge/ways.html", context)


@sensitive_post_parameters("secret", "sender-secret")
@administrators_only
def mailbox(request: AdministratorRequest, mailbox_id: int | None = None) -> HttpResponse:
    """Add (without a key) or edit one; `?with=` names the way of signing in."""
    known = _known(mailbox_id)
    form, sender = _forms(request, known)
    if request.method == "POST" and form.is_valid() and sender.is_valid():
        with transaction.atomic():
            saved = form.save()
            sender.save()
        if _wants_sign_in(saved):
            # Not on to the provider at once: a form may not lead out of our pages.
            return redirect("mailbridge:mailbox", saved.pk)
        messages.success(request, _("Saved: %s. Mail is fetched within a minute.") % saved)
        if known is None:
            return redirect("mailbridge:old_mail", saved.pk)
        return redirect("mailbridge:mailboxes")
    return render(request, "mailbridge/mailbox.html", _page(known, form, sender))


@sensitive_post_parameters("secret", "sender-secret")
@require_POST
@administrators_only
def try_connection(request: AdministratorRequest, mailbox_id: int | None = None) -> HttpResponse:
    """Test what is typed: mail in and mail out. Nothing is kept, here or on the server."""
    known = _known(mailbox_id)
    form, sender = _forms(request, _known(mailbox_id))
    typed = ConnectionForm(request.POST, instance=known, sign_in=_way(request, known))
    is_good = typed.is_valid() and sender.is_valid()
    context = {
        "verdicts": _verdicts(request, typed.instance, sender.instance) if is_good else [],
        "errors": [*typed.errors.values(), *sender.errors.values()],
    }
    if request.htmx:
        return render(request, "mailbridge/verdict.html", context)
    page = _page(_known(mailbox_id), form, sender)
    return render(request, "mailbridge/mailbox.html", {**page, **context})


def _verdicts(request: AdministratorRequest, mailbox: Mailbox, sender: Sender) -> list[Verdict]:
    sender.mailbox = mailbox
    new = request.POST.get("channel_address", "")
    sent_by = mailbox.channel.address if mailbox.channel_id else new or settings.DEFAULT_FROM_EMAIL
    sends = try_sender(sender, sent_by=sent_by, to=request.user.email)
    return [connection.test(mailbox), sends]


def _forms(request: AdministratorRequest, known: Mailbox | None) -> tuple[MailboxForm, SenderForm]:
    form = MailboxForm(request.POST or None, instance=known, sign_in=_way(request, known))
    sender = Sender.objects.filter(mailbox=known).first() if known else None
    return form, SenderForm(request.POST or None, instance=sender, mailbox=form.instance)


def _way(request: AdministratorRequest, known: Mailbox | None) -> str:
    asked = request.GET.get("with", "")
    usual = known.sign_in if known else Mailbox.SignIn.PASSWORD
    return asked if asked in Mailbox.SignIn.values else usual


def _wants_sign_in(mailbox: Mailbox) -> bool:
    by_a_person = not (mailbox.has_password or mailbox.signs_in_by_itself)
    return by_a_person and not (mailbox.pk and Grant.objects.filter(mailbox=mailbox).exists())


def _page(known: Mailbox | None, form: MailboxForm, sender: SenderForm) -> dict[str, Any]:
    more = {"folder", "afterwards", "processed_folder", "retention_days"}
    return {
        "mailbox": known,
        "form": form,
        "sender": sender,
        "doors": doors(sender.instance),
        "box": form.instance,
        "app": form.instance.provider and OAuthApp.of(form.instance.provider),
        "grant": known and Grant.objects.filter(mailbox=known).first(),
        "wants_sign_in": _wants_sign_in(form.instance),
        "opens_more": bool(more & set(form.errors)),
        "section": "mailboxes",
    }


def _known(mailbox_id: int | None) -> Mailbox | None:
    mailboxes = Mailbox.objects.filter(sent_of=None).select_related("channel")
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
