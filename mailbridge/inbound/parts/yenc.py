"""yEnc: files that newsreaders write into the words of a mail, a byte for a byte (yenc.org, 1.3)."""

import re

from mailbridge.inbound.parts.enclosed import cut_out

_BEGIN = re.compile(
    rb"^=ybegin [^\r\n]{0,300}? ?name=([^\r\n]{1,300}?)[ \t]*\r?\n(?:=ypart [^\r\n]{0,200}\r?\n)?",
    re.MULTILINE,
)
_END = re.compile(rb"^=yend\b[^\r\n]{0,300}\r?\n?", re.MULTILINE)
_BACK = bytes((byte - 42) % 256 for byte in range(256))


def take_yenc(words: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Part the words of a mail from the files between them: names and contents."""
    words, found = cut_out(words, _BEGIN, _END)
    return words, [(begin[1].decode("utf-8", "replace"), _decoded(code)) for begin, code in found]


def undo_yenc(data: bytes) -> bytes:
    """Return the file that the whole of a part is."""
    _, files = take_yenc(data)
    return files[0][1] if files else data


def _decoded(code: bytes) -> bytes:
    first, *escaped = code.translate(None, b"\r\n").split(b"=")
    # "=" says of the byte behind it that 64 was added besides.
    pieces = [bytes(((each[0] - 64) % 256,)) + each[1:] for each in escaped if each]
    return b"".join([first, *pieces]).translate(_BACK)
