"""The style attribute of mail: looks that stay, in a form that every browser reads alike.

An allow-list of properties, and of what a value may be made of: words, numbers of a sane size,
colours and quoted names. Anything that fetches, positions, computes or escapes goes, and only it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from mailbridge.inbound.text.vocabulary import words

_SIDES = ("", "-top", "-right", "-bottom", "-left")
_LINES = ("", "-color", "-style", "-width")
# Nothing that positions, fetches or covers.
_STYLES = frozenset(
    words(
        """
    background-color border-collapse border-radius border-spacing clear color direction display
    empty-cells float font font-family font-size font-style font-variant font-weight height
    letter-spacing line-height list-style list-style-type max-width min-width overflow-wrap
    table-layout text-align text-decoration text-indent text-transform vertical-align
    white-space width word-break word-wrap
    """
    )
) | frozenset(
    [f"border{side}{line}" for side in _SIDES for line in _LINES]
    + [f"{name}{side}" for name in ("margin", "padding") for side in _SIDES]
)
_LAID_OUT = frozenset(("width", "height", "max-width", "min-width"))  # as wide as a page may be
_MAX_SIZE = 10_000  # pixels, about
_MAX_OTHER_SIZE = 1_000
_SHORT = 400  # characters
_MAX_BACK = 150  # a hanging indent is drawn back, a cover is drawn far
_PIXELS = {"": 1, "em": 16, "rem": 16, "ex": 8, "ch": 8, "in": 96, "cm": 38, "pc": 16, "vw": 14,
           "vh": 9, "vmin": 9, "vmax": 14, "pt": 1.33, "mm": 3.8}  # fmt: skip

_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|[^\"'();]+|.", re.DOTALL)
_VALUE = re.compile(r"[\w\s#%.,+/()'\"-]+")
_FUNCTION = re.compile(r"(?<![\w-])([\w-]*)\(")
_COLOUR_FUNCTIONS = frozenset(("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"))
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NUMBER = re.compile(r"(?<![#\w.])([+-]?)(\d+(?:\.\d*)?|\.\d+)([a-z0-9]*)")
_IMPORTANT = re.compile(r"!\s*important\b", re.IGNORECASE)
_FETCH = re.compile(r"url\([^()]*\)", re.IGNORECASE)
_COLOUR = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|\b(?:{'|'.join(sorted(_COLOUR_FUNCTIONS))})\([^()]*\)", re.IGNORECASE
)
_NAMED = re.compile(r"(?<![\w(-])[a-z]{3,20}(?![\w(-])", re.IGNORECASE)
_NO_COLOUR = frozenset(
    words(
        """
    auto border bottom both center contain content cover deg ellipse circle fixed from inherit
    initial left local none padding repeat revert right round scroll space text top unset
    """
    )
)


def tame_style(style: str) -> str:
    """Return what may stay of a style attribute; once more, the same."""
    # The same few styles stand in each cell of a newsletter.
    return _tamed_before(style) if len(style) <= _SHORT else _tamed(style)


@lru_cache(maxsize=4_096)
def _tamed_before(style: str) -> str:
    return _tamed(style)


def _tamed(style: str) -> str:
    declared = map(_without_background, _declarations(_without_comments(style)))
    return ";".join(f"{name}:{value}" for name, value in declared if _is_tame(name, value))


def _without_comments(style: str) -> str:
    first, *others = style.split("/*")
    return first + " ".join(other.partition("*/")[2] for other in others)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """Names in lower case and values, cut at the semicolons outside quotes and brackets."""
    written: list[str] = []
    depth = 0
    for piece in [*_PIECE.findall(style), ";"]:
        depth += (piece == "(") - (piece == ")" and depth > 0)
        if piece != ";" or depth:
            written.append(piece)
            continue
        name, _, value = "".join(written).partition(":")
        written = []
        yield name.strip().lower(), " ".join(_IMPORTANT.sub("", value).split())


def _without_background(declared: tuple[str, str]) -> tuple[str, str]:
    name, value = declared
    return ("background-color", _colour_of(value)) if name == "background" else declared


def _colour_of(background: str) -> str:
    """The colour of a `background`, which its picture or gradient would cover; "" if none."""
    rest = _FETCH.sub(" ", background)
    if colour := _COLOUR.search(rest):
        return colour[0]
    plain = rest.partition("(")[0] if "(" in rest else rest
    return next((w for w in _NAMED.findall(plain) if w.lower() not in _NO_COLOUR), "")


def _is_tame(name: str, value: str) -> bool:
    if name not in _STYLES or not _VALUE.fullmatch(value):
        return False
    bare = _QUOTED.sub("", value)
    if '"' in bare or "'" in bare:
        return False
    functions = {function.lower() for function in _FUNCTION.findall(bare)}
    if functions - _COLOUR_FUNCTIONS or bare.count("(") != bare.count(")"):
        return False
    most = _MAX_SIZE if name in _LAID_OUT else _MAX_OTHER_SIZE
    return all(_is_sane(*number, most=most) for number in _NUMBER.findall(bare.lower()))


def _is_sane(sign: str, digits: str, unit: str, *, most: int) -> bool:
    if len(digits) > 20 or any(letter.isdigit() for letter in unit):  # also 1e9
        return False
    pixels = float(digits) * _PIXELS.get(unit, 1)
    return pixels <= (_MAX_BACK if sign == "-" else most)
