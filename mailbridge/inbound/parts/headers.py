"""One block of header fields, read tolerantly from raw bytes.

Junk before the first field, an mbox line, bare CR or LF, fields glued in after a broken line:
a field is whatever looks like one, and the body begins where nothing does any more.
"""

import re
from dataclasses import dataclass

from mailbridge.inbound.limits import MAX_HEADER_BYTES, MAX_HEADER_FIELDS
from mailbridge.inbound.text.charsets import decode
from mailbridge.inbound.text.encoded_words import decode_words, one_line

_LINE_END = re.compile(rb"\r*\n|\r+")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_FOLD = re.compile(rb"(?:\r*\n|\r)[ \t]*")
# Fields that show, even after a broken line, that the header is not over.
_WELL_KNOWN = re.compile(
    rb"(?:from|to|cc|bcc|subject|date|message-id|mime-version|received|return-path|delivered-to|"
    rb"reply-to|sender|references|in-reply-to|content-[a-z-]+|dkim-signature|authentication-results|"
    rb"auto-submitted|precedence|list-[a-z-]+|importance|x-[a-z-]+|arc-[a-z-]+|user-agent|thread-[a-z]+)"
    rb"[ \t]*:",
    re.IGNORECASE,
)
_LOOK_AHEAD = 40  # lines
_JUNK_LINES = 8  # the table of a spam filter, unfolded by a relay


@dataclass(frozen=True)
class Headers:
    """The fields in order, names in lower case, values as raw unfolded bytes."""

    fields: tuple[tuple[str, bytes], ...] = ()
    charset: str = ""  # what raw 8-bit bytes may be in, when they are not UTF-8

    def raw(self, name: str) -> bytes | None:
        """Return the first value of the field that says something, an empty one, or None."""
        values = self.all_raw(name)
        return next((value for value in values if value.strip()), values[0] if values else None)

    def all_raw(self, name: str) -> list[bytes]:
        return [value for field, value in self.fields if field == name]

    def source(self, name: str) -> str:
        """Return the first value as text, encoded words left as they are: for structured fields."""
        return self._text(self.raw(name) or b"")

    def all_sources(self, name: str) -> list[str]:
        return [self._text(value) for value in self.all_raw(name)]

    def text(self, name: str) -> str:
        """Return the first value decoded, on one line, safe to show."""
        return one_line(decode_words(self.source(name)))

    def texts(self, name: str) -> list[str]:
        return [one_line(decode_words(source)) for source in self.all_sources(name)]

    def has(self, name: str) -> bool:
        return any(field == name for field, _ in self.fields)

    def names(self) -> frozenset[str]:
        return frozenset(field for field, _ in self.fields)

    def with_charset(self, charset: str) -> "Headers":
        return Headers(self.fields, charset)

    def _text(self, value: bytes) -> str:
        if value.isascii() and b"\x1b" not in value:
            return value.decode("ascii").replace("\0", " ")
        return decode(value.replace(b"\0", b" "), hint=self.charset)


def read_headers(raw: bytes, start: int, end: int, *, top: bool) -> tuple[Headers, int]:
    """Return the header block at `start` and where its body begins.

    `top`: the header of the whole mail, which may stand behind junk; a part's never does.
    """
    limit = min(end, start + MAX_HEADER_BYTES)
    position = _first_field(raw, start, limit) if top else start
    if position is None:
        return Headers(), start
    fields: list[tuple[str, bytes]] = []
    known = 0  # where a known field showed that the header was not over
    while position < limit:
        line_end, following = _line(raw, position, limit)
        if line_end == position:
            return _block(fields), following
        match = _FIELD.match(raw, position, line_end)
        if match:
            line_end, following = _folded(raw, line_end, following, limit)
            if len(fields) < MAX_HEADER_FIELDS:
                value = _FOLD.sub(b" ", raw[match.end() : line_end]).strip()
                fields.append((match.group(1).decode("ascii").lower(), value))
        elif known <= position:
            known = _next_known(raw, following, limit)
            if not known:
                return _block(fields), position
        position = following
    return _block(fields), position


def _block(fields: list[tuple[str, bytes]]) -> Headers:
    return Headers(tuple(fields))


def _line(raw: bytes, position: int, limit: int) -> tuple[int, int]:
    """Return where the line at `position` ends, and where the next begins."""
    match = _LINE_END.search(raw, position, limit)
    return (match.start(), match.end()) if match else (limit, limit)


def _folded(raw: bytes, line_end: int, following: int, limit: int) -> tuple[int, int]:
    while following < limit and (
        raw[following] in b" \t" or _is_torn(raw, line_end, following, limit)
    ):
        next_end, next_following = _line(raw, following, limit)
        if not raw[following:next_end].strip() and not _is_fold(raw, next_following, limit):
            # A line of blanks: some mailers fold like that, most mean the end of the header.
            break
        line_end, following = next_end, next_following
    return line_end, following


def _is_torn(raw: bytes, line_end: int, following: int, limit: int) -> bool:
    """Whether the line ended in a bare CR that somebody pasted into the middle of a field."""
    torn = raw[line_end:following] == b"\r" and raw[following] not in b"\r\n"
    return torn and not _FIELD.match(raw, following, limit)


def _is_fold(raw: bytes, position: int, limit: int) -> bool:
    if position < limit and raw[position] in b" \t":
        return True
    return bool(_WELL_KNOWN.match(raw, position, limit))


def _next_known(raw: bytes, position: int, limit: int) -> int:
    """Where a known field follows soon: the line before was junk, not the body's first. 0 for nowhere."""
    for _ in range(_JUNK_LINES):
        line_end, following = _line(raw, position, limit)
        if line_end == position or position >= limit:
            return 0
        if _WELL_KNOWN.match(raw, position, line_end):
            return position
        position = following
    return 0


def _first_field(raw: bytes, start: int, limit: int) -> int | None:
    """Return where the mail's first field begins, skipping blank lines, mbox lines and junk."""
    position, first_any = start, None
    if raw.startswith(b"\xef\xbb\xbf", start):
        position += 3
    for _ in range(_LOOK_AHEAD):
        if position >= limit:
            break
        line_end, following = _line(raw, position, limit)
        if _WELL_KNOWN.match(raw, position, line_end):
            return position if first_any is None else first_any
        match = _FIELD.match(raw, position, line_end)
        if match and first_any is None and not raw.startswith((b"http:", b"https:"), position):
            first_any = position
        elif not match and first_any is not None and raw[position] not in b" \t":
            first_any = None
        position = following
    return first_any
