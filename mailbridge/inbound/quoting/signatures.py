"""What stands below a customer's words without being theirs: phones' boasts, notices, contact data.

Only the end of a stretch of new words is looked at, from below, and the name under the greeting is
left: in doubt a line stays.
"""

import re

from mailbridge.inbound.quoting.boasts import is_boast
from mailbridge.inbound.quoting.footers import footer_size, rule_above
from mailbridge.inbound.quoting.signature_words import (
    ANNOUNCING,
    CONFIDENTIAL,
    CONTACT,
    DATA_LAW,
    DATA_USE,
    GREETINGS,
    INFORMING,
    LIST_FOOTER,
    MEANT_FOR,
    NOTICE,
    PARTICLES,
    PERSONAL,
    PLACE,
    THIS_MESSAGE,
    YOUR_DATA,
)

_GREETING = re.compile(
    r"(?:" + "|".join(re.escape(word) for word in GREETINGS) + r")[\s,.!;:–—-]*$", re.IGNORECASE
)
_PICTURE = re.compile(
    r"\[(?:cid|image|imagen|logo|bild|immagine|imagem)\b[^\]]{0,200}\]$", re.IGNORECASE
)
_LINK = re.compile(r"https?://\S{4,200}")
_ARMOUR_BEGINS = "-----BEGIN PGP SIGNED MESSAGE-----"
_ARMOUR_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_ARMOUR_ENDS = "-----END PGP SIGNATURE-----"
_SENTENCE_END = (".", "!", "?", "…", ":", ";")
_COMPANY_END = re.compile(
    r"\b(?:s\.?l\.?u?|s\.?a|inc|ltd|co|corp|s\.\s?r\.\s?[lo]|s\.\s?p\.\s?a|b\.v|n\.v|gmbh|o\.\s?o|a\.\s?s|k\.\s?s"
    r"|s\.a\.s|s\.n\.c|e\.\s?[vk]|e\.u|d\.\s?d|lda|ltda|cía|cie|bros|llc|plc|ph\.?d|a\.\s?d)\.$",
    re.IGNORECASE,
)
_NOTICE_CHARS = 90
_LIST_RULE = "_" * 40
_CONTACT_LINES = 12
_LETTERS = re.compile(r"[^\W\d_]+")
_RUNNING_WORDS = 9


def endings(bare: list[str], kept: list[bool], *, sender: str = "", name: str = "") -> set[int]:
    """Return the lines that end a stretch of kept lines without belonging to what is said."""
    found: set[int] = set()
    for run in _runs(kept):
        lines = [index for index in run if bare[index]]
        while lines and (size := _ending(bare, lines) or _own_address(bare, lines, sender)):
            size += rule_above(bare, lines[-size - 2 : -size])
            found.update(lines[-size:])
            del lines[-size:]
        found.update(_contact_data(bare, lines, name))
    return found | _armour(bare)


def may_be_signature(lines: list[str]) -> bool:
    """Whether lines below a bare "--" are name, firm and phone, and no part of the letter."""
    if not lines or not lines[0]:
        return False
    words = [line for line in lines if line]
    if len(words) > _CONTACT_LINES or any(map(_is_sentence, words)):
        return False
    first = words[0]
    is_known = CONTACT.search(first) or NOTICE.match(first) or _GREETING.match(first)
    return bool(is_known) or is_boast(first) or not _is_told(first.split())


def _is_sentence(line: str) -> bool:
    words = line.split()
    small = sum(word[0].islower() for word in words)
    if len(words) >= _RUNNING_WORDS and small > len(words) / 2:
        return not (CONTACT.search(line) or NOTICE.match(line))
    if not line.endswith((".", "!", "?")) or line.count(" ") < 3 or _COMPANY_END.search(line):
        return False
    return not (CONTACT.search(line) or NOTICE.match(line) or is_boast(line))


def _runs(kept: list[bool]) -> list[range]:
    runs: list[range] = []
    start: int | None = None
    for index, is_kept in enumerate([*kept, False]):
        if is_kept and start is None:
            start = index
        elif not is_kept and start is not None:
            runs.append(range(start, index))
            start = None
    return runs


