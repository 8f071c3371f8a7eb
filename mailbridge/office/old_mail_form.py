from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mailbridge.models import Mailbox

A_YEAR = dt.timedelta(days=365)


def day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(moment) if moment else None


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OldMailForm(forms.Form):
    """Days begin at midnight in the time zone that is active."""

    starts_on = forms.DateField(
        label=_("Work on mail from this day on"),
        help_text=_("What came in before is old mail: it is never answered or counted in reports."),
        widget=DayInput(),
    )
    old_mail = forms.ChoiceField(
        label=_("Old mail"), choices=Mailbox.OldMail.choices, widget=forms.RadioSelect
    )
    since = forms.DateField(label=_("Since this day"), required=False, widget=DayInput())

    def __init__(self, data: Any, *, mailbox: Mailbox) -> None:
        today = timezone.localdate()
        starts_on = day(mailbox.starts_at) or today
        self._days = {
            "starts_on": starts_on,
            "since": day(mailbox.old_since) or starts_on - A_YEAR,
        }
        super().__init__(data, initial={**self._days, "old_mail": mailbox.old_mail})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_from_a_day = cleaned.get("old_mail") == Mailbox.OldMail.SINCE
        if is_from_a_day and not cleaned.get("since") and "since" not in self.errors:
            self.add_error("since", _("Say from which day on."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        since = cleaned["since"]
        return {
            "starts_at": _midnight(cleaned["starts_on"]),
            "old_mail": cleaned["old_mail"],
            "old_since": _midnight(since) if since else None,
        }

    def first_day(self) -> dt.date:
        return self._typed("starts_on")

    def oldest_day(self) -> dt.date:
        return self._typed("since")

    def _typed(self, name: str) -> dt.date:
        """The day as it stands in the form, or as it was before it was misspelt."""
        cleaned = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        return cleaned.get(name) or self._days[name]


def _midnight(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time()))
