"""A length of working time: whole seconds in the database, "2 h 30 min" wherever people type or read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.rules import durations

# A target of nothing is missed before anybody could meet it.
MORE_THAN_NOTHING = MinValueValidator(1, _("At least 1 s."))


def read_duration(text: str) -> int:
    """The seconds that were typed; otherwise a ValidationError that says how to write them."""
    seconds = durations.read(text)
    if seconds is None:
        raise ValidationError(_("Write a length of time such as 30 s, 15 min or 2 h 30 min."))
    if seconds > durations.LONGEST:
        raise ValidationError(_("At most a year, which is 8760 h."))
    return seconds


class DurationInput(forms.CharField):
    def prepare_value(self, value: Any) -> Any:
        return durations.spelled(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return read_duration(text) if text else None


class DurationField(models.PositiveIntegerField):  # type: ignore[type-arg]
    def formfield(self, **options: Any) -> Any:
        # Not by way of the numbers' formfield(), which sets their least value.
        return models.Field.formfield(self, **{"form_class": DurationInput, **options})
