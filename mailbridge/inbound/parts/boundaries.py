"""Where the parts of a multipart lie in its bytes: between the lines that its boundary makes."""

import re
from collections.abc import Iterator

_BOUNDARY_TAIL = re.compile(rb"(--)?[ \t]*(?=[\r\n]|\Z)")
_GUESSED_BOUNDARY = re.compile(
    rb"(?:^|[\r\n])--([^\s][^\r\n]{0,200}?)[ \t]*(?:\r?\n|\r)(?=content-|mime-)", re.IGNORECASE
)


def find_delimiter(raw: bytes, start: int, end: int, declared: bytes) -> bytes | None:
    """Return the delimiter that really parts the body: the declared one, or the one that is there."""
    if declared:
        delimiter = b"--" + declared
        if next(_delimiters(raw, start, end, delimiter), None):
            return delimiter
    found = _GUESSED_BOUNDARY.search(raw, max(start - 1, 0), end)
    return b"--" + found[1].removesuffix(b"--") if found else None


def spans(raw: bytes, start: int, end: int, delimiter: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each part lies. Parts after a closing delimiter are read as well."""
    opened: int | None = None
    for found, after, is_closing in _delimiters(raw, start, end, delimiter):
        if opened is not None:
            yield opened, max(opened, _before_line_end(raw, found))
        opened = None if is_closing else _after_line_end(raw, after, end)
    if opened is not None and opened < end:
        yield opened, end


def _delimiters(
    raw: bytes, start: int, end: int, delimiter: bytes
) -> Iterator[tuple[int, int, bool]]:
    """Yield where each delimiter line begins and ends, and whether it closes the parts."""
    position = start
    while True:
        found = raw.find(delimiter, position, end)
        if found == -1:
            return
        position = found + len(delimiter)
        if found > start and raw[found - 1] not in b"\r\n":
            continue
        tail = _BOUNDARY_TAIL.match(raw, position, end)
        if tail:
            position = tail.end()
            yield found, tail.end(), bool(tail[1])


def _before_line_end(raw: bytes, position: int) -> int:
    if raw[position - 1 : position] == b"\n":
        return position - (2 if raw[position - 2 : position] == b"\r\n" else 1)
    return position - 1 if raw[position - 1 : position] == b"\r" else position


def _after_line_end(raw: bytes, position: int, end: int) -> int:
    if raw[position : position + 2] == b"\r\n":
        return min(position + 2, end)
    return min(position + 1, end)
