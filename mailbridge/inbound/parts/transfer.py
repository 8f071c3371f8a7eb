"""Undo the transfer encoding of a part, however badly it was done."""

import binascii
import re

from mailbridge.inbound.parts.yenc import undo_yenc
from mailbridge.inbound.text.encoded_words import base64_bytes

_SOFT_BREAK = re.compile(rb"=[ \t]++(?=\r?\n|\Z)")  # a relay added the blanks
_STRANGER = re.compile(rb"[^A-Za-z0-9+/=\s]")
_CODE_LINE = re.compile(
    rb"\s*(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\s*(?:[\r\n]|\Z)"
)
_FOOTER_LINE = re.compile(rb"(?:\r?\n|^)(?=[^\r\n]*[^A-Za-z0-9+/=\s])")


_NAMES = (
    (re.compile(r"x?base64|b64"), "base64"),
    (re.compile(r"x?quotedprint|qp"), "quoted-printable"),
    (re.compile(r"x?uu"), "x-uuencode"),
    (re.compile(r"x?yenc"), "x-yenc"),
)


def transfer_name(declared: str) -> str:
    """Return the encoding meant by a field, which may be misspelt, remarked upon or glued to the next one."""
    key = re.sub(r"\([^()]*\)|[^a-z0-9]", "", declared.lower())
    return next((name for pattern, name in _NAMES if pattern.match(key)), key)


def decode_transfer(data: bytes, encoding: str, *, is_text: bool) -> bytes:
    """Return the bytes that were meant; an unknown encoding leaves them as they are."""
    match encoding:
        case "base64":
            return _base64(data, is_text=is_text)
        case "quoted-printable":
            return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data))
        case "x-uuencode":
            return _uuencoded(data)
        case "x-yenc":
            return undo_yenc(data)
    return data


def _base64(data: bytes, *, is_text: bool) -> bytes:
    strangers = len(_STRANGER.findall(data[:8_000]))
    blanks = data[:8_000].count(b" ")
    if (strangers + blanks) * 10 > len(data[:8_000]) and not _CODE_LINE.match(data):
        return data  # a label over plain text
    if not strangers and not is_text:
        return base64_bytes(data)
    # A list server or a virus scanner writes its footer in clear behind the code.
    footer = _FOOTER_LINE.search(data) if is_text else None
    if footer is None or not data[: footer.start()].strip():
        return base64_bytes(data)
    tail = data[footer.start() :]
    words = len(re.findall(rb"[A-Za-z]{2,} [A-Za-z]{2,}", tail[:2_000]))
    if words < 1:
        return base64_bytes(data)
    return base64_bytes(data[: footer.start()]) + tail


def _uuencoded(data: bytes) -> bytes:
    out = []
    for line in data.splitlines():
        if line.startswith(b"begin ") or not line:
            continue
        if line.rstrip() in {b"end", b"`"}:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Mailers that write too many characters: decode what the length byte announces.
            wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[: wanted + 1]))
            except binascii.Error:
                continue
    return b"".join(out)
