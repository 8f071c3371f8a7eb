"""What a button offers beside a problem: words, and the page on which it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mailbridge.models import Mailbox
from mailbridge.problems.problem import Problem


@dataclass(frozen=True)
class Deed:
    words: str
    url: str


def deed_for(mailbox: Mailbox, problem: Problem) -> Deed:
    mailbox = mailbox.account
    if problem.remedy == "sign_in" and not mailbox.signs_in_by_itself:
        return sign_in_again(mailbox)
    if problem.remedy == "app":
        return look_at_app(mailbox.provider)
    page = reverse("mailbridge:mailbox", args=[mailbox.pk])
    return Deed(_("Look at the mailbox"), page)


def sign_in_again(mailbox: Mailbox) -> Deed:
    return Deed(_("Sign in again"), reverse("mailbridge:sign_in", args=[mailbox.pk]))


def look_at_app(provider: str) -> Deed:
    return Deed(_("Look at the app"), reverse("mailbridge:app", args=[provider]))
