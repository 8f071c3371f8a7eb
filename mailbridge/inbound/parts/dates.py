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
# Also +1, +100, and 0100 behind the year, which forgot its sign.
_OFFSET = re.compile(
    r"(?:^| |\b(?:gmt|utc?))([+-])(\d{1,2}):?(\d\d)?(?!\d)|(?<=\d{4}) +()([01]\d)([03]0)$"
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>\d{4})[-/.](?P<first>\d{1,2})[-/.](?P<second>\d{1,2})(?:t|(?!\d))"
)
_YEAR_LAST = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})([/. -])(?P<second>\d{1,2})\2(?P<year>\d{4})(?!\d)"
)
_COMPACT = re.compile(r"\b(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)")
# China, Japan and Korea number their months, and may write the date as one.
_WHOLE = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_NUMBERED_MONTH = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})[月월]")
_NUMERALS = "一二三四五六七八九十"
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WORD = re.compile(r"[^\W\d_]+")


def read_date(source: str) -> datetime | None:
    """Return the moment with its offset (UTC where none is given), or None."""
    source = _plain(source[:200])
    try:
        return _moment(source)
    except (ValueError, OverflowError):
        return None


def _plain(source: str) -> str:
    source = _WHOLE.sub(r"\1-\2-\3 ", _COMMENT.sub(" ", source).lower())
    source = unicodedata.normalize("NFKD", _NUMBERED_MONTH.sub(_named, source))
    source = "".join(char for char in source if not unicodedata.combining(char))
    return _COMPACT.sub(r"\1-\2-\3t\4:\5:\6", " ".join(source.split()))


def _named(month: re.Match[str]) -> str:
    numerals = [_NUMERALS.find(sign) + 1 for sign in month[1]]
    number = sum(numerals) if all(numerals) else int(month[1]) if month[1].isdecimal() else 0
    return f" {_NAMES[number - 1]} " if 1 <= number <= 12 else " "


def _moment(source: str) -> datetime | None:
    numeric = _YEAR_FIRST.search(source) or _YEAR_LAST.search(source)
    rest = _without(source, numeric)
    clock = _TIME.search(rest)
    rest = _without(rest, clock)
    is_american = bool(clock and clock[4])  # who writes a.m. and p.m. puts the month before the day
    day = _numbers(numeric, is_american) if numeric else _day(_OFFSET.sub(" ", rest))
    if day is None:
        return None
    return datetime(*day, *_clock(clock), tzinfo=_zone(rest))


def _without(source: str, match: re.Match[str] | None) -> str:
    return f"{source[: match.start()]} {source[match.end() :]}".strip() if match else source


def _numbers(match: re.Match[str], is_american: bool) -> tuple[int, int, int]:
    """Read 2026-11-13, 13/11/2026 or 11/13/2026."""
    first, second = int(match["first"]), int(match["second"])
    is_month_first = match.re is _YEAR_FIRST or second > 12 or (is_american and first <= 12)
    month, day = (first, second) if is_month_first else (second, first)
    return int(match["year"]), month, day


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
        hours, past = offset[2] or offset[5], offset[3] or offset[6]
        minutes = int(hours) * 60 + int(past or 0)
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
