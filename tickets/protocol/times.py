"""How lengths of time look in the file: as they do on the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from tickets.models import Alarm
from tickets.models.duration_field import read_duration
from tickets.protocol.notation import Fault, Mapped
from tickets.rules.durations import spelled


@dataclass(frozen=True)
class Duration:
    """A length of time as `2 h 30 min`, in the column NAME_seconds."""

    name: str

    @property
    def in_minutes(self) -> str:
        """The name under which older files have it, as a whole number."""
        return f"{self.name}_minutes"

    def told(self, row: Any) -> str | None:
        seconds = getattr(row, f"{self.name}_seconds")
        return None if seconds is None else spelled(seconds)

    def read(self, said: Mapped) -> dict[str, Any]:
        name = self.in_minutes if self.in_minutes in said else self.name
        seconds = _measured(said, name, read_duration)
        return {} if seconds is None else {f"{self.name}_seconds": seconds}


@dataclass(frozen=True)
class Lead:
    """How long before or after its target an alarm rings, as `25 %` or `30 min`."""

    name: str

    def told(self, row: Any) -> str:
        return str(row.amount_spelled)

    def read(self, said: Mapped) -> dict[str, Any]:
        when = str(said.get("when"))
        return {self.name: _measured(said, self.name, partial(Alarm.read_amount, when=when))}


def _measured(said: Mapped, name: str, read: Callable[[str], int]) -> int | None:
    """What stands there as a text, or as a number alone."""
    value = said.get(name)
    try:
        return None if value is None else read(str(value))
    except ValidationError as error:
        raise Fault(said.line_of(name), f"{name}: {error.messages[0]}") from error
