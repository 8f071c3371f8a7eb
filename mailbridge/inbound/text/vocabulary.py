"""Long word lists, written as text and read as tuples or patterns."""

import re


def words(block: str) -> tuple[str, ...]:
    """Split a block at blanks and line ends."""
    return tuple(block.split())


def phrases(block: str) -> tuple[str, ...]:
    """Split a block at bars and line ends; a phrase may hold blanks inside."""
    pieces = (piece.strip() for line in block.splitlines() for piece in line.split("|"))
    return tuple(piece for piece in pieces if piece)


def either(block: str) -> re.Pattern[str]:
    """Compile a block of alternatives, one regular expression a line, blind to case."""
    lines = (line.strip() for line in block.splitlines())
    return re.compile("|".join(line for line in lines if line), re.IGNORECASE)
