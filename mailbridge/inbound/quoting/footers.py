"""What lists and frames of stars set below a mail: found by its rule, and by what stands under it."""

from mailbridge.inbound.quoting.marks import is_rule
from mailbridge.inbound.quoting.signature_words import (
    CONTACT,
    MESSAGE_OF_LIST,
    PERSONAL,
    UNSUBSCRIBE,
)

_LINES = 12
_DASH = ("--", "---", "—", "-- ")  # the rules that are too short for others


def footer_size(bare: list[str], lines: list[int]) -> int:
    """Return how many of the last lines are a list's footer or a card within a frame."""
    return _list_footer(bare, lines) or _framed_card(bare, lines)


def _list_footer(bare: list[str], lines: list[int]) -> int:
    """Return the size of "You receive this because …, unsubscribe: …" below a rule."""
    for size in range(2, min(_LINES, len(lines)) + 1):
        line = bare[lines[-size]]
        if line in _DASH or is_rule(line):
            below = " ".join(bare[index] for index in lines[-size:])[:4_000]
            has_both = UNSUBSCRIBE.search(below) and MESSAGE_OF_LIST.search(below)
            if has_both and not PERSONAL.search(below):
                return size
    return 0


def _framed_card(bare: list[str], lines: list[int]) -> int:
    """Return the size of name, firm and telephone between two equal rules, as Japan signs."""
    last = bare[lines[-1]]
    if not is_rule(last):
        return 0
    for size in range(3, min(_LINES, len(lines)) + 1):
        if bare[lines[-size]][:5] == last[:5] and is_rule(bare[lines[-size]]):
            inside = [bare[index] for index in lines[-size + 1 : -1]]
            return size if any(map(CONTACT.search, inside)) else 0
    return 0


def rule_above(bare: list[str], lines: list[int]) -> int:
    """Return how many rules end the lines: one that parted words from what was taken away."""
    return int(len(lines) > 1 and (bare[lines[-1]] in _DASH or is_rule(bare[lines[-1]])))
