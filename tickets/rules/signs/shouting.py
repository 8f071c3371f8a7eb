"""Shouting: sentences in capitals, and rows of exclamation marks. Weak signs, as some people write so.

Names of products, acronyms and order numbers are no sentences: nobody says "I", "not" or "my" in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tickets.rules.signs.flags import WEAK, Found, Sign
from tickets.rules.signs.tokens import END, PAUSE, Token, plain

FEWEST_WORDS, FEWEST_LETTERS, FEWEST_SPOKEN = 4, 14, 2
_MARKS = re.compile(r"[!?¡¿]{3,}|(?:!\s?){3,}")
_SENTENCE = 120  # characters before the marks, in which kind words are looked for
# Words of sentences, which stand in no name.
_SAID = (
    "i me my you your not no that is are was have has now never nobody want still what why when does "
    "did am we us our it answer money "
    "yo me mi mis no esto eso ya nada nadie nunca os les se quiero estoy es han he hay que cuando por "
    "mas siempre sois son dinero respuesta"
)
_SPOKEN = frozenset(_SAID.split())
# Who writes a courtesy in capitals writes everything in capitals; who adds !!! to a kind word is glad.
_COURTESY = (
    "thanks thank hello hi hey please regards great love lovely perfect wonderful amazing awesome happy merry "
    "congratulations congrats brilliant excellent fantastic best nice wow yay welcome beautiful good cheers "
    "excited delighted appreciate "
    "hola gracias buenos buenas favor saludo saludos cordial perfecto perfecta genial estupendo "
    "estupenda maravilla maravilloso maravillosa encanta encanto encantada encantado feliz felices "
    "felicidades enhorabuena bravo excelente increible guapa guapas bonito bonita precioso preciosa fantastico "
    "fantastica besos abrazo bien contenta contento contentos rapidos rapidisimo agradecida agradecido"
)
_KIND = frozenset(_COURTESY.split())


def shouted(text: str, words: Sequence[Token]) -> Iterator[Found]:
    if run := _capitals(text, words):
        first, last = run
        yield _sign(text, first.start, last.end, "capitals")
    for marks in _MARKS.finditer(text):
        before = text[max(0, marks.start() - _SENTENCE) : marks.start()]
        sentence = re.split(r"[.!?\n]", before)[-1]
        if sentence.strip() and _KIND.isdisjoint(map(plain, re.findall(r"[^\W_]+", sentence))):
            start = marks.start() - len(sentence.lstrip())
            yield _sign(text, max(start, marks.start() - 40), marks.end(), "!!!")
            return


def _sign(text: str, start: int, end: int, phrase: str) -> Found:
    words = " ".join(text[start:end].split())[:80]
    return Found(sign=Sign.SHOUTING, strength=WEAK, words=words, phrase=phrase, start=start)


def _capitals(text: str, words: Sequence[Token]) -> tuple[Token, Token] | None:
    """The first and last word of the longest run in capitals that is a sentence, if there is one."""
    best: list[Token] = []
    run: list[Token] = []
    for word in words:
        if word.text in (END, PAUSE):
            continue
        raw = text[word.start : word.end]
        if raw.isupper() and raw.isalpha():
            run.append(word)
            if word.text in _KIND:
                return None
        else:
            best, run = max(best, run, key=len), []
    best = max(best, run, key=len)
    said = {word.text for word in best}
    is_sentence = (
        len(best) >= FEWEST_WORDS
        and sum(word.end - word.start for word in best) >= FEWEST_LETTERS
        and len(said & _SPOKEN) >= FEWEST_SPOKEN
    )
    return (best[0], best[-1]) if is_sentence else None
