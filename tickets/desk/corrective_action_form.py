from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.models import Agent


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


class EffectForm(forms.Form):
    effect = forms.CharField(max_length=2000, required=False)
