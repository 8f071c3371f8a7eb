"""The mail inside an opaquely signed one: application/pkcs7-mime; smime-type=signed-data (RFC 8551).

Only the way through the DER or BER tree is read that leads to the content; no signature is
checked here. An encrypted mail stays the file that it is.
"""

from typing import Final

_SIGNED_DATA: Final = bytes.fromhex("2a864886f70d010702")
_DATA: Final = bytes.fromhex("2a864886f70d010701")
_OCTETS, _CONSTRUCTED_OCTETS, _IDENTIFIER, _INTEGER = 0x04, 0x24, 0x06, 0x02
_MAX_PIECES: Final = 100_000


def signed_content(data: bytes) -> bytes | None:
    """Return the signed bytes, or None where the data are no signed content that can be read."""
    try:
        content = _inside(data, _SIGNED_DATA)
        tag, start, _ = _element(data, content)  # SignedData
        tag, start, end = _element(data, start)  # its version
        if tag != _INTEGER or end is None:
            return None
        _, _, end = _element(data, end)  # the digest algorithms, a set of known length
        if end is None:
            return None
        return _octets(data, _inside(data, _DATA, at=end))
    except (IndexError, ValueError):
        return None


def _inside(data: bytes, identifier: bytes, *, at: int = 0) -> int:
    """Return where the content begins that SEQUENCE { identifier, [0] content } holds."""
    _, start, _ = _element(data, at)
    tag, start, end = _element(data, start)
    if tag != _IDENTIFIER or end is None or data[start:end] != identifier:
        raise ValueError("another content")
    tag, start, _ = _element(data, end)
    if tag != 0xA0:
        raise ValueError("no content")
    return start


def _octets(data: bytes, position: int) -> bytes:
    tag, start, end = _element(data, position)
    if tag == _OCTETS and end is not None:
        return data[start:end]
    if tag != _CONSTRUCTED_OCTETS:
        raise ValueError("no octets")
    pieces: list[bytes] = []
    limit = len(data) if end is None else end
    while start < limit and len(pieces) < _MAX_PIECES:
        tag, begin, stop = _element(data, start)
        if tag != _OCTETS or stop is None:
            break  # the end mark of an open length
        pieces.append(data[begin:stop])
        start = stop
    return b"".join(pieces)


def _element(data: bytes, position: int) -> tuple[int, int, int | None]:
    """Return tag, start and end of the value; the end is None where the length is left open."""
    tag, first = data[position], data[position + 1]
    start = position + 2
    if first == 0x80:
        return tag, start, None
    if first < 0x80:
        return tag, start, _within(data, start + first)
    size = first & 0x7F
    if size > 8:
        raise ValueError("a length of more than eight bytes")
    length = int.from_bytes(data[start : start + size], "big")
    return tag, start + size, _within(data, start + size + length)


def _within(data: bytes, end: int) -> int:
    if end > len(data):
        raise ValueError("a value reaches beyond the end")
    return end
