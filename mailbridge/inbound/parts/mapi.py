"""A list of MAPI properties as TNEF writes it (MS-OXTNEF 2.1.3.4): numbers and bytes."""

import struct
from typing import Final

from mailbridge.inbound.text.charsets import decode

_SIZES: Final = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4,
                 0x14: 8, 0x40: 8, 0x48: 16}  # fmt: skip
_VARIABLE: Final = frozenset((0x0D, 0x1E, 0x1F, 0x102))
_UNICODE: Final = 0x1F
_SEVERAL: Final = 0x1000
_NAMED: Final = 0x8000
_MAX_PROPERTIES: Final = 5_000

# Number → its type and its first value.
Properties = dict[int, tuple[int, bytes]]


def read_properties(data: bytes) -> Properties:
    """Return the properties up to the first that makes no sense; of several values the first."""
    found: Properties = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        position = 4
        for _ in range(min(count, _MAX_PROPERTIES)):
            kind, number = struct.unpack_from("<HH", data, position)
            position = _after_name(data, position + 4) if number >= _NAMED else position + 4
            value, position = _value(data, position, kind)
            found.setdefault(number, (kind & ~_SEVERAL, value))
    except (struct.error, ValueError):
        return found
    return found


def text_of(properties: Properties, number: int, codec: str) -> str:
    """Return a property as text, "" when it is missing."""
    kind, value = properties.get(number, (0, b""))
    if kind == _UNICODE:
        return decode(value.decode("utf-16-le", "replace").rstrip("\0").encode("utf-8"), "utf-8")
    return decode(value.rstrip(b"\0"), codec)


def _after_name(data: bytes, position: int) -> int:
    """Skip the GUID and the number or name of a named property."""
    (kind,) = struct.unpack_from("<I", data, position + 16)
    if kind == 0:
        return position + 24
    (length,) = struct.unpack_from("<I", data, position + 20)
    return position + 24 + _padded(length)


def _value(data: bytes, position: int, kind: int) -> tuple[bytes, int]:
    base = kind & ~_SEVERAL
    if base not in _VARIABLE:
        size = _SIZES[base] if base in _SIZES else _unknown(kind)
        count = 1
        if kind & _SEVERAL:
            (count,) = struct.unpack_from("<I", data, position)
            position += 4
        return _cut(data, position, size), position + size * count
    (count,) = struct.unpack_from("<I", data, position)
    position += 4
    first = b""
    for index in range(count):
        (length,) = struct.unpack_from("<I", data, position)
        piece = _cut(data, position + 4, length)
        first = piece if index == 0 else first
        position += 4 + _padded(length)
    return first, position


def _cut(data: bytes, position: int, size: int) -> bytes:
    if position + size > len(data):
        raise ValueError("a value reaches beyond the end")
    return data[position : position + size]


def _unknown(kind: int) -> int:
    raise ValueError(f"property type {kind:#x}")


def _padded(length: int) -> int:
    return -(-length // 4) * 4
