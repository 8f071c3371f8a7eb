from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import get_language

from tickets.models import PasswordLink


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """allauth's, but the mail waits its turn in our own outbox: a mail server that is away fails nobody's
    click, and how long the answer takes tells nothing (A35).
    """

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        address: str = self.cleaned_data["email"]
        PasswordLink.ask(address, language=get_language() or "")
        return address
