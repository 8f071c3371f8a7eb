"""Guess the charset of undeclared 8-bit text that is not UTF-8.

In Western text high bytes stand alone between ASCII letters; in another script they stand side by
side. Only then are the other scripts tried, and the one whose everyday letters fill the text wins.
"""

import re

_SAMPLE = 4_000
_CP1252 = {
    byte: bytes((byte,)).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_HIGH = re.compile(rb"[\x80-\x9f\xa1-\xff]")  # the blank that never breaks belongs to all
# In Big5 and Shift JIS the second byte of a sign may be a letter's.
_SIDE_BY_SIDE = re.compile(
    rb"(?:[\x81-\x9f\xa1-\xfe][\x40-\x7e\x80-\xfe]){3,}|[\x80-\x9f\xa1-\xff]{2,}"
)
_LETTER = re.compile(rb"[A-Za-z]")
# Codec, the characters that its everyday text is made of, the weight of a hit.
_SCRIPTS = (
    ("cp932", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 1.6),
    ("euc_jp", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 1.6),
    (
        "gb18030",
        re.compile("[的一是不了在有我他这您好们请谢人中国大来上个到说时要为子和]"),
        3.0,
    ),
    (
        "big5hkscs",
        re.compile("[的一是不了在有我他這您好們請謝人中國大來上個到說時要為子和]"),
        3.0,
    ),
    ("cp949", re.compile("[이다는가의을를에고하니습안녕세요감사해]"), 2.0),
    ("cp1251", re.compile("[оеаинтслвркмдОЕАИНТ]"), 1.0),
    ("koi8-u", re.compile("[оеаинтслвркмдОЕАИНТ]"), 1.0),
    ("cp1253", re.compile("[αοιετσνηυρπκάόίέή]"), 1.0),
    ("cp1255", re.compile("[\u05d0-\u05ea]"), 0.75),
    ("cp1256", re.compile("[\u0627-\u064a]"), 0.6),
    # The consonants whose bytes are no letters in the alphabets above.
    ("cp874", re.compile("[\u0e01-\u0e1e]"), 1.6),
)
# What a script hardly ever uses, while another one read by mistake is full of it.
_RARE = {
    "cp1253": re.compile("[ΰΐϋϊξψ]"),
    "cp1255": re.compile("[\u05b0-\u05c4]"),  # the points below letters
    "cp874": re.compile("[ฃฅฆฌฎฏฐฑฒฯฺ]"),
}
# The first level of GB 2312, and its punctuation. Korean has the same shape, so its own words count more.
_COMMON_CHINESE = re.compile(rb"(?:[\xb0-\xd7\xa1\xa3][\xa1-\xfe])+")
_PAIRS = 0.5


def guess(data: bytes, *, western: bool = False) -> str:
    """Decode `data`; `western` says that a Western charset was declared."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    if _is_foreign(sample, high, western=western) and high >= (12 if western else 4):
        codec = _best_script(data)
        if codec:
            return data.decode(codec, "replace")
    return _cp1252(data)


def _is_foreign(sample: bytes, high: int, *, western: bool) -> bool:
    if western and high * 2 <= 3 * len(_LETTER.findall(sample)):
        return False
    return len(_HIGH.findall(b"".join(_SIDE_BY_SIDE.findall(sample)))) * 2 > high


def _best_script(data: bytes) -> str:
    best, best_score = "", 0.35
    is_paired = _is_common_chinese(data[:_SAMPLE])
    for codec, everyday, weight in _SCRIPTS:
        # A cut sample may end inside a character, so errors are counted and not fatal.
        text = data[:_SAMPLE].decode(codec, "replace")
        foreign = sum(1 for char in text if char > "\x7f")
        errors = text.count("\ufffd")
        if not foreign or errors > 1 + foreign // 50:
            continue
        score = weight * len(everyday.findall(text)) / foreign
        if codec in _RARE:
            score -= 2 * len(_RARE[codec].findall(text)) / foreign
        if codec == "gb18030" and is_paired:
            score = max(score, _PAIRS)
        elif codec == "cp874" and is_paired:
            continue
        if score > best_score:
            best, best_score = codec, score
    return best


def _is_common_chinese(sample: bytes) -> bool:
    """Whether all high bytes pair up to the signs of daily use, which a name without any particle holds."""
    runs = _SIDE_BY_SIDE.findall(sample)
    return all(_COMMON_CHINESE.fullmatch(run) for run in runs[:-1] or runs)


def _cp1252(data: bytes) -> str:
    # Five bytes mean nothing in cp1252; they stay the control characters that latin-1 makes of them.
    return data.decode("latin-1").translate(_CP1252)
