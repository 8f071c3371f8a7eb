"""Files that stand encoded among the words of a mail, between a line that begins and one that ends them."""

import re
from collections.abc import Callable

from mailbridge.inbound.limits import MAX_PARTS

Enclosed = tuple[re.Match[bytes], bytes]


def cut_out(
    words: bytes,
    begins: re.Pattern[bytes],
    ends: re.Pattern[bytes],
    is_code: Callable[[bytes], bool] = bool,
) -> tuple[bytes, list[Enclosed]]:
    """Part the words from what is enclosed: the line that began each, and its code. One without end is words."""
    kept: list[bytes] = []
    found: list[Enclosed] = []
    position = 0
    while len(found) < MAX_PARTS and (begin := begins.search(words, position)):
        if not is_code(words[begin.end() : begin.end() + 100]):
            kept.append(words[position : begin.end()])
            position = begin.end()
            continue
        end = ends.search(words, begin.end())
        if end is None:
            break
        kept.append(words[position : begin.start()])
        found.append((begin, words[begin.end() : end.start()]))
        position = end.end()
    return b"".join([*kept, words[position:]]), found
