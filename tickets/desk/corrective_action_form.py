from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.models import Agent, Complaint, CorrectiveAction


class ActionForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=500)
    owner = forms.ModelChoiceField(
        Agent.objects.filter(is_active=True).order_by("name"),
        label=_("Who sees to it"),
        empty_label=None,
    )
    due_on = forms.DateField(
        label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    nonce = forms.CharField(max_length=64, widget=forms.HiddenInput)


class LinkForm(forms.Form):
    """An action that is under way for another complaint, and answers this one too."""

    action = forms.ModelChoiceField(CorrectiveAction.objects.open(), label=_("Under way already"))

    def __init__(self, complaint: Complaint, data: Any = None) -> None:
        super().__init__(data)
        self.known = CorrectiveAction.objects.open().exclude(complaints=complaint)
        field: Any = self.fields["action"]
        field.queryset, field.empty_label = self.known, None


class EffectForm(forms.Form):
    effect = forms.CharField(max_length=2000, required=False)
