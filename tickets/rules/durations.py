"""Lengths of time as people write them: "30 s", "15 min", "2 h 30 min"; the same in English and in Spanish.

Never in days, since a working day has not 24 hours.
"""

from __future__ import annotations

import re
from fractions import Fraction

MINUTE, HOUR = 60, 3600
LONGEST = 365 * 24 * HOUR
UNITS = {
    word: seconds
    for seconds, words in (
        (HOUR, "h hr hrs hour hours hora horas"),
        (MINUTE, "m min mins minute minutes minuto minutos"),
        (1, "s sec secs second seconds seg segs segundo segundos"),
    )
    for word in words.split()
}
LONGEST_TEXT = 60
NO_BREAK = "\u00a0"
PART = re.compile(
    r"\s*(?:(?:,|\by\b|\band\b)\s*)?(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*(?P<unit>[a-z]*)\.?\s*"
)


def spelled(seconds: int, *, space: str = " ") -> str:
    """`space`: NO_BREAK within a sentence, whose lines end anywhere."""
    hours, rest = divmod(seconds, HOUR)
    parts = ((hours, "h"), (rest // MINUTE, "min"), (rest % MINUTE, "s"))
    return space.join(f"{number}{space}{unit}" for number, unit in parts if number) or f"0{space}s"


def read(text: str) -> int | None:
    """Return the seconds of "30s", "1,5 h", "2 horas y 30 minutos"; None when it is no length of time.

    A number alone is minutes, also after hours ("2 h 30"). Units go from large to small, each at most once.
    """
    text = text.lower()
    parts = list(PART.finditer(text)) if len(text) <= LONGEST_TEXT else []
    if not parts or "".join(part[0] for part in parts) != text:
        return None
    total, last = Fraction(0), HOUR + 1
    for part in parts:
        unit = UNITS.get(part["unit"] or "min", last)
        if unit >= last:
            return None
        total, last = total + Fraction(part["number"].replace(",", ".")) * unit, unit
    return int(total) if total.denominator == 1 else None
