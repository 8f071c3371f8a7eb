"""Rich Text: unpacked (MS-OXRTFCP), and read as text, or as the HTML it was made from (MS-OXRTFEX)."""

import re
import struct
from dataclasses import dataclass, field
from typing import Final

from mailbridge.inbound.text.charsets import clean, decode
from mailbridge.inbound.text.vocabulary import words

_PRESET: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING: Final = 4_096
_MAX_BYTES: Final = 1_500_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SILENT = frozenset(
    words(
        """
    fonttbl colortbl stylesheet info pict object themedata datastore latentstyles listtable
    listoverridetable rsidtbl generator xmlnstbl header footer mmathPr fldinst bkmkstart
    bkmkend shppict nonshppict filetbl revtbl
    """
    )
)
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t", b"page": "\n"}
_SIGNS = {
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"endash": "–", b"emdash": "—", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_FONT_CODECS = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


@dataclass
class Rtf:
    """One of the two is "": Outlook wraps either HTML or plain words in its RTF."""

    text: str = ""
    html: str = ""


def decompressed(data: bytes) -> bytes:
    """Unpack what PR_RTF_COMPRESSED holds; what is damaged gives what was read until there."""
    if len(data) < 16:
        return b""
    size, magic = struct.unpack_from("<II", data, 4)
    if magic == 0x414C454D:  # "MELA": stored as it is
        return data[16 : 16 + min(size, _MAX_BYTES)]
    if magic != 0x75465A4C:  # "LZFu"
        return data if data.startswith(b"{\\rtf") else b""
    return _unpacked(data, min(size, _MAX_BYTES))


def _unpacked(data: bytes, size: int) -> bytes:
    out = bytearray(_PRESET)  # what was written is the dictionary; positions are taken round a ring
    size += len(_PRESET)
    position = 16
    while position < len(data) and len(out) < size:
        flags = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data) or len(out) >= size:
                break
            if not flags >> bit & 1:
                out.append(data[position])
                position += 1
                continue
            if position + 1 >= len(data):
                return bytes(out[len(_PRESET) :])
            word = data[position] << 8 | data[position + 1]
            position += 2
            distance = (len(out) - (word >> 4)) % _RING
            if distance == 0 or distance > len(out):  # the end mark, or nonsense
                return bytes(out[len(_PRESET) : size])
            for _ in range((word & 15) + 2):
                out.append(out[-distance])
    return bytes(out[len(_PRESET) : size])


def read_rtf(data: bytes) -> Rtf:
    """Read a document; groups are kept on a list, so no depth overflows anything."""
    if not data.lstrip().startswith(b"{\\rtf"):
        return Rtf()
    reader = _Reader()
    for token in _TOKEN.finditer(data[:_MAX_BYTES]):
        reader.take(token)
    written = clean(reader.finish())
    return Rtf(html=written) if reader.is_html else Rtf(text=written.strip("\n"))


@dataclass
class _Group:
    is_silent: bool = False
    is_tag: bool = False  # {\*\htmltag …}: HTML as it was
    is_rtf_only: bool = False  # between \htmlrtf and \htmlrtf0
    codec: str = ""
    fallback: int = 1  # characters that follow \u for readers without Unicode


@dataclass
class _Reader:
    is_html: bool = False
    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    group: _Group = field(default_factory=_Group)
    stack: list[_Group] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)  # bytes of one charset
    skip: int = 0
    is_starred: bool = False

    def take(self, token: re.Match[bytes]) -> None:
        word, number, code, sign, brace, plain = token.groups()
        if plain is not None or code is not None:
            self._bytes(plain if code is None else bytes((int(code, 16),)))
        elif word is not None:
            self._word(word, int(number) if number else None)
        elif brace == b"{":
            self._flush()
            self.stack.append(self.group)
            self.group = _Group(**vars(self.group))
        elif brace == b"}":
            self._flush()
            self.group = self.stack.pop() if self.stack else _Group()
        elif sign == b"*":
            self.is_starred = True
        elif sign is not None:
            self._text({b"~": "\xa0", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1")))

    def finish(self) -> str:
        self._flush()
        # Characters beyond the first plane were written in halves.
        return "".join(self.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self.is_starred = self.is_starred, False
        name = word.decode()
        match name:
            case "htmltag":
                self._flush()
                self.group.is_tag, self.group.is_silent = True, False
            case "htmlrtf":
                self._flush()
                self.group.is_rtf_only = number != 0
            case "fromhtml":
                self.is_html = True
            case "ansicpg":
                self.codec = f"cp{number}" if number != 65001 else "utf-8"
            case "f":
                self._flush()
                self.font = number or 0
                self.group.codec = self.fonts.get(self.font, "")
            case "fcharset":
                self.fonts[self.font] = _FONT_CODECS.get(number or 0, "")
            case "uc":
                self.group.fallback = number if number is not None else 1
            case "u":
                self._text(chr((number or 0) % 65_536))
                self.skip = self.group.fallback
            case _ if starred or name in _SILENT:
                self.group.is_silent = True
            case _:
                self._text(_BREAKS.get(word) or _SIGNS.get(word, ""), is_break=word in _BREAKS)

    def _bytes(self, data: bytes) -> None:
        skipped = min(self.skip, len(data))
        self.skip -= skipped
        if not self._is_shut():
            self.pending += data[skipped:]

    def _text(self, text: str, *, is_break: bool = False) -> None:
        self._flush()
        if text and not self._is_shut():
            self.out.append("\r\n" if is_break and self.is_html and text == "\n" else text)

    def _is_shut(self) -> bool:
        return self.group.is_silent or (self.group.is_rtf_only and not self.group.is_tag)

    def _flush(self) -> None:
        if self.pending:
            self.out.append(decode(bytes(self.pending), self.group.codec or self.codec))
            self.pending.clear()
