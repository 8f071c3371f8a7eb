"""What other products set above the words that they repeat: titled rules, trackers' notices, tables.

No mark follows them, so each must be whole as a program writes it; only answers are looked at.
"""

import re
from collections.abc import Sequence

from mailbridge.inbound.quoting.attributions import lower
from mailbridge.inbound.quoting.openings import opening_end
from mailbridge.inbound.quoting.quote_words import EARLIER, ORIGINAL
from mailbridge.inbound.quoting.quoted_headers import header_end
from mailbridge.inbound.text.vocabulary import either

_TITLED = re.compile(
    r"[-–—‐=_*~#<>+]{3}[-–—‐=_*~#<>+ ]{0,80}([^\W_][^<>=*~#_]{3,40}?)[-–—‐=_*~#<>+ ]{3,80}"
)
_TITLES = frozenset((*ORIGINAL, *EARLIER))
_TITLE_REACH = 60  # another title within these lines, and both are headings of the customer's
_TABLE_LINES = 12
_LONGEST = 200
_KEY = r"(?:\[?[A-Z][A-Z0-9]{1,9}-\d{1,7}\]?|#\d{1,9}|(?:[Bb]ug|[Ii]ssue|[Tt]icket|[Tt]ask|[Cc]ase) \d{1,9})"
# First name and surname: a customer who tells of it says "I" or "Tom" or "your colleague".
_NAME = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]{1,20} ){1,3}[^\W\d_a-zß-ÿ][\w.'’-]{1,20}(?: \([^()]{1,30}\))?"
_COMMENTED = re.compile(
    rf"{_NAME} (?:commented on|(?:has )?replied to|(?:has )?added a comment (?:to|on)"
    r"|posted a (?:new )?(?:reply|comment) (?:to|on)|ha comentado|comentó|ha respondido|a commenté|a répondu"
    r"|hat|ha commentato|ha risposto|comentou|respondeu|heeft gereageerd op|прокомментировал\w*)\b"
    rf"[^:!?]{{0,80}}{_KEY}(?: (?:kommentiert|beantwortet))?(?P<colon> ?:)?"
)
_POSTED = re.compile(r" posted a (?:new )?(?:reply|comment) ")
_CARD = re.compile(rf"{_NAME} commented on the card .{{1,80}} \(https?://\S{{4,120}}\)")
_UPDATED = re.compile(rf"(?:\w{{4,14}} )?{_KEY} \w.{{4,100}}\.")
_CHANGED = either(
    r"""
    (?:changed|modified) from .{1,60} to |set to |-{20,}$|\bvon .{1,60} zu .{1,60} geändert
    (?:cambiado|cambió|modificado) de .{1,60} a |(?:changé|modifié)e? de .{1,60} à |cambiato da .{1,60} a
    (?:alterado|mudou) de .{1,60} para |изменил\S{0,4} с .{1,60} на\s
    """
)
_JOURNAL = re.compile(
    rf"\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d.{{0,8}} - {_NAME}[\s(]+"
    r"(?i:additional comments|work notes|comments|comentarios adicionales|zusätzliche kommentare"
    r"|commentaires supplémentaires|commenti aggiuntivi|comentários adicionais)\)?:?"
)


def opens_by_notice(bare: Sequence[str], index: int) -> bool:
    """Whether another product's words at `index` show that what is below is repeated."""
    line = bare[index]
    if not line or len(line) > _LONGEST:
        return False
    if line[0] == "|":
        return _is_table(bare, index)
    return _is_title(bare, index) or _is_notice(bare, index)


def _title_of(line: str) -> str:
    match = _TITLED.fullmatch(line) if len(line) <= _LONGEST else None
    return lower(match[1]).strip(" -:") if match else ""


def _is_title(bare: Sequence[str], index: int) -> bool:
    """ "=== Original ===" of an unknown make, where neither a title of other words nor another quotation follows.

    Either shows it to be a heading of the customer's."""
    if _title_of(bare[index]) not in _TITLES or opening_end(bare, index) is not None:
        return False
    others = map(_title_of, bare[max(0, index - _TITLE_REACH) : index + _TITLE_REACH])
    if not _TITLES.issuperset(title for title in others if title):
        return False
    below = [place for place in range(index + 1, len(bare[: index + _TITLE_REACH])) if bare[place]]
    is_marked = bool(below) and bare[below[0]].startswith(">")
    return is_marked or not any(
        bare[place].startswith(">") or opening_end(bare, place) is not None for place in below[1:]
    )


def _is_notice(bare: Sequence[str], index: int) -> bool:
    """Whether a tracker says there who commented on what; a sentence of the customer's goes on."""
    line = bare[index]
    if index and bare[index - 1]:
        return False
    if _JOURNAL.fullmatch(line) or _CARD.fullmatch(line):
        return True
    match = _COMMENTED.fullmatch(line)
    if match:
        return bool(match["colon"] or _POSTED.search(line))
    below = next((words for words in bare[index + 1 : index + 4] if words), "")
    return bool(_UPDATED.fullmatch(line) and _CHANGED.search(below))


def _is_table(bare: Sequence[str], index: int) -> bool:
    """Whether a quoted header stands in a table drawn with bars: "| From: | Ana Ruiz |"."""
    if index and bare[index - 1].startswith("|"):
        return False
    rows = bare[index : index + _TABLE_LINES]
    cells = [" ".join(row.replace("|", " ").split()) if row[:1] == "|" else row for row in rows]
    return header_end(cells, 0) is not None
