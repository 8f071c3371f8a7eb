"""yEnc: files that newsreaders write into the words of a mail, a byte for a byte (yenc.org, 1.3)."""

import re

_BEGIN = re.compile(rb"^=ybegin [^\r\n]{0,300}? ?name=([^\r\n]{1,300}?)[ \t]*\r?\n", re.MULTILINE)
_PART = re.compile(rb"=ypart [^\r\n]{0,200}\r?\n")
_END = re.compile(rb"^=yend\b[^\r\n]{0,300}\r?\n?", re.MULTILINE)
_BACK = bytes((byte - 42) % 256 for byte in range(256))
_MAX_FILES = 1_000


def take_yenc(words: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Part the words of a mail from the files between them: names and contents."""
    kept: list[bytes] = []
    files: list[tuple[str, bytes]] = []
    position = 0
    while len(files) < _MAX_FILES and (begin := _BEGIN.search(words, position)):
        part = _PART.match(words, begin.end())
        start = part.end() if part else begin.end()
        end = _END.search(words, start)
        if end is None:
            break
        kept.append(words[position : begin.start()])
        files.append((begin[1].decode("utf-8", "replace"), _decoded(words[start : end.start()])))
        position = end.end()
    return b"".join([*kept, words[position:]]), files


def undo_yenc(data: bytes) -> bytes:
    """Return the file that the whole of a part is."""
    _, files = take_yenc(data)
    return files[0][1] if files else data


def _decoded(code: bytes) -> bytes:
    first, *escaped = code.translate(None, b"\r\n").split(b"=")
    # "=" says of the byte behind it that 64 was added besides.
    pieces = [bytes(((each[0] - 64) % 256,)) + each[1:] for each in escaped if each]
    return b"".join([first, *pieces]).translate(_BACK)
