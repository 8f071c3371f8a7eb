"""winmail.dat: the TNEF stream in which Outlook hides a mail's files and its words (MS-OXTNEF).

Broken streams give what was read until the break; nothing here raises, and every bound of a field
is checked before it is cut out.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailbridge.inbound.limits import MAX_PARTS
from mailbridge.inbound.parts.mapi import read_properties, text_of
from mailbridge.inbound.parts.rtf import Rtf, decompressed, read_rtf
from mailbridge.inbound.text.charsets import decode

_SIGNATURE = b"\x78\x9f\x3e\x22"
# Properties of MAPI by their numbers.
_SUBJECT, _BODY, _RTF, _HTML = 0x0037, 0x1000, 0x1009, 0x1013
_DATA, _SHORT_NAME, _NAME, _TYPE, _CID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
_DISPLAY_NAME, _CODE_PAGE = 0x3001, 0x3FDE
_OBJECT = 0x0D  # the type of an embedded message
_MESSAGE_OBJECT = bytes.fromhex("0703020000000000c000000000000046")
_MAX_DEPTH = 3


@dataclass
class TnefFile:
    """One file: the name as the sender wrote it, not yet made safe."""

    name: str = ""
    type: str = ""
    cid: str = ""
    content: bytes = b""


@dataclass
class Tnef:
    """What a stream holds."""

    subject: str = ""
    text: str = ""
    html: str = ""
    files: list[TnefFile] = field(default_factory=list)


def read_tnef(data: bytes, *, depth: int = 0) -> Tnef | None:
    """Return what the stream holds, or None when it is no TNEF."""
    if not data.startswith(_SIGNATURE):
        return None
    found = Tnef()
    codec = "cp1252"
    for number, value in _attributes(data):
        match number:
            case 0x00069007 if len(value) >= 4:  # its code page
                codec = f"cp{struct.unpack_from('<I', value)[0]}".replace("cp65001", "utf-8")
            case 0x00018004:  # subject
                found.subject = decode(value.rstrip(b"\0"), codec)
            case 0x0002800C:  # body
                found.text = decode(value.rstrip(b"\0"), codec)
            case 0x00069003:  # properties of the message
                _read_message(found, value, codec)
            case 0x00069002 if len(found.files) < MAX_PARTS:  # a file begins
                found.files.append(TnefFile())
            case 0x00018010 if found.files:  # its title
                found.files[-1].name = decode(value.rstrip(b"\0"), codec)
            case 0x0006800F if found.files:  # its data
                found.files[-1].content = value
            case 0x00069005 if found.files:  # its properties
                _read_file(found, value, codec, depth)
    found.files = [file for file in found.files if file.content or file.name]
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and value of each attribute; what is cut off at the end is not lost."""
    position = 6
    while position + 9 <= len(data):
        level, number, length = struct.unpack_from("<BII", data, position)
        if level not in {1, 2}:
            return
        position += 9
        yield number, data[position : position + length]
        position += length + 2  # the checksum: many writers get it wrong


def _read_message(found: Tnef, value: bytes, codec: str) -> None:
    properties = read_properties(value)
    kind, html = properties.get(_HTML, (0, b""))
    if html:
        page = properties.get(_CODE_PAGE, (0, b""))[1]
        declared = f"cp{struct.unpack('<I', page)[0]}" if len(page) == 4 else codec
        declared = "utf-8" if declared == "cp65001" else declared
        found.html = text_of(properties, _HTML, codec) if kind == 0x1F else decode(html, declared)
    found.subject = found.subject or text_of(properties, _SUBJECT, codec)
    found.text = text_of(properties, _BODY, codec) or found.text
    _, packed = properties.get(_RTF, (0, b""))
    if packed and not found.html:
        rich: Rtf = read_rtf(decompressed(packed))
        found.html = rich.html
        found.text = found.text or rich.text


def _read_file(found: Tnef, value: bytes, codec: str, depth: int) -> None:
    properties = read_properties(value)
    file = found.files[-1]
    names = (text_of(properties, number, codec) for number in (_NAME, _DISPLAY_NAME, _SHORT_NAME))
    # The title is the 8.3 name of DOS.
    file.name = next((name for name in names if name), "") or file.name
    file.type = text_of(properties, _TYPE, codec).lower()
    file.cid = text_of(properties, _CID, codec)
    kind, content = properties.get(_DATA, (0, b""))
    if not content:
        return
    if kind == _OBJECT and content.startswith(_MESSAGE_OBJECT):
        _read_message_within(found, content[16:], depth)
    else:
        file.content = content[16:] if kind == _OBJECT else content


def _read_message_within(found: Tnef, data: bytes, depth: int) -> None:
    """A forwarded message becomes a file of its words, and its own files."""
    file = found.files[-1]
    inner = read_tnef(data, depth=depth + 1) if depth < _MAX_DEPTH else None
    if inner is None:
        file.content, file.type, file.name = data, "application/ms-tnef", f"{file.name}.dat"
        return
    extension = "html" if inner.html else "txt"
    file.name = f"{inner.subject or file.name or 'message'}.{extension}".replace("/", "-")
    file.type = "text/html" if inner.html else "text/plain"
    file.content = (inner.html or inner.text or inner.subject).encode()
    found.files.extend(inner.files[: MAX_PARTS - len(found.files)])
