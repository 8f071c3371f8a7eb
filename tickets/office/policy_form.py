"""A policy with its alarms on one form: what it promises, to which tickets, and who is told when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tickets.models import Agent, Alarm, SLAPolicy
from tickets.office.forms import ProtocolForm

When, Whom = Alarm.When, Alarm.Whom
BLANK_ROWS = 2
Row: TypeAlias = tuple[forms.BoundField, forms.BoundField, forms.BoundField]


class PolicyForm(ProtocolForm):
    class Meta:
        model = SLAPolicy
        fields = (
            "name", "group", "priority", "category", "channel", "first_response_seconds",
            "next_response_seconds", "resolution_seconds", "step_seconds",
        )  # fmt: skip
        help_texts: ClassVar = {
            "first_response_seconds": _(
                "In working time, as 30 s, 15 min or 2 h 30 min; a number alone is minutes. "
                "Running clocks keep their target."
            ),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("group", "category", "channel"):
            self.fields[name].empty_label = _("any")  # type: ignore[attr-defined]
        priority = self.fields["priority"]
        priority.choices = [("", _("any")), *list(priority.choices)[1:]]  # type: ignore[attr-defined]
        known = list(self.instance.alarms.all()) if self.instance.pk else []
        usual = [] if self.instance.pk else list(Alarm.usual(self.instance))
        self.alarms: list[Alarm] = [*known, *usual, *(Alarm() for _row in range(BLANK_ROWS))]
        whom = [*list(Whom.choices)[:2], (_("People"), _people(known))]
        for place, alarm in enumerate(self.alarms):
            self._add_row(place, alarm, whom)

    def scope_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in ("group", "priority", "category", "channel"))

    def target_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.fields if name.endswith("_seconds"))

    def alarm_rows(self) -> Iterator[Row]:
        for place in range(len(self.alarms)):
            yield self[f"amount_{place}"], self[f"when_{place}"], self[f"whom_{place}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place, alarm in enumerate(self.alarms):
            name = f"amount_{place}"
            if text := cleaned.get(name):
                try:
                    alarm.amount = Alarm.read_amount(text, when=cleaned.get(f"when_{place}", ""))
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    def save(self, commit: bool = True) -> SLAPolicy:
        """An alarm whose number was emptied is gone; the others stay the same alarm, and so ring once."""
        with transaction.atomic():
            saved: SLAPolicy = super().save(commit)
            for place, alarm in enumerate(self.alarms):
                self._save_row(place, alarm)
        return saved

    def _save_row(self, place: int, alarm: Alarm) -> None:
        if not self.cleaned_data[f"amount_{place}"]:
            if alarm.pk:
                alarm.delete()
            return
        whom = self.cleaned_data[f"whom_{place}"]
        alarm.policy, alarm.when = self.instance, self.cleaned_data[f"when_{place}"]
        alarm.whom = whom if whom in Whom.values else Whom.PERSON
        alarm.person_id = None if whom in Whom.values else int(whom)
        alarm.save()

    def _add_row(self, place: int, alarm: Alarm, whom: list[Any]) -> None:
        number = place + 1
        self.fields[f"amount_{place}"] = forms.CharField(
            label=_("How much, warning %d") % number,
            required=False,
            initial="" if alarm.amount is None else alarm.amount_spelled,
        )
        self.fields[f"when_{place}"] = forms.ChoiceField(
            label=_("When, warning %d") % number,
            choices=When.choices,
            initial=alarm.when or When.AFTER,
        )
        self.fields[f"whom_{place}"] = forms.ChoiceField(
            label=_("Who is told, warning %d") % number,
            choices=whom,
            initial=str(alarm.person_id or alarm.whom or Whom.LEADS),
        )


def _people(known: list[Alarm]) -> list[tuple[str, str]]:
    """Who works at the desk, and whoever is named already."""
    named = [alarm.person_id for alarm in known if alarm.person_id]
    people = Agent.objects.filter(Q(is_active=True) | Q(pk__in=named)).order_by("name")
    return [(str(agent.pk), agent.name) for agent in people]
