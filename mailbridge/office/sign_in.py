"""Signing in to a mailbox at Google or Microsoft: there, back, and the app by which they know us."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from mailbridge import connection
from mailbridge.models import Mailbox, OAuthApp, Sender
from mailbridge.oauth import consent
from mailbridge.oauth.endpoint import refusal
from mailbridge.oauth.tokens import facts_of
from mailbridge.office.mailbox_form import AppForm
from mailbridge.office.scope import AdministratorRequest, administrators_only
from mailbridge.problems.problem import Problem

ERRAND = "mail_sign_in"  # in the session
LONGEST = 15 * 60  # seconds on the provider's pages


@require_GET
@administrators_only
def sign_in(request: AdministratorRequest, mailbox_id: int) -> HttpResponse:
    """On to the provider's page. By GET, since a form may not lead out of our pages; nothing is changed."""
    mailbox = get_object_or_404(Mailbox, pk=mailbox_id)
    if mailbox.has_password or mailbox.signs_in_by_itself:
        raise Http404
    app = OAuthApp.of(mailbox.provider)
    if app is None:
        messages.info(request, str(Problem("oauth_no_app", facts_of(mailbox))))
        return redirect("mailbridge:app", mailbox.provider)
    url, errand = consent.begin(mailbox, app, back_to=back_to())
    request.session[ERRAND] = {**vars(errand), "at": time.time()}
    return redirect(url)


@require_GET
@administrators_only
def signed_in(request: AdministratorRequest) -> HttpResponse:
    """Back from the provider. Only the one who went there, and only once."""
    kept: dict[str, Any] = request.session.pop(ERRAND, {})
    is_fresh = time.time() - kept.pop("at", 0) < LONGEST
    if not (is_fresh and constant_time_compare(request.GET.get("state", ""), kept["state"])):
        messages.error(request, str(Problem("oauth_stale")))
        return redirect("mailbridge:mailboxes")
    errand = consent.Errand(**kept)
    mailbox = get_object_or_404(Mailbox.objects.select_related("channel"), pk=errand.mailbox_id)
    problem = _granted(request, mailbox, errand)
    if problem:
        messages.error(request, str(problem))
        return redirect("mailbridge:mailbox", mailbox.pk)
    verdict = connection.test(mailbox)
    (messages.error if verdict.problem else messages.success)(request, str(verdict))
    if mailbox.visited_at is None:
        return redirect("mailbridge:old_mail", mailbox.pk)
    return redirect("mailbridge:mailboxes")


@sensitive_post_parameters("client_secret")
@administrators_only
def app(request: AdministratorRequest, provider: str) -> HttpResponse:
    """What Google or Microsoft know us by."""
    if provider not in OAuthApp.Provider.values:
        raise Http404
    known = OAuthApp.objects.filter(provider=provider).first() or OAuthApp(provider=provider)
    form = AppForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        form.save()
        # What waited for it is tried at once.
        mailboxes = Mailbox.objects.filter(sign_in__startswith=provider)
        mailboxes.update(retry_at=None)
        Mailbox.objects.filter(sent_of__in=mailboxes).update(retry_at=None)
        Sender.objects.filter(mailbox__in=mailboxes, kind=Sender.Kind.ACCOUNT).update(retry_at=None)
        messages.success(request, _("Saved: %s.") % known)
        return redirect("mailbridge:mailboxes")
    context = {
        "app": known,
        "form": form,
        "back_to": back_to(),
        "in_settings": not known.client_id and OAuthApp.of(provider),
        "section": "mailboxes",
    }
    return render(request, "mailbridge/app.html", context)


def back_to() -> str:
    """The address that the provider must know beforehand, to the letter."""
    return settings.BASE_URL + reverse("mailbridge:signed_in")


def _granted(
    request: AdministratorRequest, mailbox: Mailbox, errand: consent.Errand
) -> Problem | None:
    if "code" not in request.GET:
        return refusal(request.GET.dict(), facts_of(mailbox))
    code = request.GET["code"]
    return consent.finish(mailbox, errand, code=code, back_to=back_to())
