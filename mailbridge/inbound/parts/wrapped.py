"""Files and words that old programs wrapped in a part of their own making: winmail.dat, uuencode, yEnc."""

import re
from mimetypes import guess_type

from mailbridge.inbound.parts.enclosed import cut_out
from mailbridge.inbound.parts.headers import Headers
from mailbridge.inbound.parts.mime import Part
from mailbridge.inbound.parts.tnef import Tnef, TnefFile, read_tnef
from mailbridge.inbound.parts.transfer import decode_transfer
from mailbridge.inbound.parts.yenc import take_yenc
from mailbridge.inbound.text.charsets import decode
from mailbridge.inbound.text.encoded_words import one_line

_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,300}?)[ \t]*\r?\n", re.MULTILINE)
# A line of no bytes is the last; the word behind it may be missing.
_END = re.compile(
    rb"^(?:`[ \t]*\r?\n(?:end[ \t]*\r?(?:\n|\Z))?|(?:end|====)[ \t]*\r?(?:\n|\Z))", re.MULTILINE
)
_FULL_LINE = re.compile(rb"M[ -`]*")  # of 45 bytes, which no small letter stands for
_TNEF_TYPES = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))


def open_winmail(part: Part) -> Tnef | None:
    """Return what a winmail.dat holds; None where the part is none, or holds nothing readable."""
    is_file = part.main == "application"
    if part.type not in _TNEF_TYPES and not (is_file and part.name.lower() == "winmail.dat"):
        return None
    found = read_tnef(part.content)
    return found if found and (found.files or found.text or found.html) else None


def part_of(file: TnefFile) -> Part:
    """Return the file as a part, as if the mail had carried it openly."""
    declared = file.type if re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+-]+", file.type) else ""
    kind = declared or guess_type(one_line(file.name))[0] or "application/octet-stream"
    is_message = kind == "message/rfc822" or kind.startswith("multipart/")
    return Part(
        source=file.content,
        headers=Headers((("content-id", file.cid.encode("utf-8", "replace")),)),
        start=0,
        end=len(file.content),
        type="application/octet-stream" if is_message else kind,
        disposition="attachment",
        disposition_params={"filename": file.name},
    )


def take_encoded(words: bytes) -> tuple[bytes, list[Part]]:
    """Part the words of a mail from the files that stand encoded between them."""
    files: list[Part] = []
    if b"begin" in words:
        words, files = _take_uuencoded(words)
    if b"=ybegin " in words:
        words, more = take_yenc(words)
        files += [part_of(TnefFile(name, content=content)) for name, content in more]
    return words, files


def _take_uuencoded(words: bytes) -> tuple[bytes, list[Part]]:
    words, found = cut_out(words, _BEGIN, _END, _is_code)
    return words, [_uuencoded(begin, code) for begin, code in found]


def _uuencoded(begin: re.Match[bytes], code: bytes) -> Part:
    encoding = "base64" if begin[0].startswith(b"begin-base64") else "x-uuencode"
    content = decode_transfer(code, encoding, is_text=False)
    return part_of(TnefFile(decode(begin[1]), content=content))


def _is_code(code: bytes) -> bool:
    """Whether the first line is as long as its first character says: no prose is, by chance."""
    line = code.split(b"\n", 1)[0].rstrip(b"\r")
    if not line:
        return False
    wanted = -(-((line[0] - 32) & 63) // 3) * 4
    if len(line) <= wanted and _FULL_LINE.fullmatch(line):
        return True  # its blanks, which are zeros, were cut off
    if b" " in line.strip() and len(line) < 20:
        return False
    is_base64 = re.fullmatch(rb"[A-Za-z0-9+/]{4,80}={0,2}", line) is not None
    return is_base64 or wanted <= len(line) - 1 <= wanted + 2 or len(line) - 1 == wanted - 1
