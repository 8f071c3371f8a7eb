"""Opening hours as people type them: "09:00-14:00, 16:00-19:00" for each day of the week."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zoneinfo
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from tickets.models import BusinessCalendar

SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?")
Spans = list[list[str]]


class SpansField(forms.CharField):
    """The open spans of one day; empty is closed. "24:00" ends a day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=200, **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(f"{start}-{end}" for start, end in value)
        return value

    def clean(self, value: Any) -> Spans:
        text = super().clean(value)
        spans = [_span(part.strip()) for part in re.split(r"[,;]", text) if part.strip()]
        for before, after in itertools.pairwise(spans):
            if after[0] < before[1]:
                raise ValidationError(_("Write the spans in order; they must not overlap."))
        return spans


class CalendarForm(forms.ModelForm):  # type: ignore[type-arg]
    timezone = forms.ChoiceField(label=_("Time zone"))
    own_days = forms.CharField(
        label=_("Own closed days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One date a line, as 2026-12-24."),
    )

    class Meta:
        model = BusinessCalendar
        fields = ("name", "timezone", "country", "region")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        zones = sorted(zoneinfo.available_timezones())
        self.fields["timezone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.fields["country"].help_text = _("Two letters, as ES; empty for no public holidays.")
        self.fields["region"].help_text = _("As MD for Madrid; empty for national ones only.")
        for day, name in WEEKDAYS.items():
            self.fields[f"day_{day}"] = SpansField(label=name, initial=self.instance.week[day])
        self.fields["day_0"].help_text = _("As 09:00-14:00, 16:00-19:00; empty when closed.")
        self.fields["own_days"].initial = "\n".join(self.instance.closed_days)

    def week_fields(self) -> Iterator[forms.BoundField]:
        return (self[f"day_{day}"] for day in WEEKDAYS)

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).strip().upper()

    def clean_region(self) -> str:
        return str(self.cleaned_data["region"]).strip().upper()

    def clean_own_days(self) -> list[str]:
        days = str(self.cleaned_data["own_days"]).split()
        for day in days:
            try:
                dt.date.fromisoformat(day)
            except ValueError as error:
                raise ValidationError(_("“%s” is not a date such as 2026-12-24.") % day) from error
        return sorted(set(days))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not self.errors:
            self.instance.week = [cleaned[f"day_{day}"] for day in WEEKDAYS]
            self.instance.closed_days = cleaned["own_days"]
            if not any(self.instance.week):
                raise ValidationError(
                    _("A desk that never opens can promise nothing: open one day.")
                )
        return cleaned


def _span(text: str) -> list[str]:
    found = SPAN.fullmatch(text)
    if not found:
        raise ValidationError(_("“%s” is not a span such as 09:00-14:00.") % text)
    start, end = (_wall(found[1], found[2]), _wall(found[3], found[4]))
    if end <= start:
        raise ValidationError(_("“%s” ends before it begins.") % text)
    return [start, end]


def _wall(hour: str, minute: str | None) -> str:
    time = f"{int(hour):02}:{minute or '00'}"
    if time > "24:00" or time[3:] > "59":
        raise ValidationError(_("“%s” is not a time of day.") % time)
    return time
