"""A password or key in a form: written here and never read back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SecretField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(
            **{"required": False, "strip": False, "max_length": 1000, "widget": widget, **options}
        )


def let_empty_keep(field: forms.Field, sealed: str) -> None:
    """Once a secret is stored, an empty field means that one."""
    if sealed:
        field.help_text = _("Leave it empty to keep the stored one.")
