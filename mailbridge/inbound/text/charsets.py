"""From bytes to text when the label is missing, misspelt or a lie.

The order of belief: bytes that are valid UTF-8 are UTF-8 whatever a Western label says; a label
that decodes is believed; a superset stands in for its subset (gb2312 → gb18030, latin-1 → cp1252);
what is left is guessed (`guessing.py`).
"""

import codecs
import re

from mailbridge.inbound.text.guessing import guess, other_than
from mailbridge.inbound.text.iso2022 import decode_designated, decode_iso2022_jp
from mailbridge.inbound.text.vocabulary import words

_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb231280": "gb18030",
    "cngb": "gb18030",
    "chinese": "gb18030",
    "euccn": "gb18030",
    "ksc56011987": "cp949",
    "ksc5601": "cp949",
    "euckr": "cp949",
    "korean": "cp949",
    "windows949": "cp949",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "mskanji": "cp932",
    "windows31j": "cp932",
    "xmscp932": "cp932",
    "eucjp": "euc_jis_2004",
    "big5": "big5hkscs",
    "xbig5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "windows874": "cp874",
    "tis620": "cp874",
    "iso885911": "cp874",
    "iso88599": "cp1254",
    "latin5": "cp1254",
    "iso88598i": "cp1255",
    "iso88598e": "cp1255",
    "iso88598": "cp1255",
    "unicode11utf7": "utf-7",
    "utf7": "utf-7",
    "utf8mb4": "utf-8",
    "xutf8": "utf-8",
    "unicode": "utf-16",
    "ucs2": "utf-16",
    "iso10646ucs2": "utf-16",
    "macintosh": "mac_roman",
    "xmacroman": "mac_roman",
    "xmaccyrillic": "mac_cyrillic",
    "xmacce": "mac_latin2",
    "xmaccentraleurroman": "mac_latin2",
    "xmacgreek": "mac_greek",
    "xmacturkish": "mac_turkish",
    "koi8ru": "koi8-u",
    "koi8u": "koi8-u",
    "koi8r": "koi8-u",  # the same but for eight frames, which in mail are Ukrainian letters
    "koi8": "koi8-u",
    "cp10000": "mac_roman",
    "xunicode20utf7": "utf-7",
    "hzgb2312": "hz",
}
_WESTERN = frozenset(
    words(
        """
    usascii ascii iso88591 latin1 l1 cp1252 windows1252 xcp1252 ansi ansix341968 iso646us
    ibm819 cp819 iso8859115 iso885915 latin9 xansi westeuropean
    """
    )
)
_WESTERN_CODECS = frozenset(["", "ascii", "iso8859-1", "cp1252"])
# Where an ISO alphabet holds bytes that mean nothing in it, Windows wrote.
_WINDOWS = {
    "iso8859-2": "cp1250",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-13": "cp1257",
}
_NO_LABEL = frozenset(
    ["unknown", "xunknown", "unknown8bit", "8bit", "default", "none", "binary", "xuserdefined"]
)
# Python codecs that are no charset of any mail.
_NOT_TEXT = re.compile(
    r"base64|hex|quopri|uu|bz2|zlib|rot13|idna|punycode|unicode_?escape|undefined|mbcs|oem|charmap",
    re.ASCII,
)
# What stands before a name: quotes, the rest of a quoted-printable "=", the mark of a private name.
_DECORATION = re.compile(r"^(?:=?3d)?[\"' =]*(?:x-(?!mac))?")
_CODE_PAGE = re.compile(r"^(?:cp|win|dos)[-_ ]?(?=\d)")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_STRAYS = re.compile("[\udc80-\udcff]+")
_LONE = {chr(0xDC00 + byte): bytes((byte,)).decode("cp1252", "replace") for byte in range(128, 256)}
_UTF7_RUN = re.compile(rb"\+[A-Za-z0-9+/]{2,}")


def decode(data: bytes, declared: str = "", *, hint: str = "") -> str:
    """Decode without ever raising; `hint` is a charset declared elsewhere in the same mail."""
    return clean(_decode(data, declared, hint))


def clean(text: str) -> str:
    """Replace what PostgreSQL and JSON cannot hold: NUL and lone surrogates."""
    return _FORBIDDEN.sub("\ufffd", text).removeprefix("\ufeff")


