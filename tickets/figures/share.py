from __future__ import annotations


def share(part: int, whole: int) -> int | None:
    """How many per cent, rounded down, so that 100 is all; None of nothing."""
    return 100 * part // whole if whole else None


def share_of_bad(part: int, whole: int) -> int | None:
    """The same of what should not be, rounded up, so that 0 is none."""
    return -(-100 * part // whole) if whole else None
