"""What an agent fills in to take a ticket along its procedure."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.models import Procedure, Step, TicketStep
from tickets.models.step import Fact


class CompletionForm(forms.Form):
    """What a step wants to know before it is done: the answer to its question, and its facts."""

    FIELDS: ClassVar[dict[str, type[forms.Field]]] = {
        Step.FactKind.TEXT: forms.CharField,
        Step.FactKind.NUMBER: forms.DecimalField,
        Step.FactKind.DATE: forms.DateField,
    }
    INPUTS: ClassVar[dict[str, str]] = {
        Step.FactKind.TEXT: "text",
        Step.FactKind.NUMBER: "number",
        Step.FactKind.DATE: "date",
    }

    def __init__(self, stop: TicketStep, data: Any = None) -> None:
        super().__init__(data, initial={f"fact_{k}": v for k, v in stop.noted.items()})
        self.stop = stop
        if stop.step.asks:
            choices = [(each.key, each) for each in stop.step.choices()]
            unanswered = {"required": _("Answer the question: %s") % stop.step.question}
            self.fields["answer"] = forms.ChoiceField(
                choices=choices, error_messages=unanswered, widget=forms.HiddenInput
            )
        for fact in stop.step.wanted():
            self.fields[f"fact_{fact.key}"] = self._field(fact)

    def noted(self) -> dict[str, str]:
        """By key of the fact, dates as YYYY-MM-DD."""
        facts = self.stop.step.wanted()
        return {fact.key: str(self.cleaned_data[f"fact_{fact.key}"])[:300] for fact in facts}

    def first_error(self) -> str:
        return next(str(error) for errors in self.errors.values() for error in errors)

    def _field(self, fact: Fact) -> forms.Field:
        attributes = {"class": "input input--small", "autocomplete": "off", "step": "any"}
        widget = forms.TextInput(attrs={**attributes, "type": self.INPUTS[fact.kind]})
        missing = _("Note it before the step is done: %s") % fact
        return self.FIELDS[fact.kind](
            label=str(fact), widget=widget, error_messages={"required": missing, "invalid": missing}
        )


class TickForm(forms.Form):
    place = forms.IntegerField(min_value=0)
    is_done = forms.BooleanField(required=False)


class GoBackForm(forms.Form):
    step = forms.IntegerField()
    reason = forms.CharField(
        max_length=300, error_messages={"required": _("One goes back with a reason.")}
    )


class ProcedureForm(forms.Form):
    procedure = forms.ModelChoiceField(Procedure.objects.exclude(published=None))
