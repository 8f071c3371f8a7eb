"""Which tickets an action is for, and what it needs to know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.models import Agent, BulkAction, Ticket
from tickets.models.ticket.queryset import TicketQuerySet

Kind = BulkAction.Kind


class BulkForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind.choices)
    ticket = forms.ModelMultipleChoiceField(
        Ticket.objects.none(),
        error_messages={
            "required": gettext_lazy("Tick at least one ticket."),
            "invalid_choice": gettext_lazy("One of the tickets is not here any more."),
        },
    )
    all_of_sender = forms.BooleanField(required=False)
    agent = forms.ModelChoiceField(Agent.objects.filter(is_active=True), required=False)
    reason = forms.CharField(max_length=300, required=False)

    def __init__(self, data: Any, *, visible: TicketQuerySet) -> None:
        super().__init__(data)
        self.visible = visible
        self.fields["ticket"].queryset = visible  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if self.data.get("kind") == Kind.CLOSE and not reason:
            raise forms.ValidationError(_("Closing without the customer's yes needs a reason."))
        return reason

    def begin(self, by: Agent) -> BulkAction:
        cleaned = self.cleaned_data
        return BulkAction.begin(
            self._meant(),
            kind=cleaned["kind"],
            by=by,
            reason=cleaned["reason"],
            assignee=cleaned["agent"],
        )

    def _meant(self) -> TicketQuerySet:
        ticked: TicketQuerySet = self.cleaned_data["ticket"]
        if not self.cleaned_data["all_of_sender"]:
            return ticked
        visible = self.visible
        like_them = visible.spam() if self.cleaned_data["kind"] == Kind.NOT_SPAM else visible.open()
        return ticked | like_them.filter(customer__in=ticked.values("customer"))
