"""RFC 2047 encoded words as they are found: split inside characters, with blanks in them, in quotes.

Every function is linear in the length of its text.
"""

import binascii
import re

from mailbridge.inbound.text.charsets import clean, decode

_START = re.compile(r"=\?([^?\s=<>@]{0,60})\?([bBqQ])\?")
# Controls, and the marks that turn text around: nobody's subject needs them (RELIABILITY.md A23).
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DISGUISE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]")
_SOFT_BREAK = re.compile(r"(?<=[^ ])= ++")  # of quoted-printable, which has no place in a field
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def one_line(text: str) -> str:
    """Return `text` on one line, without control characters and invisible disguises."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # nearly every field of nearly every mail
    text = _BLANKS.sub(" ", text)
    text = clean(_CONTROL.sub(" ", text))
    return _BLANKS.sub(" ", _DISGUISE.sub("", text)).strip()


def decode_words(text: str) -> str:
    """Decode every encoded word of `text`; what is none stays as it is."""
    if "=?" not in text:
        return text
    out: list[str] = []
    run = _Run()
    position = 0
    while True:
        found = _next_word(text, position)
        if found is None:
            break
        start, end, charset, encoding, payload = found
        between = text[position:start]
        if between.strip() or not run.words:
            out += [run.finish(), between]
        elif not run.fits(charset):
            out.append(run.finish())
        run.add(charset, encoding, payload)
        position = end
    out += [run.finish(), text[position:]]
    return "".join(out)


def _next_word(text: str, position: int) -> tuple[int, int, str, str, str] | None:
    start = _START.search(text, position)
    if start is None:
        return None
    stop = text.find("?=", start.end())
    # "?=" may belong to the payload's own "?" followed by "=41": a word does not end before "=XX".
    while (
        stop != -1 and start[2] in "qQ" and re.match(r"=[0-9A-Fa-f]{2}", text[stop + 1 : stop + 4])
    ):
        stop = text.find("?=", stop + 2)
    restart = _START.search(text, start.end(), stop if stop != -1 else len(text))
    if restart is not None:  # the first word was never closed
        return (
            start.start(),
            restart.start(),
            start[1],
            start[2],
            text[start.end() : restart.start()],
        )
    if stop == -1:
        stop = len(text)
    charset = start[1].split("*", 1)[0]
    return start.start(), min(stop + 2, len(text)), charset, start[2], text[start.end() : stop]


class _Run:
    """Neighbouring words of one charset: their bytes are joined first, then decoded."""

    def __init__(self) -> None:
        self.words: list[tuple[str, str]] = []
        self.charset = ""

    def fits(self, charset: str) -> bool:
        return not self.words or charset.lower() == self.charset.lower()

    def add(self, charset: str, encoding: str, payload: str) -> None:
        self.charset = charset
        encoding = encoding.lower()
        if self.words and encoding == "b" == self.words[-1][0]:
            before = self.words[-1][1]
            # One base64 stream cut anywhere: the pieces make sense only together.
            if not before.endswith("=") and len(before) % 4:
                self.words[-1] = ("b", before + payload)
                return
        self.words.append((encoding, payload))

    def finish(self) -> str:
        data = b"".join(_bytes(encoding, payload) for encoding, payload in self.words)
        charset, self.words, self.charset = self.charset, [], ""
        if "16" not in charset:
            data = data.replace(b"\0", b" ")
        return decode(data, charset) if data else ""


def _bytes(encoding: str, payload: str) -> bytes:
    if encoding == "b":
        return base64_bytes(payload.encode("utf-8", "replace"))
    raw = _SOFT_BREAK.sub("", payload).replace(" ", "_").encode("utf-8", "replace")
    return binascii.a2b_qp(raw, header=True)


_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_FROM_URL = bytes.maketrans(b"-_", b"+/")  # RFC 4648 section 5
_URL_SAFE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_= \t\r\n"


def base64_bytes(data: bytes) -> bytes:
    """Decode base64 with strangers in it, without padding, or of several pieces glued together."""
    if not data.translate(None, _URL_SAFE) and b"--" not in data and b"__" not in data:
        data = data.translate(_FROM_URL)
    data = data.rstrip().removesuffix(b"=3D").removesuffix(b"=3D")  # padding as quoted-printable
    data = data.translate(None, _NOT_BASE64)
    pieces = data.split(b"=") if b"=" in data.rstrip(b"=") else [data.rstrip(b"=")]
    return b"".join(_piece(piece) for piece in pieces if piece)


def _piece(piece: bytes) -> bytes:
    if len(piece) % 4 == 1:  # six bits are no byte
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))
