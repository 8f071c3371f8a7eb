"""What a language brings: its words for numbers, days and hours, and how they stand together.

Patterns are matched against folded text: small letters without accents, each in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tickets.rules.promised.said import Part, Unit

_PLAIN = str.maketrans("áàâäéèêëíìîïóòôöúùûüñç’", "aaaaeeeeiiiioooouuuunc'")


def fold(text: str) -> str:
    """Small letters without accents, so that places in the text stay true."""
    lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


def words(given: str) -> re.Pattern[str]:
    """Any of these words or patterns ("one|another"), whole."""
    return re.compile(rf"\b(?:{given})(?!\w)")


def any_of(given: Mapping[str, Any]) -> str:
    """The keys of a table as a pattern, longest first."""
    return "|".join(re.escape(key) for key in sorted(given, key=len, reverse=True))


@dataclass(frozen=True, kw_only=True)
class Tongue:
    numbers: Mapping[str, float]
    units: Mapping[str, Unit]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    near: Mapping[str, int]
    parts: Mapping[str, Part]
    # How a time is said; see `reading.py` for the groups.
    before: re.Pattern[str]
    lead: re.Pattern[str]
    amounts: tuple[re.Pattern[str], ...]
    period: re.Pattern[str]
    day: tuple[re.Pattern[str], ...]
    part: re.Pattern[str]
    hour: re.Pattern[str]
    next_means_week: bool  # "next Friday" is that of the next week
    joint: re.Pattern[str]  # between an hour and its day
    tail: re.Pattern[str]  # what may follow and changes nothing
    deeds: Deeds


@dataclass(frozen=True, kw_only=True)
class Deeds:
    """How a language says whose deed it is; see `clauses.py`."""

    splits: re.Pattern[str]
    ours: re.Pattern[str]
    not_ours: re.Pattern[str]
    conditions: re.Pattern[str]
    bare: re.Pattern[str]
    not_a_date_after: re.Pattern[str]
    not_a_number_after: re.Pattern[str]  # "invoice 3/12"
    ranges: re.Pattern[str]  # "Monday to Friday"
