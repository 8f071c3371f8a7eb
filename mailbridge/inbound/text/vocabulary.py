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


def pairs(block: str, *, gap: int) -> str:
    """Read how sentences begin, and below, further in, how they go on within `gap` characters.

    The answer is a block for `either`, one alternative a pair.
    """
    found: list[tuple[list[str], list[str]]] = []
    margin = min(len(line) - len(line.lstrip()) for line in block.splitlines() if line.strip())
    for line in filter(str.strip, block.splitlines()):
        if len(line) - len(line.lstrip()) > margin:
            found[-1][1].append(line.strip())
        elif not found or found[-1][1]:
            found.append(([line.strip()], []))
        else:
            found[-1][0].append(line.strip())
    return "\n".join(
        rf"(?<!\w)(?:{'|'.join(begun)}).{{0,{gap}}}(?:{'|'.join(gone_on)})"
        for begun, gone_on in found
    )


def near(first: str, second: str, *, within: int) -> str:
    """Return one line for `either`: a word of one block, then in the same line one of the other."""
    one, other = ("|".join(phrases(block)) for block in (first, second))
    return rf"(?:{one}).{{0,{within}}}?(?:{other})|(?:{other}).{{0,{within}}}?(?:{one})"
