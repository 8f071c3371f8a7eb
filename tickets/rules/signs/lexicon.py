"""The phrases of english.txt and spanish.txt, with what they mean."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from tickets.rules.signs.flags import CLEAR, WEAK, Sign
from tickets.rules.signs.phrases import Meaning, Phrasebook, spelled_out

_FILES = ("english.txt", "spanish.txt")
_STRENGTHS = {"weak": WEAK, "clear": CLEAR}
_NO_SIGN = "no sign"
_LIST = re.compile(r"([A-Z_]+) = (.+)")
_NAME = re.compile(r"\b[A-Z_]{2,}\b")


@functools.cache
def phrasebook() -> Phrasebook:
    """All phrases of both languages; read once a process."""
    book: Phrasebook = Phrasebook()
    for name in _FILES:
        for pattern, meaning in _entries(Path(__file__).with_name(name).read_text("utf-8")):
            for words in spelled_out(pattern):
                book.add(words, meaning)
    return book


def _entries(text: str) -> Iterator[tuple[str, Meaning]]:
    lists: dict[str, str] = {}
    meaning: Meaning = None
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            meaning = _meaning(line.strip("[]"))
        elif named := _LIST.fullmatch(line):
            lists[named[1]] = named[2]
        else:
            yield _NAME.sub(lambda name: lists[name[0]], line), meaning


def _meaning(head: str) -> Meaning:
    if head == _NO_SIGN:
        return None
    sign, strength = head.split()
    return Sign(sign), _STRENGTHS[strength]
