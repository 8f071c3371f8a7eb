from __future__ import annotations

from typing import Any

from django.db import models

from tickets.reasons import Reason, stored


class ReasonField(models.TextField):  # type: ignore[type-arg]
    """A `Reason`, stored as its codes and facts; what is no Reason is stored as it is."""

    def from_db_value(self, value: str | None, *_about: Any) -> Reason | None:
        return None if value is None else Reason.read(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(stored(value) if isinstance(value, str) else value)
