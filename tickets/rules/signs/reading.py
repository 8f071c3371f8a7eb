"""What a customer said, as signs with their places.

Both languages are looked for in every text: who writes to a Spanish desk in English is upset all the same.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from tickets.rules.signs.flags import CLEAR, Found, Own, Sign
from tickets.rules.signs.lexicon import phrasebook
from tickets.rules.signs.phrases import HEAT, Match, Phrasebook
from tickets.rules.signs.shouting import shouted
from tickets.rules.signs.tokens import Token, tokens, unquoted

LONGEST_WORDS = 80
FURTHEST_BACK = 8  # words, in which a denial is looked for

_DENYING = "not no never nothing without nor neither hardly nobody nunca jamas sin ni tampoco nada"
_NOT = frozenset(_DENYING.split())
# What may stand between a "not" and that which it denies.
_LINKING = (
    "a an the am are is was were be been being do does did i we you it that this any of to at all here "
    "trying going want wanted wanting wish mean meant meaning intend intending plan planning feel feeling "
    "felt have had has having get getting need for my your our about say saying said think thinking reason "
    "necessary need file make making will would write writing "
    "estoy estamos esta estar es son ser sea soy era fue ha he han hemos haya sido estado me te se os le les "
    "lo la los las un una unos unas ningun ninguna de a para por en que quiero queremos quisiera "
    "queria voy vamos pretendo pretendemos tengo tenemos tiene tener hay siento sentimos sentir sentirme "
    "digo decir diga creo creemos considero parece parezca mi mis su vuestra vuestro animo intencion motivo "
    "queja es poner pongo presentar hacer hago deseo necesidad falta"
)
_BETWEEN = frozenset(_LINKING.split()) | HEAT


def read(text: str, own: Iterable[Own] = ()) -> tuple[Found, ...]:
    """The signs in a customer's new words; `own` are those of managers."""
    said = unquoted(text)
    words = tokens(said)
    found = [
        _found(match, words, text)
        for match in phrasebook().matches(words)
        if match.meaning and not _is_denied(match, words)
    ]
    found += _own_words(own, words, text)
    found += shouted(said, words)
    return tuple({(each.key, each.own): each for each in reversed(found)}.values())[::-1]


def _own_words(own: Iterable[Own], words: Sequence[Token], text: str) -> Iterator[Found]:
    for each in own:
        for match in _book_of(each.phrases).matches(words):
            if not _is_denied(match, words):
                yield _found(match, words, text, own=each)


@functools.lru_cache(maxsize=128)
def _book_of(phrases: tuple[str, ...]) -> Phrasebook:
    book = Phrasebook()
    for phrase in phrases:
        book.add((token.text for token in tokens(phrase)), (Sign.OWN, CLEAR))
    return book


def _found(match: Match, words: Sequence[Token], text: str, *, own: Own | None = None) -> Found:
    sign, strength = match.meaning or (Sign.OWN, CLEAR)
    start, end = words[match.begin].start, words[match.end - 1].end
    return Found(
        sign=sign,
        strength=strength,
        words=" ".join(text[start:end].split())[:LONGEST_WORDS],
        phrase=" ".join(match.words)[:LONGEST_WORDS],
        start=start,
        own=own,
    )


def _is_denied(match: Match, words: Sequence[Token]) -> bool:
    """ "I am not angry", "sin ánimo de queja"; a phrase that has its own "no" means what it says."""
    if not _NOT.isdisjoint(match.words):
        return False
    for place in range(match.begin - 1, max(-1, match.begin - 1 - FURTHEST_BACK), -1):
        word = words[place].text
        if word in _NOT:
            return True
        if word not in _BETWEEN:
            return False
    return False
