"""Why something became of a mail: a sentence that knows its code, and is said in the language of its reader.

As a string it is English, for logs and for whoever looks after the program. Stored are code and facts; what
another server said is a fact, and stays as it was said. A stored sentence without a code is from before there
were codes, and is shown as it stands.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from tickets.reasons.of_mail_in import MAIL_IN
from tickets.reasons.of_mail_out import MAIL_OUT
from tickets.reasons.of_silence import SILENCE
from tickets.reasons.of_the_screen import SCREEN, UNNAMED

Part = tuple[str, Mapping[str, Any]]
WORDS: dict[str, str] = {**SCREEN, **SILENCE, **MAIL_IN, **MAIL_OUT}
PLAIN = "plain"  # what has no code


class Reason(str):
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, parts: tuple[Part, ...]) -> Reason:
        reason = cls(" ".join(_sentence(kind, facts, str) for kind, facts in parts))
        reason.parts = parts
        return reason

    @classmethod
    def read(cls, text: str) -> Reason:
        """What `stored` gave, or any sentence."""
        return cls.of(_parts(text))

    @property
    def stored(self) -> str:
        return json.dumps(self.parts) if self.parts else str(self)

    @property
    def told(self) -> str:
        """In the reader's language."""
        said = " ".join(_sentence(kind, facts, gettext) for kind, facts in self.parts)
        return said or str(self)


def because(kind: str, **facts: Any) -> Reason:
    """One sentence: `kind` is a key of WORDS."""
    return Reason.of(((kind, facts),))


def together(*reasons: str) -> Reason:
    """Several sentences in a row; empty ones are left out, and one without a code stays as it is."""
    return Reason.of(tuple(part for reason in reasons for part in _parts(reason)))


def stored(reason: str) -> str:
    return reason.stored if isinstance(reason, Reason) else reason


def _parts(reason: str) -> tuple[Part, ...]:
    if isinstance(reason, Reason) and reason.parts:
        return reason.parts
    return _decoded(reason) or (((PLAIN, {"said": str(reason)}),) if reason else ())


def _decoded(text: str) -> tuple[Part, ...]:
    if not text.startswith("[["):
        return ()
    try:
        return tuple((str(kind), dict(facts)) for kind, facts in json.loads(text))
    except (ValueError, TypeError):
        return ()  # somebody's words that happen to begin so


def _sentence(kind: str, facts: Mapping[str, Any], translate: Any) -> str:
    if kind == PLAIN:
        return str(facts.get("said", ""))
    if kind not in WORDS:  # of another version of this program
        return kind
    given = {name: value for name, value in facts.items() if value not in ("", None)}
    known = {"who": translate(UNNAMED), **given}
    return str(translate(WORDS[kind])) % defaultdict(lambda: "?", known)