def _ending(bare: list[str], lines: list[int]) -> int:
    """Return how many of the last lines are a boast, a picture's place or a notice."""
    last = bare[lines[-1]]
    is_notice = len(last) < 300 and NOTICE.match(last) and not PERSONAL.search(last)
    if is_boast(last) or _PICTURE.match(last) or is_notice:
        return 1
    if _LINK.fullmatch(last) and len(lines) > 1 and is_boast(bare[lines[-2]]):
        return 2
    if footer := footer_size(bare, lines):
        return footer
    size = 1
    while size < min(len(lines), 40) and lines[-size - 1] == lines[-size] - 1:
        if bare[lines[-size]].startswith(_LIST_RULE):
            break
        size += 1
    paragraph = " ".join(bare[index] for index in lines[-size:])[:4_000]
    if paragraph.startswith(_LIST_RULE):
        return size if LIST_FOOTER.search(paragraph) else 0
    if len(paragraph) < _NOTICE_CHARS or PERSONAL.search(paragraph):
        return 0
    notices = ((THIS_MESSAGE, CONFIDENTIAL, MEANT_FOR), (DATA_LAW, INFORMING, DATA_USE, YOUR_DATA))
    is_notice = any(all(sign.search(paragraph) for sign in signs) for signs in notices)
    return size if is_notice else 0


def _own_address(bare: list[str], lines: list[int], sender: str) -> int:
    """Foxmail signs with the writer's address, set apart from the words."""
    is_apart = len(lines) > 1 and lines[-2] < lines[-1] - 1
    return int(is_apart and bool(sender) and bare[lines[-1]].lower() == sender.lower())


def _contact_data(bare: list[str], lines: list[int], name: str) -> list[int]:
    """Return the lines of firm, phone and address that follow a greeting and a name."""
    tail = lines[-_CONTACT_LINES:]
    writer = frozenset(_LETTERS.findall(name.casefold()))
    is_full = len(writer) > 1 or name.upper() == name.lower()  # no blanks in some scripts
    for place, index in enumerate(tail):
        line = bare[index]
        is_writer = (
            bool(writer) and is_full and writer == frozenset(_LETTERS.findall(line.casefold()))
        )
        above = bare[tail[place - 1]] if place else ""
        if is_writer and not ANNOUNCING.search(above) and _is_contact(bare, tail[place + 1 :]):
            return tail[place + 1 :]
        if len(line) < 60 and _GREETING.match(line):
            block = tail[place + 2 :]
            if _is_name(bare, tail[place + 1 : place + 2]) and _is_contact(bare, block):
                return block
    return []


def _is_name(bare: list[str], lines: list[int]) -> bool:
    if not lines:
        return False
    line = bare[lines[0]]
    is_sentence = line.endswith(_SENTENCE_END) or "?" in line or _is_told(line.split())
    return len(line.split()) <= 5 and not any(map(str.isdigit, line)) and not is_sentence


def _is_told(words: list[str]) -> bool:
    """Whether a word stands there that no name holds: "Tomás me llamó"."""
    return len(words) > 1 and any(word[0].islower() and word not in PARTICLES for word in words)


def _is_contact(bare: list[str], lines: list[int]) -> bool:
    if len(lines) < 2:
        return False
    contacts = [index for index in lines if CONTACT.search(bare[index])]
    return bool(contacts) and all(_may_be_contact(bare[index]) for index in lines)


def _may_be_contact(line: str) -> bool:
    if len(line) > 90 or "?" in line:
        return False
    if CONTACT.search(line) or PLACE.search(line):
        return True
    # A number may be the order's: then the line is no firm's name.
    ends_sentence = line.endswith(_SENTENCE_END) and not _COMPANY_END.search(line)
    return not ends_sentence and not any(map(str.isdigit, line))


def _armour(bare: list[str]) -> set[int]:
    """Return the lines that PGP writes around signed words."""
    if _ARMOUR_SIGNATURE not in bare or _ARMOUR_ENDS not in bare:
        return set()
    signature = bare.index(_ARMOUR_SIGNATURE)
    found = set(range(signature, bare.index(_ARMOUR_ENDS) + 1))
    if _ARMOUR_BEGINS in bare[:signature]:
        begin = bare.index(_ARMOUR_BEGINS)
        found |= {begin, *(begin + 1,) * bare[begin + 1].startswith("Hash:")}
    return found
