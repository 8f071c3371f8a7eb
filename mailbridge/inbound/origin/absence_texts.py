"""Whether the words of a mail are those of an absence notice, where no field says so.

A notice begins with the absence, says when mail is read again and who helps meanwhile, and says
nothing else. A customer who is away says so too, but asks or wishes something: one sentence of her
own, or a question, and the mail is a person's.
"""

import re

from mailbridge.inbound.origin.absence_words import ABSENT, HOUSE, INSTEAD, THANKS, UNREAD
from mailbridge.inbound.origin.asking import asks, wishes
from mailbridge.inbound.origin.robot_texts import GREETS, SAYS_AUTOMATIC, greets

_LONGEST = 2_000
_MOST_SENTENCES = 20
_SENTENCE_END = re.compile(r"(?<=[^\W\d][.!])\s+|(?<=[.!][)\"'»”])\s+|[。！]|\n\s*\n")
_SHORT_WORDS, _SHORT_CHARS = 6, 14
_SPACELESS = re.compile(r"[぀-ヿ㐀-鿿฀-๿]")


def is_absence_notice(words: str, *, is_announced: bool) -> bool:
    """`is_announced`: the subject speaks of an absence, so that the words need say no more."""
    if not words or len(words) > _LONGEST or asks(words):
        return False
    sentences = [sentence for sentence in map(_one_line, _SENTENCE_END.split(words)) if sentence]
    said = [sentence for sentence in sentences if not _is_address(sentence)]
    if len(sentences) > _MOST_SENTENCES or not said or not ABSENT.search(said[0]):
        return False
    above = sentences[: sentences.index(said[0])]
    if not all(map(_opens, above)) or not all(map(GREETS.match, _clauses_above(said[0]))):
        return False
    if any(wishes(sentence) and not INSTEAD.search(sentence) for sentence in sentences):
        return False
    strangers = sum(not _is_usual(sentence) for sentence in said)
    if is_announced or any(map(SAYS_AUTOMATIC.search, said)):
        return strangers == 0
    more = sum(any(map(kind.search, sentences)) for kind in (THANKS, UNREAD, INSTEAD))
    if HOUSE.search(said[0]) and more and not strangers:
        return True
    return more >= 2 and strangers <= 1


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _opens(sentence: str) -> bool:
    """What may stand above the absence: "Yes please." makes it the foot of a person's mail."""
    return greets(sentence) or bool(THANKS.search(sentence))


def _clauses_above(sentence: str) -> list[str]:
    """What stands before the absence in its own sentence: "Deliver on Monday, I am away"."""
    found = ABSENT.search(sentence)
    clauses = re.split(r"(?<=[,;:])\s+", sentence[: found.start()] if found else "")
    return [clause for clause in clauses if clause.endswith((",", ";"))]


def _is_address(sentence: str) -> bool:
    """A greeting, a name, or thanks for the mail: what stands around what is said."""
    return not ABSENT.search(sentence) and (_is_short(sentence) or bool(THANKS.search(sentence)))


def _is_short(sentence: str) -> bool:
    if _SPACELESS.search(sentence):
        return len(sentence) <= _SHORT_CHARS
    return len(sentence.split()) <= _SHORT_WORDS


def _is_usual(sentence: str) -> bool:
    return any(kind.search(sentence) for kind in (ABSENT, UNREAD, INSTEAD, SAYS_AUTOMATIC))
