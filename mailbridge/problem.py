"""What is wrong between us and a mail server, as a code with facts: told in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mailbridge.problem_words import WORDS


@dataclass(frozen=True)
class Problem:
    """`kind` is a key of WORDS and is stored; `facts` fill in its words and can be stored as JSON."""

    kind: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return self._told(0)

    @property
    def hint(self) -> str:
        """What to do about it."""
        return self._told(1)

    def __str__(self) -> str:
        return f"{self.reason} {self.hint}".strip()

    def _told(self, part: int) -> str:
        if self.kind not in WORDS:  # written by another version of this program
            return self.kind if part == 0 else ""
        return str(WORDS[self.kind][part]) % self.facts
