from __future__ import annotations


def share(part: int, whole: int) -> int | None:
    """How many per cent, rounded down, so that 100 is all; None of nothing."""
    return 100 * part // whole if whole else None
