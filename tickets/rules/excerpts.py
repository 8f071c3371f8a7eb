"""One line of a longer text, for lists."""

ELLIPSIS = "…"


def excerpt(text: str, length: int) -> str:
    """Return the text on one line in at most `length` characters, cut between words where there is a
    gap, with an ellipsis.
    """
    line = " ".join(text[: length * 8 + 80].split())
    if len(line) <= length:
        return line
    room = length - len(ELLIPSIS)
    cut = line.rfind(" ", 0, room + 1)
    kept = line[: cut if cut > room // 2 else room]  # a very long word is cut inside
    return kept.rstrip(" ,;:.–-") + ELLIPSIS
