"""Pictures that customers of a nursery send: a leaf, more or less withered, drawn here as a PNG."""

from __future__ import annotations

import struct
import zlib

from tickets.models.attachment import IncomingFile

WIDTH, HEIGHT = 240, 180
GROUND, VEIN = (236, 229, 214), (222, 214, 170)
LEAVES = {  # the colour of the blade, and how much of its edge is brown
    "foto_planta.png": ((92, 138, 66), 0.0),
    "hojas.png": ((150, 150, 60), 0.25),
    "leaf.png": ((120, 128, 58), 0.15),
    "IMG_2041.png": ((168, 140, 70), 0.4),
}
BROWN = (121, 85, 48)


def photos() -> list[IncomingFile]:
    """The pictures as blobs, for attachments."""
    return [IncomingFile.stored(name, "image/png", leaf(*look)) for name, look in LEAVES.items()]


def leaf(colour: tuple[int, int, int], withered: float) -> bytes:
    """A PNG of one leaf on paper."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel(x, y, colour, withered)) for x in range(WIDTH))
        for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _pixel(x: int, y: int, colour: tuple[int, int, int], withered: float) -> tuple[int, int, int]:
    along, across = (x - WIDTH / 2) / (WIDTH * 0.42), (y - HEIGHT / 2) / (HEIGHT * 0.36)
    reach = 1 - along * along  # half the height of the blade here
    if abs(along) > 1 or abs(across) > reach:
        return GROUND
    if abs(across) < 0.02 or (x + abs(y - HEIGHT // 2)) % 28 == 0:
        return VEIN
    return BROWN if abs(across) > reach * (1 - withered) else colour


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
