"""ISO-2022 as mailers really write it: the Japanese one, and the Korean and the Chinese.

Python's codecs refuse the NEC and IBM rows (①, ㈱, 髙), half-width katakana and a missing final
escape. Every double-byte run is therefore turned into Shift JIS, whose Microsoft codec knows them.
"""

import re

_ESCAPE = re.compile(rb"\x1b(\$\([DOPQ@B]|\$[@B]|\([BJIH]|&@)|\x0e|\x0f")
# What the bytes between shift-out and shift-in are, said once at the beginning (RFC 1557, RFC 1922).
_DESIGNATED = re.compile(rb"\x1b\$\)([AC])")
_SHIFTED = re.compile(rb"\x0e([^\x0e\x0f]*)\x0f?")
# JIS X 0212 and the planes of JIS X 0213, which only EUC holds.
_ONLY_IN_EUC = {
    b"$(D": ("euc_jp", b"\x8f"),
    b"$(O": ("euc_jis_2004", b""),
    b"$(Q": ("euc_jis_2004", b""),
    b"$(P": ("euc_jis_2004", b"\x8f"),
}
_RAISED = bytes(byte | 0x80 if 0x21 <= byte <= 0x7E else byte for byte in range(256))


def decode_designated(data: bytes) -> str | None:
    """Decode ISO-2022-KR and -CN; None where the bytes are neither."""
    found = _DESIGNATED.search(data)
    if found is None:
        return None
    data = _SHIFTED.sub(lambda run: run[1].translate(_RAISED), _DESIGNATED.sub(b"", data))
    return data.decode("cp949" if found[1] == b"C" else "gb18030", "replace")


def decode_iso2022_jp(data: bytes) -> str:
    pieces: list[str] = []
    mode, position = b"(B", 0
    for escape in _ESCAPE.finditer(data):
        pieces.append(_run(data[position : escape.start()], mode))
        position = escape.end()
        found = escape.group()
        mode = {b"\x0e": b"(I", b"\x0f": b"(B"}.get(found, escape.group(1) or b"(B")
        if mode == b"&@":
            mode = b"$B"
    pieces.append(_run(data[position:], mode))
    return "".join(pieces)


def _run(run: bytes, mode: bytes) -> str:
    if mode == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in run).decode(
            "cp932", "replace"
        )
    if mode in {b"(B", b"(J", b"(H"}:
        return run.decode("ascii") if run.isascii() else _eight_bit(run)
    if mode in _ONLY_IN_EUC:
        codec, prefix = _ONLY_IN_EUC[mode]
        pairs = zip(run[::2], run[1::2], strict=False)
        data = b"".join(prefix + bytes((a | 0x80, b | 0x80)) for a, b in pairs)
        return data.decode(codec, "replace")
    return _double(run)


def _eight_bit(run: bytes) -> str:
    for codec in ("utf-8", "cp932"):
        try:
            return run.decode(codec)
        except UnicodeDecodeError:
            continue
    return run.decode("cp932", "replace")


def _double(run: bytes) -> str:
    out = bytearray()
    index = 0
    while index < len(run):
        high = run[index] & 0x7F
        if high < 0x21 or index + 1 >= len(run):
            out.append(run[index] if run[index] < 0x80 else 0x3F)
            index += 1
            continue
        low = run[index + 1] & 0x7F
        if low < 0x21:  # a line end inside the run: the escape before it was lost
            index += 1
            continue
        lead = (high + 1) // 2 + (0x70 if high < 0x5F else 0xB0)
        trail = low + (0x7E if high % 2 == 0 else 0x20 if low >= 0x60 else 0x1F)
        out += bytes((lead, trail))
        index += 2
    return out.decode("cp932", "replace")
