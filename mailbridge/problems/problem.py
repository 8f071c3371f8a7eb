"""What is wrong between us and a mail server, as a code with facts: told in the language of whoever reads it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from mailbridge.problems.words import REMEDIES, WORDS


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

    @property
    def remedy(self) -> str:
        """What a button can do about it: sign_in, app or nothing."""
        return REMEDIES.get(self.kind, "")

    def __str__(self) -> str:
        return f"{self.reason} {self.hint}".strip()

    def _told(self, part: int) -> str:
        # Another version of this program may have known other kinds and facts.
        if self.kind not in WORDS:
            return self.kind if part == 0 else ""
        return str(WORDS[self.kind][part]) % defaultdict(lambda: "?", self.facts)
