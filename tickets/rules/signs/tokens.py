"""A text as plain words with their places. Everything here is linear in the text's size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:¡¿…]+|[,()]|\n[ \t]*\n|[😠😡🤬👿🖕]")
# What is quoted was said by others, or is a name.
_QUOTED = re.compile(
    r"“[^“”\n]{0,300}”|«[^«»\n]{0,300}»|\"[^\"\n]{0,300}\"|^[ \t]*>.*$", re.MULTILINE
)
END, PAUSE = ".", ","
_TYPED = {
    word.replace("'", ""): word
    for word in (
        "i'm", "i've", "don't", "doesn't", "didn't", "can't", "couldn't", "won't", "wouldn't",
        "isn't", "wasn't", "aren't", "haven't", "hasn't", "you've", "that's", "what's", "you're",
    )
}  # fmt: skip
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_IS = frozenset({"it", "that", "this", "what", "he", "she", "there", "here", "who", "where"})
_NEGATED = {"can": "can", "wo": "will", "ain": "am"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word in small letters without accents, or END or PAUSE."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """ "I'm" is two words, as is "didn't"; both have the place of the one."""
    return [
        Token(word, match.start(), match.end())
        for match in _TOKEN.finditer(text)
        for word in _words(match[0])
    ]


def unquoted(text: str) -> str:
    """The text with blanks for what is quoted, so that places stay right."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _words(raw: str) -> Iterator[str]:
    if raw in ",()":
        yield PAUSE
    elif not raw[0].isalnum() and ord(raw[0]) < 0x1F000:
        yield END
    else:
        word = plain(raw)
        yield from _parts(_TYPED.get(word, word)) if raw.isalpha() or "'" in word else (word,)


def plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    marks = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(char for char in marks if not unicodedata.combining(char))


def _parts(word: str) -> Iterator[str]:
    stem, apostrophe, ending = word.partition("'")
    if not apostrophe:
        yield from ("can", "not") if word == "cannot" else (word,)
    elif ending == "t" and stem.endswith("n"):
        yield _NEGATED.get(stem, stem[:-1]) if stem != "can" else "can"
        yield "not"
    elif ending in _ENDINGS:
        yield from (stem, _ENDINGS[ending])
    else:
        yield stem
        if ending == "s" and stem in _IS:
            yield "is"
