"""Guess the charset of undeclared 8-bit text that is not UTF-8.

Western text has single high bytes between many ASCII letters; text in another script is mostly
high bytes. Only then are the other scripts tried, and the one whose everyday letters fill the
text wins.
"""

import re

_SAMPLE = 4_000
_CP1252 = {
    byte: bytes((byte,)).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z]")
# Codec, the characters that its everyday text is made of, the weight of a hit.
_SCRIPTS = (
    ("cp932", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 1.6),
    ("euc_jp", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 1.6),
    ("gb18030", re.compile("[的一是不了在有我他这您好们请谢人中国大来上个到说时要为子和]"), 3.0),
    ("big5hkscs", re.compile("[的一是不了在有我他這您好們請謝人中國大來上個到說時要為子和]"), 3.0),
    ("cp949", re.compile("[이다는가의을를에고하니습안녕세요감사해]"), 2.0),
    ("cp1251", re.compile("[оеаинтслврОЕАИНТ]"), 1.0),
    ("koi8-u", re.compile("[оеаинтслврОЕАИНТ]"), 1.0),
    ("cp1253", re.compile("[αοιετσνηυρπκάόίέή]"), 1.0),
    ("cp1255", re.compile("[\u05d0-\u05ea]"), 0.6),
    ("cp1256", re.compile("[\u0627-\u064a]"), 0.6),
    ("cp874", re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4d]"), 0.7),
)


def guess(data: bytes, *, western: bool = False) -> str:
    """Decode `data`; `western` says that a Western charset was declared."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    foreign = high > (3 if western else 1) * len(_LETTER.findall(sample)) / 2
    if foreign and high >= (12 if western else 4):
        codec = _best_script(data)
        if codec:
            return data.decode(codec, "replace")
    return _cp1252(data)


def _best_script(data: bytes) -> str:
    best, best_score = "", 0.35
    for codec, everyday, weight in _SCRIPTS:
        # A cut sample may end inside a character, so errors are counted and not fatal.
        text = data[:_SAMPLE].decode(codec, "replace")
        foreign = sum(1 for char in text if char > "\x7f")
        errors = text.count("\ufffd")
        if not foreign or errors > 1 + foreign // 50:
            continue
        score = weight * len(everyday.findall(text)) / foreign
        if score > best_score:
            best, best_score = codec, score
    return best


def _cp1252(data: bytes) -> str:
    # Five bytes mean nothing in cp1252; they stay the control characters that latin-1 makes of them.
    return data.decode("latin-1").translate(_CP1252)
