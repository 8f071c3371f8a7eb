"""A book of phrases, looked up word by word in a tree: no text makes it slow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tickets.rules.signs.flags import Sign
from tickets.rules.signs.tokens import Token

Meaning = (
    tuple[Sign, int] | None
)  # with its strength; None: words that look like a sign and are none
MOST_SKIPPED = 3
# They stand anywhere in a phrase and change nothing but its heat.
_HEAT = (
    "so very really extremely absolutely totally completely utterly truly quite just deeply bloody even "
    "beyond incredibly seriously frankly simply still already again fucking damn "
    "muy tan bastante realmente verdaderamente totalmente completamente absolutamente sinceramente francamente "
    "super ya aun todavia siquiera sumamente extremadamente tremendamente profundamente puta puto jodida jodido"
)
HEAT = frozenset(_HEAT.split())
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(slots=True)
class _Node:
    """Where some words of a phrase lead."""

    after: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False
    meaning: Meaning = None


@dataclass(frozen=True)
class Match:
    """A phrase in a text: the places of its first and behind its last token, and its words without heat."""

    begin: int
    end: int
    meaning: Meaning
    words: tuple[str, ...]


class Phrasebook:
    def __init__(self) -> None:
        self._root: _Node = _Node()

    def add(self, words: Iterable[str], meaning: Meaning) -> None:
        node = self._root
        for word in words:
            node = node.after.setdefault(word, _Node())
        node.ends, node.meaning = node is not self._root, meaning

    def matches(self, text: Sequence[Token]) -> Iterator[Match]:
        """The longest phrase at each place, none within another."""
        place = 0
        while place < len(text):
            begins = text[place].text in self._root.after
            found = self._longest(text, place) if begins else None
            if found:
                yield found
            place = found.end if found else place + 1

    def _longest(self, text: Sequence[Token], begin: int) -> Match | None:
        best: Match | None = None
        # where we are in the tree and in the text, how many words were skipped, and which were not
        ways: list[tuple[_Node, int, int, tuple[str, ...]]] = [(self._root, begin, 0, ())]
        while ways:
            node, place, skipped, said = ways.pop()
            if node.ends and (best is None or place > best.end):
                best = Match(begin, place, node.meaning, said)
            if place == len(text):
                continue
            word = text[place].text
            if word in HEAT and said and skipped < MOST_SKIPPED:
                ways.append((node, place + 1, skipped + 1, said))
            if following := node.after.get(word):
                ways.append((following, place + 1, skipped, (*said, word)))
        return best


def spelled_out(pattern: str) -> Iterator[list[str]]:
    """ "enfadad{o,a} {con,} ustedes" is four phrases."""
    pieces = _BRACES.split(pattern)
    choices = [piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    for chosen in itertools.product(*choices):
        yield "".join(chosen).split()
