"""Quoted headers of another make than Outlook's: Lotus Notes, old Domino, and all on one line."""

import re
from collections.abc import Sequence

from mailbridge.inbound.quoting.attributions import ADDRESS, DATE, TIME, lower
from mailbridge.inbound.quoting.quote_words import SENT, SUBJECT, TO
from mailbridge.inbound.quoting.quoted_headers import label_kind

_TO, _SUBJECT = frozenset(TO), frozenset((*SUBJECT, "thema"))
_WHEN = r"[\d/.\-]{6,10}[, ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.? ?m\.?)?"
_ONLY_WHEN = re.compile(_WHEN, re.IGNORECASE)
_ON_WHEN = re.compile(rf".{{1,120}}\son {_WHEN}", re.IGNORECASE)
_FIELDS = re.compile(
    r"\s(?:"
    + "|".join(
        rf"(?P<{kind}>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
        for kind, words in (("sent", SENT), ("to", TO), ("subject", SUBJECT))
    )
    + r")\s?[:：]"
)
_NOTES_LINES, _DOMINO_LINES = 16, 6
_SHORTEST, _LONGEST = 40, 500


def rare_header_end(bare: Sequence[str], index: int) -> int | None:
    """Return the line behind a rare quoted header that begins at `index`, None where none does."""
    line = bare[index]
    if _is_whole(line):
        return index + 1
    if index + 1 < len(bare) and _ONLY_WHEN.fullmatch(bare[index + 1]):
        return _notes_end(bare, index + 2)
    if "@" in line and len(line) < _LONGEST and _ON_WHEN.fullmatch(line):
        return _domino_end(bare, index + 1)
    return None


def _is_whole(line: str) -> bool:
    """Whether From, Sent, To and Subject stand on one line, as where the breaks were lost."""
    if not _SHORTEST <= len(line) <= _LONGEST or label_kind(line) != "from":
        return False
    lowered = lower(line)
    if not (ADDRESS.search(lowered) and DATE.search(lowered) and TIME.search(lowered)):
        return False
    kinds = {match.lastgroup for match in _FIELDS.finditer(lowered)}
    return kinds == {"sent", "to", "subject"}


def _notes_end(bare: Sequence[str], index: int) -> int | None:
    """Notes writes the writer, the time, and below them "To" and "Subject" above what they hold."""
    is_sent = False
    for place in range(index, min(index + _NOTES_LINES, len(bare))):
        word = lower(bare[place])
        is_sent = is_sent or word in _TO
        if is_sent and word in _SUBJECT:
            return min(place + 2, len(bare))
    return None


def _domino_end(bare: Sequence[str], index: int) -> int | None:
    """ "ana@acme.example on 03/03/2025 09:15:33 AM", and below it To and Subject."""
    is_sent = False
    for place in range(index, min(index + _DOMINO_LINES, len(bare))):
        kind = label_kind(bare[place])
        is_sent = is_sent or kind == "to"
        if is_sent and kind == "subject":
            return place + 1
    return None
