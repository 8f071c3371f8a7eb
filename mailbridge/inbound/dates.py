"""The Date field: a claim by the sender, often malformed."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_COMMENT = re.compile(r"\([^()]*\)")


def read_date(source: str) -> datetime | None:
    """Return the moment with its offset (UTC where none is given), or None."""
    source = _COMMENT.sub(" ", source[:200]).strip()
    if not source:
        return None
    try:
        return _rfc_date(source) or _iso_date(source)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _rfc_date(source: str) -> datetime | None:
    parsed = parsedate_tz(source)
    if parsed is None or not parsed[0]:
        return None
    offset = parsed[9] or 0
    if abs(offset) >= 24 * 3600:
        offset = 0
    year = parsed[0]
    second = min(parsed[5], 59)  # a leap second
    return datetime(
        year,
        *parsed[1:5],
        second,
        tzinfo=UTC if not offset else timezone(timedelta(seconds=offset)),
    )


def _iso_date(source: str) -> datetime | None:
    match = re.match(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)\s*(Z|[+-]\d\d:?\d\d)?", source)
    if not match:
        return None
    zone = (match[3] or "+00:00").replace("Z", "+00:00")
    moment = datetime.fromisoformat(f"{match[1]}T{match[2]}")
    sign = -1 if zone[0] == "-" else 1
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return moment.replace(tzinfo=timezone(sign * timedelta(minutes=minutes)))
