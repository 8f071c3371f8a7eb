"""How the ways out are doing, and whether a sign-in at Google or Microsoft is about to end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mailbridge.health.finding import Finding
from mailbridge.models import Grant, OAuthApp, Sender
from mailbridge.problems.deed import deed_for, look_at_app, sign_in_again

# A server that is away for a moment is nobody's business; one that wants a person is, at once.
AWAY_LATE = dt.timedelta(minutes=5)
WARN, ALARM = dt.timedelta(days=30), dt.timedelta(days=7)


def findings(now: dt.datetime) -> Iterator[Finding]:
    senders = Sender.objects.filter(mailbox__is_active=True).select_related("mailbox__channel")
    for sender in senders.order_by("pk"):
        if not sender.shares_trouble:  # else the mailbox's own line says so
            yield _sends(sender, now)
    for app in OAuthApp.all_known():
        if app.secret_ends_on:
            yield _app_lasts(app, timezone.localdate(now))
    for grant in Grant.objects.exclude(ends_at=None).select_related("mailbox__channel"):
        yield _grant_lasts(grant, now)


def _sends(sender: Sender, now: dt.datetime) -> Finding:
    about, problem, since = str(sender.mailbox), sender.problem, sender.failing_since
    if sender.is_paused:
        words = _("Its answers are held back, because somebody paused them.")
        return Finding("sender", True, words, None, "", about, is_soon=True)
    is_late = since is not None and (now - since > AWAY_LATE or needs_a_person(sender))
    if problem is None or not is_late:
        return Finding("sender", True, _("Answers can leave."), about=about)
    deed = deed_for(sender.mailbox, problem)
    return Finding("sender", False, problem.reason, since, problem.hint, about, deed=deed)


def needs_a_person(sender: Sender) -> bool:
    problem = sender.problem
    return bool(problem and (problem.remedy or problem.kind in ("smtp_login", "provider_key")))


def _app_lasts(app: OAuthApp, today: dt.date) -> Finding:
    assert app.secret_ends_on
    left, day = app.secret_ends_on - today, date_format(app.secret_ends_on)
    about = str(app)
    if left < dt.timedelta():
        words = _("The client secret of our app ended on %s.") % day
    else:
        words = _("The client secret of our app ends on %s.") % day
    if left > WARN:
        return Finding("client_secret", True, words, about=about)
    advice = _("Make a new one there, and enter it here: no mail is read or sent without.")
    is_ok, deed = left > ALARM, look_at_app(app.provider)
    return Finding("client_secret", is_ok, words, None, advice, about, is_soon=is_ok, deed=deed)


def _grant_lasts(grant: Grant, now: dt.datetime) -> Finding:
    assert grant.ends_at
    left, day = grant.ends_at - now, date_format(timezone.localtime(grant.ends_at))
    words, about = _("The sign-in to this mailbox ends on %s.") % day, str(grant.mailbox)
    if left > ALARM:
        return Finding("sign_in", True, words, about=about)
    advice = _("Sign in again before. Publish the app at Google, and the next one will last.")
    is_ok, deed = left > dt.timedelta(days=1), sign_in_again(grant.mailbox)
    return Finding("sign_in", is_ok, words, None, advice, about, is_soon=is_ok, deed=deed)
