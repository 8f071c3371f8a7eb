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
_PAIRS = re.compile(rb"(?:[\x81-\x9f\xa1-\xfe][\x40-\x7e\x80-\xfe]){3,}")
_SIDE_BY_SIDE = re.compile(_PAIRS.pattern + rb"|[\x80-\x9f\xa1-\xff]{2,}")
# A run of high bytes, and whether a letter of ours is its neighbour: "informa[çõ]es".
_IN_A_WORD = re.compile(rb"([A-Za-z]?)([\x80-\x9f\xa1-\xff]+)([A-Za-z]?)")
_LETTER = re.compile(rb"[A-Za-z]")
_CYRILLIC = re.compile("[оеаинтслвркмдОЕАИНТ]")
# Codec, the characters that its everyday text is made of, the weight of a hit.
_SCRIPTS = (
    ("cp932", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 1.6),
    ("euc_jis_2004", re.compile("[\u3041-\u3096\u30a1-\u30fa]"), 1.6),
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
    ("cp1251", _CYRILLIC, 1.0),
    ("koi8-u", _CYRILLIC, 1.0),
    ("iso8859-5", _CYRILLIC, 0.9),
    ("cp866", _CYRILLIC, 0.9),
    ("cp1253", re.compile("[αοιετσνηυρπκάόίέή]"), 1.0),
    ("cp1255", re.compile("[\u05d0-\u05ea]"), 0.75),
    ("cp1256", re.compile("[\u0627-\u064a]"), 0.6),
    # The consonants whose bytes are no letters in the alphabets above.
    ("cp874", re.compile("[\u0e01-\u0e1e]"), 1.6),
)
_EVERYDAY = {codec: (everyday, weight) for codec, everyday, weight in _SCRIPTS}
# What a script hardly ever uses, while another one read by mistake is full of it.
_RARE = {
    "cp1253": re.compile("[ΰΐϋϊξψ]"),
    "cp1255": re.compile("[\u05b0-\u05c4]"),  # the points below letters
    "cp874": re.compile("[ฃฅฆฌฎฏฐฑฒฯฺ]"),
}
# The first level of GB 2312, and its punctuation. Korean has the same shape, so its own words count more.
_COMMON_CHINESE = re.compile(rb"(?:[\xb0-\xd7\xa1\xa3][\xa1-\xfe])+")
# Its first half only: so many signs of it side by side are syllables, not words of Chinese.
_COMMON_KOREAN = re.compile(rb"(?:[\xb0-\xc8\xa1\xa3][\xa1-\xfe])+")
_MANY_SYLLABLES = 8
_SHOUTED = 16  # letters: fewer capitals are as well the letters of another script
_COMMON_JAPANESE = re.compile(rb"(?:[\x81-\x83\x88-\x98][\x40-\x7e\x80-\xfc])+")
# In Big5 the second byte may be a letter's, in GB 2312 never.
_COMMON_BIG5 = re.compile(rb"(?:[\xa1-\xc6][\x40-\x7e\xa1-\xfe])+")
_PAIRS_OF = {"gb18030": _COMMON_CHINESE, "big5hkscs": _COMMON_BIG5, "cp932": _COMMON_JAPANESE}
_PAIRED = 0.5
# Two charsets of one alphabet; read in the wrong one, words begin small and go on in capitals.
_TWINS = {"cp1251": "koi8-u", "koi8-u": "cp1251", "koi8-r": "cp1251"}
_INSIDE_OUT = re.compile(r"\b[а-яё][А-ЯЁ]{2,}")
# Charsets of one script that are taken for each other.
_PAIRED_SCRIPTS = frozenset(("cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949"))


def guess(data: bytes, *, western: bool = False) -> str:
    """Decode `data`; `western` says that a Western charset was declared."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    enough = 12 if western else 3 if _PAIRS.search(sample) else 4
    if high >= enough and _is_foreign(sample, high, western=western):
        codec, _ = _best_script(sample)
        if codec:
            return data.decode(codec, "replace")
    return _cp1252(data)


def _is_foreign(sample: bytes, high: int, *, western: bool) -> bool:
    if western and high * 2 <= 3 * len(_LETTER.findall(sample)):
        return False
    if len(_HIGH.findall(b"".join(_SIDE_BY_SIDE.findall(sample)))) * 2 <= high:
        return False
    runs = _IN_A_WORD.findall(_PAIRS.sub(b" ", sample))
    return sum(_is_within_a_word(*run) for run in runs) * 2 <= len(runs)


def _is_within_a_word(before: bytes, run: bytes, after: bytes) -> bool:
    """Whether the run belongs to a word of ours; a capital may be the second byte of a sign."""
    if before and after:
        return True
    return (before + after).islower() and not _COMMON_CHINESE.fullmatch(run)


def _best_script(sample: bytes) -> tuple[str, float]:
    best, best_score = "", 0.35
    for codec, _, _ in _SCRIPTS:
        score = _score(codec, sample)
        if score > best_score:
            best, best_score = codec, score
    return best, best_score


def _score(codec: str, sample: bytes) -> float:
    """How much of the text would be everyday letters of the script, 0 where it cannot be."""
    everyday, weight = _EVERYDAY[codec]
    # A cut sample may end inside a character, so errors are counted and not fatal.
    text = sample.decode(codec, "replace")
    foreign = sum(1 for char in text if char > "\x7f")
    errors = text.count("\ufffd")
    if not foreign or errors > foreign // 50 + (len(sample) == _SAMPLE):
        return 0
    if everyday is _CYRILLIC and foreign >= _SHOUTED and text.isupper():
        text, weight = text.lower(), 0.75 * weight
    score = weight * len(everyday.findall(text)) / foreign
    if codec in _RARE:
        score -= 2 * len(_RARE[codec].findall(text)) / foreign
    if codec in _PAIRS_OF and _all_pairs(_PAIRS_OF[codec], sample):
        score = max(score, _PAIRED)
    elif codec == "cp949" and foreign >= _MANY_SYLLABLES and _all_pairs(_COMMON_KOREAN, sample):
        score = max(score, _PAIRED + 0.1)
    elif codec == "cp874" and _all_pairs(_COMMON_CHINESE, sample):
        return 0
    return score


def other_than(codec: str, data: bytes) -> str:
    """Return the codec that `data` is in when the declared one makes evident nonsense of it."""
    sample = data[:_SAMPLE]
    if codec in _TWINS:
        text = sample.decode(codec, "replace")
        small, capital = (sum(map(test, text)) for test in (str.islower, str.isupper))
        if capital > small and _INSIDE_OUT.search(text):
            twin = _TWINS[codec]
            is_sense = not _INSIDE_OUT.search(sample.decode(twin, "replace"))
            return twin if is_sense and _score(twin, sample) > 0.5 else codec
        return codec
    if (
        codec in _PAIRED_SCRIPTS
        and len(_HIGH.findall(sample)) >= 24
        and _score(codec, sample) < 0.25
    ):
        best, score = _best_script(sample)
        return best if best in _PAIRED_SCRIPTS and score >= 1 else codec
    return codec


def _all_pairs(common: re.Pattern[bytes], sample: bytes) -> bool:
    """Whether all high bytes pair up to the signs of daily use, which a name without any particle holds."""
    runs = _SIDE_BY_SIDE.findall(sample)
    return all(common.fullmatch(run) for run in runs[:-1] or runs)


def _cp1252(data: bytes) -> str:
    # Five bytes mean nothing in cp1252; they stay the control characters that latin-1 makes of them.
    return data.decode("latin-1").translate(_CP1252)