def codec_for(declared: str) -> str:
    """Return the Python codec for a charset label, or "" when it names none."""
    key = _key(declared)
    if not key or key in _NO_LABEL:
        return ""
    known = _SUPERSETS.get(key) or _SUPERSETS.get(key.removeprefix("x"))
    if known:
        return known
    if key.startswith(("iso2022jp", "cp5022")) or key == "csiso2022jp":
        return "iso2022_jp"
    name = _DECORATION.sub("", declared[:60].strip().lower()).rstrip("\"' ")[:40]
    name = _CODE_PAGE.sub("cp", name)
    if _NOT_TEXT.search(name) or not name.isascii():
        return ""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if _NOT_TEXT.search(found) else found  # "quoted-printable" is an alias


def _key(declared: str) -> str:
    return re.sub(r"[^a-z0-9]", "", declared[:60].lower())


def _decode(data: bytes, declared: str, hint: str) -> str:
    marked = _by_mark(data)
    if marked is not None:
        return marked
    codec = codec_for(declared)
    designated = decode_designated(data)
    if designated is not None:
        return designated
    if codec == "iso2022_jp" or (b"\x1b$" in data and not _HIGH.search(data)):
        return decode_iso2022_jp(data)
    if codec == "utf-7":
        return _utf7(data)
    if codec == "utf-16":
        return _utf16(data)
    western = _key(declared) in _WESTERN or codec in _WESTERN_CODECS
    if not _HIGH.search(data) and (western or codec == "utf-8"):
        return _ascii(data)
    if western or codec == "utf-8":
        return _western_or_utf8(data, codec, hint)
    return _as_declared(data, codec, hint)


def _by_mark(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) and len(data) % 4 == 0:
        return data.decode("utf-32", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and len(data) % 2 == 0:
        return data.decode("utf-16", "replace")
    return None


def _ascii(data: bytes) -> str:
    # UTF-16 without a mark reads as ASCII with a NUL in every second place.
    if data.count(0) * 3 > len(data) >= 4:
        return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", "replace")
    return data.decode("ascii")


def _utf7(data: bytes) -> str:
    try:
        return data.decode("utf-7")
    except UnicodeDecodeError:
        is_other = not _UTF7_RUN.search(data) or bool(_HIGH.search(data))
    return _western_or_utf8(data, "", "") if is_other else data.decode("utf-7", "replace")


def _utf16(data: bytes) -> str:
    """Without a mark: the NULs of Western signs tell the order, and ASCII alone is none of it."""
    if data.isascii() and 0 not in data:
        return data.decode("ascii")
    little = data[1::2].count(0) >= data[::2].count(0)
    return data.decode("utf-16-le" if little else "utf-16-be", "replace")


def _western_or_utf8(data: bytes, codec: str, hint: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mostly = _mostly_utf8(data, is_declared=codec == "utf-8")
    if mostly is not None:
        return mostly
    other = codec_for(hint)
    if "iso8859-15" in {codec, other if not codec else ""}:
        return data.decode("iso8859-15")
    if other and other != "utf-8" and _key(hint) not in _WESTERN:
        try:
            return data.decode(other_than(other, data))
        except UnicodeDecodeError:
            pass
    return guess(data, western=bool(codec) and codec != "utf-8")


def _mostly_utf8(data: bytes, *, is_declared: bool) -> str | None:
    """Decode good UTF-8 that was cut in the middle or glued to another text; else None."""
    whole, size = codecs.utf_8_decode(data, "replace", False)
    if len(data) - size in {1, 2, 3} and "\ufffd" not in whole and not whole.isascii():
        return whole  # cut inside its last character
    lenient = data.decode("utf-8", "surrogateescape")
    strays = sum(len(run) for run in _STRAYS.findall(lenient))
    good = sum(1 for char in lenient if char > "\x7f") - strays
    if good * (1 if is_declared else 0.5) < strays:
        return None
    # One strange byte alone is a Western letter of the text that was glued in.
    return _STRAYS.sub(lambda run: _LONE.get(run[0], "\ufffd"), lenient)


def _as_declared(data: bytes, codec: str, hint: str) -> str:
    if codec in _WINDOWS and _CONTROLS.search(data):
        codec = _WINDOWS[codec]
    try:
        return data.decode(other_than(codec, data))
    except (UnicodeDecodeError, ValueError, LookupError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode(codec, "replace")
    inside = lenient[:-1].count("\ufffd")  # cut inside its last character
    if inside * 20 <= len(lenient):
        return lenient
    return guess(data, western=False) if not hint else _western_or_utf8(data, "", hint)
