"""The Date field: a claim by the sender, often malformed.

Its pieces are found by what they look like, wherever they stand: RFC 5322, ctime, ISO 8601, and
what mailers made of them.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from mailbridge.inbound.parts.date_words import MONTHS, ZONES

_COMMENT = re.compile(r"\([^()]*\)?")
_TIME = re.compile(
    r"(?<![\d.])(\d{1,2}) ?[:.] ?(\d{1,2})(?: ?[:.] ?(\d{1,2})(?:[.,]\d{1,9})?)?(?![\d.:])"
    r"(?: ?([ap])\.?m\b\.?)?"
)
_OFFSET = re.compile(r"(?:^| |\b(?:gmt|utc?))([+-])(\d\d):?(\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t|(?![\d]))")
_WORD = re.compile(r"[a-z]+")


def read_date(source: str) -> datetime | None:
    """Return the moment with its offset (UTC where none is given), or None."""
    source = _plain(source[:200])
    try:
        return _moment(source)
    except (ValueError, OverflowError):
        return None


def _plain(source: str) -> str:
    source = unicodedata.normalize("NFKD", _COMMENT.sub(" ", source).lower())
    return " ".join("".join(char for char in source if char.isascii()).split())


def _moment(source: str) -> datetime | None:
    numeric = _NUMERIC.search(source)
    rest = _without(source, numeric)
    clock = _TIME.search(rest)
    rest = _without(rest, clock)
    day = _numbers(numeric) if numeric else _day(_OFFSET.sub(" ", rest))
    if day is None:
        return None
    return datetime(*day, *_clock(clock), tzinfo=_zone(rest))


def _without(source: str, match: re.Match[str] | None) -> str:
    return f"{source[: match.start()]} {source[match.end() :]}".strip() if match else source


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[1]), int(match[2]), int(match[3])


def _clock(match: re.Match[str] | None) -> tuple[int, int, int]:
    if match is None:
        return 0, 0, 0
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    return hour, minute, min(second, 59)  # 60 is a leap second


def _zone(rest: str) -> timezone:
    offset = _OFFSET.search(rest)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3])
        minutes = -minutes if offset[1] == "-" else minutes
    else:
        minutes = next((ZONES[word] for word in _WORD.findall(rest) if word in ZONES), 0)
    return timezone(timedelta(minutes=minutes)) if 0 < abs(minutes) < 24 * 60 else UTC


def _day(rest: str) -> tuple[int, int, int] | None:
    """Read "3 Nov 2026" or "Nov 3 2026": the day stands before the year."""
    numbers = re.findall(r"\d+", rest)
    names = (_month(word) for word in _WORD.findall(rest) if word not in ZONES)
    # A Spanish Tuesday begins like March: the month is the last that is named.
    month = [number for number in names if number]
    if len(numbers) < 2 or not month:
        return None
    first, second = numbers[:2]
    if len(first) > 2:
        first, second = second, first
    return _year(second), month[-1], int(first)


def _month(word: str) -> int:
    """The month whose name, or the beginning of whose name, `word` is; 0 for other words."""
    return next((MONTHS[word[:size]] for size in (4, 3) if word[:size] in MONTHS), 0)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 3 or (len(digits) == 2 and year >= 50):  # RFC 5322 4.3
        return 1900 + year
    return 2000 + year if len(digits) <= 2 else year
