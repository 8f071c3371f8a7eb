"""The marks that stand before quoted lines, the lines that lost theirs on the way, and rules."""

import re

from mailbridge.inbound.quoting.attributions import leaves_open

# ">" and its kin; a bar, a colon, a name or initials ("AR> "), which count below an attribution.
_MARK = re.compile(
    r"[ \t]{0,3}(?:(?P<angle>>|&gt;|»)|(?P<bar>[|│¦:])(?:\s|$)|(?P<name>[^\W\d_]{1,12}>)(?:\s|>|$))"
)
_ANGLES = re.compile(r"[> ]{0,20}")
_LONE_ADDRESS = re.compile(r"<[^\s<>@]{1,64}@[^\s<>@]{2,190}>")
_BROKEN_FROM = 72  # no program breaks shorter lines
_TORN_OFF = 40
_RULE_LONGEST = 200
_STROKES = frozenset("-_=–—‐―─━═")
_SIGNS = _STROKES | frozenset("*~#+.·•…^\\/|│<┄┈¯")
_STROKES_FROM, _SIGNS_FROM = 5, 10  # "*****" may be a customer's verdict


def mark_of(line: str) -> str:
    """Return the mark before a quoted line, ">" for its kin, "" where there is none."""
    match = _MARK.match(line)
    if match is None:
        return ""
    return ">" if match["angle"] else match["bar"] or match["name"]


def initials_of(line: str) -> str:
    """Return the name or the initials that The Bat or Emacs sets before a line: "AR>"."""
    match = _MARK.match(line)
    return (match["name"] or "") if match else ""


def is_torn_off(line: str, above: str, below: str) -> bool:
    """Whether an unmarked line is the end of the quoted one above it, broken off on the way.

    "> see <" and "acme.example>" is a link; "> … so please" and "make" were one line, when the
    words run on in small letters and would have been too long for one.
    """
    quoted = _unmarked(above)
    if leaves_open(quoted) and ">" in line:
        return True
    if not mark_of(below):
        return False
    if _LONE_ADDRESS.fullmatch(line):
        return True
    runs_on = quoted[-1:].isalnum() or quoted.endswith(",")
    goes_on = line.endswith((".", "?", "!")) or _unmarked(below)[:1].islower()
    is_rest = 0 < len(line) <= _TORN_OFF and line[0].islower()
    return is_rest and runs_on and goes_on and len(above) + 1 + len(line) > _BROKEN_FROM


def is_rule(line: str) -> bool:
    """Whether the line is a mere divider: "-----", "* * * * * * * * * *", "=-=-=-="."""
    if len(line) > _RULE_LONGEST:
        return False
    drawn = line.replace(" ", "")
    if _STROKES.issuperset(drawn):
        return len(drawn) >= _STROKES_FROM
    return len(drawn) >= _SIGNS_FROM and _SIGNS.issuperset(drawn)


def _unmarked(line: str) -> str:
    return line[_ANGLES.match(line).end() :]  # type: ignore[union-attr]  # it matches ""
