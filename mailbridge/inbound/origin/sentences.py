"""The sentences of a mail, each on one line."""

import re

# A number with a full stop ends no sentence, a closing quotation mark or bracket behind it may.
_END = re.compile(r"(?<=[^\d\s][.!])\s+|(?<=[.!][)\"'»”])\s+|[。！]|\n\s*\n")


def sentences(words: str) -> list[str]:
    lines = (" ".join(piece.split()) for piece in _END.split(words))
    return [line for line in lines if line]
