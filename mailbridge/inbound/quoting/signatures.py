"""What stands below a customer's words without being theirs: phones' boasts, notices, contact data.

Only the end of a stretch of new words is looked at, from below, and the name under the greeting is
left: in doubt a line stays.
"""

import re

from mailbridge.inbound.quoting.attributions import lower
from mailbridge.inbound.quoting.signature_words import (
    BOAST_ENDS,
    BOASTS,
    CONFIDENTIAL,
    CONTACT,
    DEVICES,
    FROM_MY,
    GREETINGS,
    LIST_FOOTER,
    MEANT_FOR,
    MODELS,
    NOTICE,
    OFFER_ENDS,
    OFFERS,
    PARTICLES,
    PERSONAL,
    PHONES,
    PLACE,
    PROGRAMS,
    SENT_BEHIND,
    SENT_FROM,
    THIS_MESSAGE,
)

_GREETING = re.compile(
    r"(?:" + "|".join(re.escape(word) for word in GREETINGS) + r")[\s,.!;:–—-]*$", re.IGNORECASE
)
_PICTURE = re.compile(
    r"\[(?:cid|image|imagen|logo|bild|immagine|imagem)\b[^\]]{0,200}\]$", re.IGNORECASE
)
_LINK = re.compile(r"https?://\S{4,200}")
_REST_OF_WORD = re.compile(r"^[\w'’-]*")
_CLAUSE_END = re.compile(r"[.,;!(–—]|\s-\s")
_DAY = re.compile(r"\b\d{1,2}[.º]?\s+[^\W\d_]{3,}")
_ARMOUR_BEGINS = "-----BEGIN PGP SIGNED MESSAGE-----"
_ARMOUR_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_ARMOUR_ENDS = "-----END PGP SIGNATURE-----"
_SENTENCE_END = (".", "!", "?", "…", ":", ";")
_COMPANY_END = re.compile(
    r"\b(?:s\.?l\.?u?|s\.?a|inc|ltd|co|corp|s\.r\.l|s\.p\.a|b\.v|gmbh)\.$", re.IGNORECASE
)
_NOTICE_CHARS = 90
_LIST_RULE = "_" * 40
_BOAST_BLANKS = 12
_OFFER_BLANKS = 6
_SHORT_BLANKS = 4
_CONTACT_LINES = 12


def _whole_words(starts: tuple[str, ...]) -> tuple[str, ...]:
    """Where words are parted by blanks: "Envoyé de", not "Envoyé demain"."""
    return tuple(s + " " if s[-1] < "\u0500" and s[-1].isalpha() else s for s in starts)


_BOASTS, _SENT_FROM = _whole_words(BOASTS), _whole_words(SENT_FROM)
_OFFERS, _FROM_MY = _whole_words(OFFERS), _whole_words(FROM_MY)


def endings(bare: list[str], kept: list[bool], sender: str = "") -> set[int]:
    """Return the lines that end a stretch of kept lines without belonging to what is said."""
    found: set[int] = set()
    for run in _runs(kept):
        lines = [index for index in run if bare[index]]
        while lines and (size := _ending(bare, lines) or _own_address(bare, lines, sender)):
            found.update(lines[-size:])
            del lines[-size:]
        found.update(_contact_data(bare, lines))
    return found | _armour(bare)


def may_be_signature(lines: list[str]) -> bool:
    """Whether lines below a bare "--" are name, firm and phone, and no part of the letter."""
    if not lines or not lines[0]:
        return False
    words = [line for line in lines if line]
    return len(words) <= _CONTACT_LINES and not any(map(_is_sentence, words))


def _is_sentence(line: str) -> bool:
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
    signs = (THIS_MESSAGE, CONFIDENTIAL, MEANT_FOR)
    return size if all(sign.search(paragraph) for sign in signs) else 0


def _own_address(bare: list[str], lines: list[int], sender: str) -> int:
    """Foxmail signs with the writer's address, set apart from the words."""
    is_apart = len(lines) > 1 and lines[-2] < lines[-1] - 1
    return int(is_apart and bool(sender) and bare[lines[-1]].lower() == sender.lower())


def is_boast(line: str) -> bool:
    """Whether the line says "Sent from my phone": begins so, and names a device or a program."""
    if len(line) > 120:
        return False
    lowered = lower(line).replace("\u200c", " ").strip("*_-–—<>[]() .")
    if lowered.count(" ") > _BOAST_BLANKS:
        return False
    is_sentence = line.endswith((".", "!", "?"))
    if f"{lowered} ".startswith(_BOASTS) or (not is_sentence and _is_offer(lowered)):
        return True
    devices = list(DEVICES.finditer(lowered))
    return bool(devices) and _is_framed(lowered, lowered[devices[-1].end() :])


def _is_framed(lowered: str, behind: str) -> bool:
    """Whether the words around a device say that it sent the mail, and no more than that.

    "Sent from my Galaxy S21" is a phone's; "From my phone I cannot open it" is the customer's."""
    if len(lowered) < 60 and lowered.endswith(BOAST_ENDS):
        return True
    if f"{lowered} ".startswith(_FROM_MY):
        return lowered.count(" ") < _SHORT_BLANKS or lowered.endswith(SENT_BEHIND)
    rest = _CLAUSE_END.split(_REST_OF_WORD.sub("", behind), maxsplit=1)[0]
    names = " ".join(word for word in rest.split() if word not in MODELS)
    is_day = _DAY.search(names)
    return f"{lowered} ".startswith(_SENT_FROM) and names.count(" ") < 2 and not is_day


def _is_offer(lowered: str) -> bool:
    """Whether the line says "Get Outlook for iOS", and not that Outlook crashes on Android."""
    most = _OFFER_BLANKS - 2 * lowered.startswith("outlook")
    if lowered.count(" ") > most or not (PROGRAMS.search(lowered) and PHONES.search(lowered)):
        return False
    return f"{lowered} ".startswith(_OFFERS) or lowered.endswith(OFFER_ENDS)


def _contact_data(bare: list[str], lines: list[int]) -> list[int]:
    """Return the lines of firm, phone and address that follow a greeting and a name."""
    tail = lines[-_CONTACT_LINES:]
    for place, index in enumerate(tail):
        line = bare[index]
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
