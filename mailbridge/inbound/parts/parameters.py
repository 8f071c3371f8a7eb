"""The parameters of Content-Type and Content-Disposition (RFC 2045, 2231, and what mailers write).

RFC 2231 continuations and charsets, encoded words where none may stand, blanks without quotes.
"""

import re
from urllib.parse import unquote_to_bytes

from mailbridge.inbound.text.charsets import clean, decode
from mailbridge.inbound.text.encoded_words import decode_words

_SECTION = re.compile(r"^(.+?)\*(\d{1,4})?(\*)?$")
_MISPLACED = re.compile(
    r"(?:utf-8|iso-8859-\d{1,2}|windows-125\d)'[a-z-]{0,10}'.*%[0-9a-f]{2}", re.IGNORECASE
)
# A first parameter with no semicolon before it.
_UNPARTED = re.compile(
    r"\s*+([^\s=,\"]{0,100})[\s,]*+((?<![^\s,])(?:filename|name|charset|boundary)\*?\s*=.*)",
    re.IGNORECASE | re.DOTALL,
)
_MAX_PARAMETERS = 200


def read_parameters(value: str) -> tuple[str, dict[str, str]]:
    """Split "type; name=value; …" into the word before, in lower case, and its parameters."""
    pieces = _split(value)
    if unparted := _UNPARTED.match(pieces[0]):
        pieces[:1] = unparted.groups()
    word = re.sub(r"\s+", "", _without_comment(pieces[0])).lower() if pieces else ""
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for piece in pieces[1:_MAX_PARAMETERS]:
        name, equals, content = piece.partition("=" if "=" in piece else ":")
        name, content = name.strip().lower(), _unquote(content.strip())
        if not equals or not name:
            continue
        match = _SECTION.match(name)
        if match:
            number = int(match[2] or 0)
            sections.setdefault(match[1], {}).setdefault(
                number, (content, bool(match[3]) or not match[2])
            )
        else:
            plain.setdefault(name, _plain(content))
    for name, numbered in sections.items():
        plain[name] = _joined(numbered)  # RFC 2231 is more exact than the plain twin beside it
    return word, plain


def _split(value: str) -> list[str]:
    """Split at semicolons outside quotes; an unclosed quote ends with its line."""
    pieces: list[str] = []
    current: list[str] = []
    quoted = escaped = False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\" and quoted:
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            pieces.append("".join(current))
            current = []
            continue
        current.append(char)
    pieces.append("".join(current))
    if quoted and len(pieces[-1]) and ";" in pieces[-1]:
        head, _, tail = pieces[-1].partition(";")
        pieces[-1:] = [head, *tail.split(";")]
    return pieces


def _unquote(content: str) -> str:
    if content.startswith('"'):
        closed = re.match(r'"((?:[^"\\]|\\.)*)"', content, re.DOTALL)
        inner = closed[1] if closed else content[1:].rstrip('"')
        # A backslash before a letter is a Windows path, not an escape.
        return re.sub(r'\\(["\\])', r"\1", inner)
    if len(content) > 1 and content[0] == "'" == content[-1] and content.count("'") == 2:
        return content[1:-1]
    return content.removesuffix('"')  # the quote that should have opened it is missing


def _without_comment(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text[:500])


def _plain(content: str) -> str:
    if _MISPLACED.match(content):  # written as RFC 2231 would have it, under the plain name
        return _joined({0: (content, True)})
    return clean(decode_words(content))


def _joined(numbered: dict[int, tuple[str, bool]]) -> str:
    charset, data = "", b""
    for position, number in enumerate(sorted(numbered)):
        content, is_encoded = numbered[number]
        if is_encoded:
            if position == 0 and content.count("'") >= 2:
                charset, _, content = content.split("'", 2)
                content = content.strip('"')
            data += unquote_to_bytes(content.encode("utf-8", "replace"))
        else:
            data += content.encode("utf-8", "replace")
    text = decode(data, charset)
    return clean(decode_words(text) if "=?" in text else text)
