"""A form on a row that a worker writes too: leases, counters and pauses move while somebody types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models


class ChangedColumnsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Saves what the form changed, and nothing else of what it once loaded."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._loaded = _columns(self.instance)

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None or not commit:
            return super().save(commit)
        row = super().save(commit=False)
        row.save(
            update_fields=[k for k, value in _columns(row).items() if value != self._loaded[k]]
        )
        return row


def _columns(row: models.Model) -> dict[str, Any]:
    columns = (field.attname for field in row._meta.concrete_fields if not field.primary_key)
    return {name: getattr(row, name) for name in columns}
