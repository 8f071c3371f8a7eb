"""Who works at the desk, and what each may do. Administrators only."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tickets.models import Agent
from tickets.models.agent import Role


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person with a role, teams and a first password; an empty password keeps the one there is."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least eight characters. Tell it in person; it can be changed after sign-in."
        ),
    )

    class Meta:
        model = Agent
        fields = ("name", "email", "role", "teams", "calendar", "is_active")
        labels: ClassVar = {"teams": _("Teams")}
        widgets: ClassVar = {"teams": forms.CheckboxSelectMultiple}
        help_texts: ClassVar = {
            "role": _(
                "Leads read the figures and edit the protocol; administrators also mailboxes."
            ),
            "calendar": _("When this person is told of targets; else the hours of the team."),
            "teams": _("Agents see the tickets of their teams."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].required = self.instance.pk is None
        if self.instance.pk:
            self.fields["password"].help_text = _("Leave it empty to keep the one there is.")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if password:
            told = {name: self.cleaned_data.get(name, "") for name in ("name", "email")}
            validate_password(password, Agent(**told))
        return password

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        stays = cleaned.get("is_active") and cleaned.get("role") == Role.ADMINISTRATOR
        others = Agent.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        if self.instance.pk and not stays and not others.exclude(pk=self.instance.pk).exists():
            self.add_error("role", _("Somebody must stay administrator."))
        return cleaned

    def save(self, commit: bool = True) -> Agent:
        if self.cleaned_data["password"]:
            self.instance.set_password(self.cleaned_data["password"])
        saved: Agent = super().save(commit)
        return saved
