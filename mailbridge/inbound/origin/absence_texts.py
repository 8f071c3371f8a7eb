"""Whether the words of a mail are those of an absence notice, where no field says so.

A notice begins with the absence, says when mail is read again and who helps meanwhile, and says
nothing else. A customer who is away says so too, but asks or wishes something: one sentence of her
own, or a question, and the mail is a person's.
"""

import re

from mailbridge.inbound.origin.absence_words import ABSENT, HOUSE, INSTEAD, THANKS, UNREAD
from mailbridge.inbound.origin.asking import wishes
from mailbridge.inbound.origin.letter_words import CLOSES, INFORMS, JOINS, MYSELF, SO
from mailbridge.inbound.origin.robot_texts import GREETS, SAYS_AUTOMATIC
from mailbridge.inbound.origin.sentences import sentences

_LONGEST = 2_000
_MOST_SENTENCES = 20
_SHORT_WORDS, _SHORT_CHARS = 6, 14
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}|(?:\+|\b0)\d[\d ()/.-]{5,}\d")
_SPACELESS = re.compile(r"[぀-ヿ㐀-鿿฀-๿]")


def is_absence_notice(words: str, *, is_announced: bool) -> bool:
    """`is_announced`: the subject speaks of an absence, so that the words need say no more."""
    if len(words) > _LONGEST or not ABSENT.search(" ".join(words.split())):
        return False
    whole = sentences(words)
    said = [sentence for sentence in whole if not _is_address(sentence)]
    if len(whole) > _MOST_SENTENCES or not said or not ABSENT.search(said[0]):
        return False
    above = whole[: whole.index(said[0])]
    if not all(map(_opens, (*above, *_clauses_above(said[0])))):
        return False
    if any(wishes(sentence) and not INSTEAD.search(sentence) for sentence in whole):
        return False
    if not all(map(_is_usual, said)) or _concludes(said[0]):
        return False
    if is_announced or any(map(SAYS_AUTOMATIC.search, said)):
        return True
    signs = (THANKS.search, UNREAD.search, _names_another)
    more = sum(any(map(sign, whole)) for sign in signs)
    return more >= (1 if HOUSE.search(said[0]) else 2)


def tells_otherwise(words: str) -> bool:
    """Whether several sentences say nothing that a notice says."""
    told = [sentence for sentence in sentences(words) if not _is_address(sentence)]
    return len(told) > 1 and not any(map(_is_usual, told))


def _opens(sentence: str) -> bool:
    """What may stand above the absence: "Yes please." makes it the foot of a person's mail."""
    return any(sign(sentence) for sign in (GREETS.match, _is_name, THANKS.search, INFORMS.search))


def _clauses_above(sentence: str) -> list[str]:
    """What stands before the absence in its own sentence: "Deliver on Monday, I am away"."""
    found = ABSENT.search(sentence)
    clauses = re.split(r"(?<=[,;:])\s+", sentence[: found.start()] if found else "")
    return [clause for clause in clauses if clause.endswith((",", ";")) or JOINS.search(clause)]


def _concludes(sentence: str) -> bool:
    """What follows from the absence: "I am away, so the key is next door" is a person's."""
    found = SO.search(sentence)
    return found is not None and not _is_usual(sentence[found.start() :])


def _is_address(sentence: str) -> bool:
    """A greeting, a name, or thanks for the mail: what stands around what is said."""
    return not ABSENT.search(sentence) and (_is_short(sentence) or bool(THANKS.search(sentence)))


def _is_short(sentence: str) -> bool:
    if _SPACELESS.search(sentence):
        return len(sentence) <= _SHORT_CHARS
    is_closed = (
        sentence.endswith(".") and not CLOSES.search(sentence) and not GREETS.match(sentence)
    )
    return len(sentence.split()) <= _SHORT_WORDS and not is_closed


def _is_usual(sentence: str) -> bool:
    known = (ABSENT, UNREAD, INSTEAD, SAYS_AUTOMATIC)
    return any(kind.search(sentence) for kind in known) or _names_another(sentence)


def _names_another(sentence: str) -> bool:
    """Whom to ask meanwhile; "call me, 0170 …" is a person's."""
    if INSTEAD.search(sentence):
        return True
    return bool(_ADDRESS.search(sentence)) and not MYSELF.search(sentence)


def _is_name(sentence: str) -> bool:
    """ "Sam," or "Frau Kern,": each word of it in capitals."""
    words = sentence.split()
    return len(words) < 5 and sentence.endswith((",", "，", "、")) and all(map(_is_capital, words))


def _is_capital(word: str) -> bool:
    return not word[:1].islower()
