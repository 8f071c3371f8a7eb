"""From, Sent, To and Subject above a quoted mail, as Outlook and its kin write them."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from mailbridge.inbound.quoting.attributions import ADDRESS, DATE, TIME, lower
from mailbridge.inbound.quoting.quote_words import FROM, SENT, SUBJECT, TO

Kind = Literal["", "from", "sent", "to", "subject"]

_LABELS: dict[str, Kind] = {}
for _kind, _words in (("to", TO), ("subject", SUBJECT), ("sent", SENT), ("from", FROM)):
    for _word in _words:
        _LABELS[_word] = _kind  # type: ignore[assignment]  # the four literals above
_LABEL = re.compile(r"[*_\s]{0,4}([^\s:：*_][^:：]{0,28}?)[*_\s]{0,4}[:：](.?)")
_LINES = 10
_USUAL = 3  # fields of a header, from which one is taken for it
_RAW = re.compile(
    r"(?:received(?:-spf)?|return-path|delivered-to|message-id|mime-version|content-[a-z-]{4,30}|dkim-signature"
    r"|arc-[a-z-]{4,30}|x-[a-z-]{2,40}|authentication-results):\s",
    re.IGNORECASE,
)
_RAW_REACH = 8
_DAY_IN_WORDS = re.compile(r"[:：](?=.*\b(?:19|20)\d\d\b).*[^\W\d_]{3}")
_ANSWERS = re.compile(
    r"[:：]\s*(?:re|aw|rv|sv|vs|tr|fwd?|res|rif|odp|ynt|antw|r|回复|答复)\s*[:：]", re.IGNORECASE
)


def _is_raw(above: Sequence[str]) -> bool:
    """Whether the lines right above are fields that no quoted header shows: a source was pasted."""
    lines = takewhile(bool, reversed(above))
    return any(_RAW.match(line) for line in lines)


def label_kind(line: str) -> Kind:
    """Which field of a quoted header the line shows: "De: Ana" is "from"."""
    match = _LABEL.match(line)
    return _LABELS.get(" ".join(lower(match[1]).split()), "") if match else ""


def is_field(line: str) -> bool:
    """Whether the line says "Something: …", be it of a mail or not."""
    return _LABEL.match(line) is not None


def header_end(
    bare: Sequence[str], index: int, *, enough: int = _USUAL, is_sure: bool = False
) -> int | None:
    """Return the line behind the quoted header that begins at `index`, None where none does.

    An address or a "Re:" shows that it is a mail's, unless that `is_sure`; the time of sending
    does where no field lacks: "From: Madrid, To: Vigo, Date: 3 March 9:15" is a customer's own list.
    """
    if _is_raw(bare[max(0, index - _RAW_REACH) : index]):
        return None
    kinds: list[Kind] = []
    seen, is_mail, is_timed = 0, is_sure, False
    for place in range(index, min(index + 3 * _LINES, len(bare))):
        line = bare[place]
        if not line:
            if len(kinds) >= enough:
                break
            continue
        kind = label_kind(line)
        if kind in kinds:
            return None
        kinds += [kind] if kind else []
        is_mail = is_mail or _is_of_mail(line, kind)
        is_timed = is_timed or (kind == "sent" and _is_time(line))
        seen += 1
        if not kinds or seen >= _LINES:
            break
    else:
        place = min(index + 3 * _LINES, len(bare))
    needed = enough if kinds[:1] in (["from"], ["sent"]) else 4
    is_enough = len(kinds) >= (needed if is_mail or enough < _USUAL else 4)
    return place if (is_mail or is_timed) and is_enough else None


def _is_of_mail(line: str, kind: Kind) -> bool:
    return bool(_ANSWERS.search(line) if kind == "subject" else ADDRESS.search(line))


def _is_time(line: str) -> bool:
    has_both = TIME.search(line) and DATE.search(line.lower())
    return bool(has_both or _DAY_IN_WORDS.search(line))
