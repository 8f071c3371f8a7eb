from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tickets.models import Callback, Ticket
from tickets.models.ticket.phoning import Call
from tickets.rules.windows import choices

State = Callback.State


class CallForm(forms.Form):
    OUTCOMES = (
        (State.REACHED, _("reached")),
        (State.NOT_REACHED, _("not reached")),
        (State.WRONG_NUMBER, _("wrong number")),
    )
    outcome = forms.ChoiceField(choices=OUTCOMES)
    again = forms.ChoiceField(label=_("Call again"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=20_000)
    is_note_public = forms.BooleanField(label=_("the customer may read it"), required=False)
    nonce = forms.CharField(max_length=64)

    def __init__(self, ticket: Ticket, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.windows = ticket.call_windows()
        language, today = get_language() or "en", timezone.localdate()
        field: Any = self.fields["again"]
        field.choices = [("", _("no more")), *choices(self.windows, language=language, today=today)]

    def call(self) -> Call:
        cleaned = self.cleaned_data
        return Call(
            outcome=cleaned["outcome"],
            note=cleaned["note"].strip(),
            is_note_public=cleaned["is_note_public"],
            again=next((each for each in self.windows if each.key == cleaned["again"]), None),
            nonce=cleaned["nonce"],
        )
