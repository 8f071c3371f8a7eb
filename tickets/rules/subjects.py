"""The subject of a conversation without the marks that mail programs put before it."""

import re

# Reply and forward marks of mail programs in many languages, with counters such as Re[2]: and Re^3:
_MARK = re.compile(
    r"\s*(?:re|rv|fwd?|aw|wg|sv|vs|tr|rif|enc|res|antw|odp|ynt|doorst|回复|答复|转发)"
    r"(?:\[\d+\]|\^\d+|\(\d+\))?\s*[:\uff1a]\s*",  # \uff1a: the full-width colon of East Asia
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\[#\d+\]\s*")


def bare_subject(subject: str) -> str:
    """Return the subject's own words: no Re:, RV:, Fwd:, AW: … however often repeated, no ticket
    number, single spaces.
    """
    words = _NUMBER.sub(" ", subject).strip()
    while mark := _MARK.match(words):
        words = words[mark.end() :]
    return " ".join(words.split())
