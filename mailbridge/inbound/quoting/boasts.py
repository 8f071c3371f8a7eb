"""What phones and mail programs boast of below a mail: "Sent from my iPhone", "Get Outlook"."""

import re

from mailbridge.inbound.quoting.attributions import lower
from mailbridge.inbound.quoting.signature_words import (
    BOAST_ENDS,
    BOASTS,
    DEVICES,
    FROM_MY,
    MODELS,
    OFFER_ENDS,
    OFFERS,
    PHONES,
    PROGRAMS,
    SENT_BEHIND,
    SENT_FROM,
)

_REST_OF_WORD = re.compile(r"^[\w'’-]*")
_CLAUSE_END = re.compile(r"[.,;!(–—]|\s-\s")
_DAY = re.compile(r"\b\d{1,2}[.º]?\s+[^\W\d_]{3,}")
_BOAST_BLANKS = 12
_OFFER_BLANKS = 6
_SHORT_BLANKS = 4


def _whole_words(starts: tuple[str, ...]) -> tuple[str, ...]:
    """Where words are parted by blanks: "Envoyé de", not "Envoyé demain"."""
    return tuple(s + " " if s[-1] < "\u0500" and s[-1].isalpha() else s for s in starts)


_BOASTS, _SENT_FROM = _whole_words(BOASTS), _whole_words(SENT_FROM)
_OFFERS, _FROM_MY = _whole_words(OFFERS), _whole_words(FROM_MY)


def is_boast(line: str) -> bool:
    """Whether the line says "Sent from my phone": begins so, and names a device or a program."""
    if len(line) > 120:
        return False
    lowered = lower(line).replace("\u200c", " ").strip("*_-–—<>[]() .")
    if lowered.count(" ") > _BOAST_BLANKS:
        return False
    is_sentence = line.endswith((".", "!", "?"))
    if f"{lowered} ".startswith(_BOASTS) or (not is_sentence and _is_offer(lowered)):
        return True
    devices = list(DEVICES.finditer(lowered))
    return bool(devices) and _is_framed(lowered, lowered[devices[-1].end() :])


def _is_framed(lowered: str, behind: str) -> bool:
    """Whether the words around a device say that it sent the mail, and no more than that.

    "Sent from my Galaxy S21" is a phone's; "From my phone I cannot open it" is the customer's."""
    if len(lowered) < 60 and lowered.endswith(BOAST_ENDS):
        return True
    if f"{lowered} ".startswith(_FROM_MY):
        return lowered.count(" ") < _SHORT_BLANKS or lowered.endswith(SENT_BEHIND)
    rest = _CLAUSE_END.split(_REST_OF_WORD.sub("", behind), maxsplit=1)[0]
    names = " ".join(word for word in rest.split() if word not in MODELS)
    is_day = _DAY.search(names)
    return f"{lowered} ".startswith(_SENT_FROM) and names.count(" ") < 2 and not is_day


def _is_offer(lowered: str) -> bool:
    """Whether the line says "Get Outlook for iOS", and not that Outlook crashes on Android."""
    most = _OFFER_BLANKS - 2 * lowered.startswith("outlook")
    if lowered.count(" ") > most or not (PROGRAMS.search(lowered) and PHONES.search(lowered)):
        return False
    return f"{lowered} ".startswith(_OFFERS) or lowered.endswith(OFFER_ENDS)
