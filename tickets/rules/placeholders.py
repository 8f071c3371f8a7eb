"""Names in braces become words: plain substitution from a fixed list, never a template engine (A44)."""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES = ("name", "number", "agent", "channel", "company", "phone", "hours", "link")
_PLACEHOLDER = re.compile(r"\{(" + "|".join(NAMES) + r")\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put each value in place of its `{name}`, in one pass: what a value says is not read again.

    Anything else in braces stays as it stands, and so does a name without a value.
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
