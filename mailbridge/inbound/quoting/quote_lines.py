"""What one line of a mail is: the rule above an original or a forwarded mail."""

import re

from mailbridge.inbound.quoting.attributions import ADDRESS, DATE, TIME, ends_attribution, lower
from mailbridge.inbound.quoting.quote_words import (
    ANSWER_SUBJECT,
    FORWARD_SUBJECT,
    FORWARDED,
    ORIGINAL,
    WROTE,
)

_ORIGINAL = frozenset(ORIGINAL)
_FORWARD_WORDS = re.compile("|".join(re.escape(phrase) for phrase in FORWARDED))
_RULES = " *_=~–—‐:：->"
_STARTS_RULED = ("--", "- ", "—", "–", "‐‐", "__", "==", "**", "~~")
# Samsung: "-------- Original message --------From: Ana", all on one line.
_RULED = re.compile(r"[-–—‐=_*~]{2,}\s*([^-–—‐=_*~]{4,50}?)\s*[-–—‐=_*~]{2,}")
_WRITER_LONGEST = 100
_SHORTEST = min(map(len, (*ORIGINAL, *FORWARDED)))
_FORWARDED_VS = re.compile(
    r"^\W{0,4}(?:fra|sendt|emne)\s?:|videresend", re.IGNORECASE | re.MULTILINE
)
_MARKED = re.compile(r"[> ]{0,20}")


def is_original_line(line: str) -> bool:
    """Whether the line is "-----Original Message-----" in any of our languages."""
    if not line or line[0] not in _RULES:
        return False
    stripped = _stripped(line)
    if not stripped.startswith(_STARTS_RULED):
        return False
    core = stripped.strip(_RULES)
    if core in _ORIGINAL:
        return True
    ruled = _RULED.match(stripped)
    if ruled and ruled[1].strip() in _ORIGINAL:
        return True
    # Zoho: "---- On Mon, 3 Mar 2025 Ana <ana@acme.example> wrote ----".
    is_between = line.startswith("---") and line.endswith("---")
    has_when = bool(TIME.search(core) and DATE.search(core))
    if line.startswith("---") and "@" in core and ends_attribution(core):
        return True
    return is_between and has_when and bool(ADDRESS.search(core) or ends_attribution(core))


def is_writer_line(line: str) -> bool:
    """Whether the line is "---- Ana Ruiz wrote ----", as Sony's program sets it above an answer."""
    if not (line.startswith("----") and line.endswith("----") and len(line) <= _WRITER_LONGEST):
        return False
    return lower(line).strip("- ").endswith(WROTE)


def names_original(line: str) -> bool:
    """Whether the line says "Original message" without any rule; only a header shows what it means."""
    return _SHORTEST <= len(line) <= 60 and lower(line).strip(_RULES) in _ORIGINAL


def is_forward_line(line: str) -> bool:
    """Whether the line opens a forwarded mail: "---------- Forwarded message ---------"."""
    if len(line) < _SHORTEST:
        return False
    is_ruled, is_title = line[0] in _RULES, line[-1] in ":："
    if not (is_ruled or is_title):
        return False
    stripped = _stripped(line)
    is_set_apart = is_title or stripped.startswith(_STARTS_RULED)
    return is_set_apart and bool(_FORWARD_WORDS.search(stripped))


def is_forward_subject(subject: str, text: str) -> bool:
    """Whether the subject says that the mail was forwarded."""
    match = FORWARD_SUBJECT.match(subject)
    if not match:
        return False
    # "VS:" is a forward to Danes and Norwegians, and an answer to Finns, who may write in English.
    return match[1].lower() != "vs" or bool(_FORWARDED_VS.search(text[:100_000]))


def is_answer_subject(subject: str) -> bool:
    return bool(ANSWER_SUBJECT.match(subject))


def _stripped(line: str) -> str:
    """The line in lower case without marks of quotation; "" where it is too long for a rule."""
    if len(line) > 400:
        return ""
    unmarked = line[_MARKED.match(line).end() :]  # type: ignore[union-attr]  # it matches ""
    return lower(unmarked).replace("&nbsp;", " ")
