"""A token that is good now. Renewed under the lock of its row: Microsoft's refresh tokens change with each
use, and two workers that renew at once would each be left with what the other made worthless.
"""

from __future__ import annotations

from django.db import transaction

from mailbridge import secret
from mailbridge.models import Grant, Mailbox, OAuthApp
from mailbridge.oauth.endpoint import Tokens, ask
from mailbridge.oauth.providers import provider
from mailbridge.problems.problem import Problem


class NoToken(Exception):
    """Why the provider lets us in no more, or not now."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)


def access_token(mailbox: Mailbox, *, instead_of: str = "") -> str:
    """A token, another one than that which a mail server has refused. Raises NoToken."""
    try:
        grant = Grant.objects.filter(mailbox=mailbox).first() if mailbox.pk else None
        if grant and grant.is_fresh and grant.access_token != instead_of:
            return grant.access_token
        if mailbox.signs_in_by_itself and not grant:
            return _first_of_its_own(mailbox)
        return _renewed(mailbox, instead_of)
    except secret.Unopenable as error:
        raise NoToken(Problem("oauth_sealed", facts_of(mailbox))) from error


def facts_of(mailbox: Mailbox) -> dict[str, str]:
    """What the words of a Problem name."""
    return {"provider": provider(mailbox.provider).label, "account": mailbox.username}


def ask_for(mailbox: Mailbox, form: dict[str, str]) -> Tokens | Problem:
    """Ask the mailbox's provider, as the app that it knows us by. Raises secret.Unopenable."""
    facts, app = facts_of(mailbox), OAuthApp.of(mailbox.provider)
    if app is None:
        return Problem("oauth_no_app", facts)
    known = {"client_id": app.client_id, "client_secret": app.client_secret}
    url = provider(mailbox.provider).urls_for(app.tenant)[1]
    return ask(url, facts, {**known, **form})


def _renewed(mailbox: Mailbox, instead_of: str) -> str:
    with transaction.atomic():
        grant = Grant.objects.select_for_update().filter(mailbox=mailbox).first()
        if grant is None:
            raise NoToken(Problem("oauth_not_signed_in", facts_of(mailbox)))
        known = grant.access_token
        if grant.is_fresh and known != instead_of:
            return known  # another worker was quicker
        answer = ask_for(mailbox, _form(mailbox, grant.refresh_token))
        if isinstance(answer, Tokens):
            grant.take(answer)
            return answer.access_token
    if answer.kind == "oauth_away" and grant.is_good and known != instead_of:
        return known  # it lasts minutes yet: time to try again
    raise NoToken(answer)


def _first_of_its_own(mailbox: Mailbox) -> str:
    answer = ask_for(mailbox, _form(mailbox, ""))
    if isinstance(answer, Problem):
        raise NoToken(answer)
    if mailbox.pk:  # else it is only being tried out
        Grant.objects.get_or_create(mailbox=mailbox)[0].take(answer)
    return answer.access_token


def _form(mailbox: Mailbox, refresh_token: str) -> dict[str, str]:
    if mailbox.signs_in_by_itself:
        scope = provider(mailbox.provider).own_scope
        return {"grant_type": "client_credentials", "scope": scope}
    return {"grant_type": "refresh_token", "refresh_token": refresh_token}
