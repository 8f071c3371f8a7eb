"""One answer to "is this part well?", in words for whoever has to act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from mailbridge.problems.deed import Deed


@dataclass(frozen=True)
class Finding:
    """`words` say what is so, `advice` what to do about it; `since` is an aware moment, where it is known.

    `key` names the question for programs; with a mailbox its address stands in `about`. What is well but
    will not stay so is `is_soon`.
    """

    key: str
    is_ok: bool
    words: str
    since: dt.datetime | None = None
    advice: str = ""
    about: str = ""
    is_soon: bool = False
    deed: Deed | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "about": self.about,
            "is_ok": self.is_ok,
            "is_soon": self.is_soon,
            "words": self.words,
            "advice": self.advice,
            "since": self.since.isoformat() if self.since else None,
        }
