"""What introduces quoted words: "On Monday Ana wrote:", on one line or wrapped over several.

Above lines marked with ">" much is taken for it; without them only what no person writes by hand.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from mailbridge.inbound.quoting.quote_words import ADDRESSED, OWN, TELLING, WROTE

_ANY_WROTE = "|".join(re.escape(word) for word in sorted(WROTE, key=len, reverse=True))
_WROTE_END = re.compile(rf"(?:{_ANY_WROTE})[^\w@]{{0,8}}$|(?:{_ANY_WROTE})\b.{{0,140}}[:：]$")
_WROTE = re.compile(rf"(?:^|[\s>])(?:{_ANY_WROTE})(?:\s|$)")
ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{2,190}")
_BRACKETED = re.compile(r"[<(\[][^\s<>@()]{1,64}@[^\s<>@()]{2,190}[>)\]]")
_WRITER = re.compile(r"[^<>]{1,80}<[^\s<>@]{1,64}@[^\s<>@]{2,190}>[^.!?]{0,20}$")
_ADDRESS_LAST = re.compile(
    r"<\s?[^\s<>@]{1,64}@[^\s<>@]{2,190}\s?>\s?[:：]$"
    # Phones of Japan write the time and the bare address.
    r"|^[\d/.-]{8,10} \d{1,2}:\d{2}(?::\d{2})?,? [^\s<>@]{1,64}@[^\s<>@]{2,190}[:：]$"
)
# What lost its line break: "On Monday Ana wrote:> Hello".
_GLUED = re.compile(r"(?<=[:：])\s?>+(?:\s.*)?$")
_IN_REPLY = re.compile(r"\(in reply to .{1,80} from comment #\d{1,5}\)$")  # Bugzilla
# Catalan Gmail: "Missatge de Ana <ana@acme.example> del dia dl., 3 de març 2025 a les 9:15:".
_TIME_LAST = re.compile(
    r"<[^\s<>@]{1,64}@[^\s<>@]{2,190}>[^!?]{0,40}\b20\d\d\b[^!?]{0,12}\d{1,2}:\d{2}\)?[:：]$"
)
# @Mail: "On Mon 03/03/25 09:15 , Ana Ruiz ana@acme.example sent:".
_ATMAIL = re.compile(r"on \w{3} [\d/]{8,10} \d\d:\d\d ?,.{1,150}@\S{2,190} sent:$")
_DATE_AND_ADDRESS = re.compile(
    r"(?:\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s[^<>]{0,80}<[^\s<>@]{1,64}@[^\s<>@]{2,190}>$"
)
TIME = re.compile(r"\d{1,2}\s?[:.h时點点時시]\s?\d{2}")
DATE = re.compile(
    r"(?:19|20)\d\d|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}\s?月|\d{1,2}일|\d{1,2}[.]?\s+\w{3,}"
)
_DIGIT = re.compile(r"\d")
_OPENING = re.compile(
    r"(?:on|at|el|o|le|am|il|em|no dia|op|den|dne|dnia|w dniu|în|la|на|в|у|во|στις|pada|vào|ในวันที่|em|þann|v|"
    r"a|à|in data|en|em|het|il giorno|pe|ma|ti|ke|to|pe|la|su)\s",
    re.IGNORECASE,
)
_TRAILING = " \t\xa0*_\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_COLONS = (":", "：", "៖", "፦")
_LONGEST = 500
_LINES = 4
_WINDOW = 5  # a long name takes two or three lines
_BEHIND_NAME = re.compile(r"<|\(\D")  # none begins so: the name stands on the line above
_NAME_ENDS = re.compile(r"[^.!?…:：]$|\b(?:\w{1,3}\.)+$")
_WRAPPED_FROM = 57


def lower(line: str) -> str:
    return line.lower().replace("i\u0307", "i")  # what Python makes of the Turkish capital I


def may_end_attribution(line: str) -> bool:
    """Whether the line's last character allows it to end "… wrote:"."""
    return line.rstrip(_TRAILING).endswith(_COLONS)


def ends_attribution(line: str) -> bool:
    """Whether the line, just above ">" lines, ends "… wrote:", or names a date and an address."""
    if not line or len(line) > _LONGEST:
        return False
    lowered = lower(line).rstrip(_TRAILING)
    if _WROTE_END.search(lowered):
        return not _is_told(lowered)
    if _IN_REPLY.match(lowered):
        return True
    if not lowered.endswith(_COLONS):
        # Old Gmail, abroad: the date and the address, and nothing else.
        return bool(_DATE_AND_ADDRESS.match(lowered))
    has_when = bool(TIME.search(lowered) and DATE.search(lowered))
    return (has_when or bool(ADDRESS.search(lowered))) and not _is_told(lowered)


def stands_alone(line: str) -> bool:
    """Whether the line is an attribution beyond doubt, even without ">" lines below it."""
    if len(line) > _LONGEST or not may_end_attribution(line) or not _DIGIT.search(line):
        return False
    lowered = lower(line).rstrip(_TRAILING)
    has_date, has_time = DATE.search(lowered), TIME.search(lowered)
    # Some languages' programs write no verb.
    is_bare = _ADDRESS_LAST.search(lowered) or _TIME_LAST.search(lowered) or _ATMAIL.match(lowered)
    if is_bare and has_date and has_time and len(line) < 200:
        return True
    if not _WROTE_END.search(lowered) or _is_told(lowered) or ADDRESSED.search(lowered):
        return False
    if ADDRESS.search(lowered):
        return bool(has_date or has_time)
    return bool(has_time) and _names_somebody(line)


def _is_told(lowered: str) -> bool:
    """ "My husband wrote to you" is telling, not quoting; a program writes addresses in brackets."""
    return bool(TELLING.search(lowered)) or bool(
        not _BRACKETED.search(lowered) and OWN.search(lowered)
    )


def _names_somebody(line: str) -> bool:
    """Whether a name may stand behind the time: "at 9:15, Ana wrote", not "the shop wrote"."""
    behind = line[[match.end() for match in TIME.finditer(line)][-1] :]
    words = [word for word in behind.split() if word[0].isalpha() and word.strip(".,") != "Uhr"]
    is_cased = any(word[0].islower() for word in words)
    return not is_cased or any(word[0].isupper() for word in words)


def _opens(line: str) -> bool:
    """Whether the line begins "On Mon, 3 March": an opening word, and a day or a time."""
    return bool(_OPENING.match(line)) and bool(re.search(r"\d", line[:60]))


def _names_writer(line: str) -> bool:
    """Whether the line says "Ana <ana@acme.example> wrote", the date being on the next."""
    if len(line) > _LONGEST or "@" not in line:
        return False
    return bool(_WROTE.search(lower(line)) or _WRITER.match(line))


def leaves_open(line: str) -> bool:
    """Whether the line ends inside an address or a link that the next one closes."""
    return line.rfind("<") > line.rfind(">")


def attribution_end(bare: Sequence[str], index: int) -> int | None:
    """Return the line behind the attribution that begins just at `index`, None where none does.

    The customer's own line above an attribution is none of it.
    """
    glued = _GLUED.search(bare[index][:_LONGEST])
    if glued and stands_alone(bare[index][: glued.start()]):
        return index + 1
    # Most lines fall through here, so the cheap question comes first.
    if not any(may_end_attribution(line) for line in bare[index : index + _WINDOW]):
        return None
    lines = list(takewhile(bool, bare[index : index + _WINDOW]))
    if not any(map(_DIGIT.search, lines)):
        return None
    for count in range(1, len(lines) + 1):
        if stands_alone(_joined(lines[:count])):
            begins = _begins(lines[:count]) and index + count < len(bare)
            return index + count if begins else None
    return None


def _begins(lines: Sequence[str]) -> bool:
    rest = _joined(lines[1:])
    if (
        len(lines) == 1
        or leaves_open(lines[0])
        or _goes_on(lines[0], lines[1])
        or not stands_alone(rest)
        or ("@" not in rest and _names_writer(lines[0]))
    ):
        return True
    return _opens(lines[0]) and not _opens(lines[1])


def attribution_above(bare: Sequence[str], kept: Sequence[bool], index: int) -> int | None:
    """Return where the attribution above the quotation at `index` begins, None where none does."""
    last = index - 1
    while last >= 0 and not bare[last] and index - last <= 3:
        last -= 1
    if last < 0 or not kept[last]:
        return None
    # Wrapped inside the address: "… Ana <ana@acme.example", and on the next line "> wrote:".
    if leaves_open(bare[last]) and ends_attribution(bare[index]):
        return last
    start = _start(bare, kept, last)
    # Gmail wraps behind the bracket: "Ana Ruiz <", and on the next line "ana@acme.example> …:".
    if start and kept[start - 1] and leaves_open(bare[start - 1]):
        return start - 1
    return None if start is None else _across_blanks(bare, kept, _from_name(bare, kept, start))


def _across_blanks(bare: Sequence[str], kept: Sequence[bool], start: int) -> int:
    """Some set a blank line between name, address and "wrote:": return where the name stands."""
    first = start
    for place in range(start - 2, max(start - 2 * _LINES, -1), -2):
        is_piece = _BEHIND_NAME.match(bare[first]) or lower(bare[first]).rstrip(": ") in WROTE
        if bare[place + 1] or not bare[place] or not kept[place] or not is_piece:
            break
        first = place
        if _opens(bare[place]):
            return first
    return start


def _from_name(bare: Sequence[str], kept: Sequence[bool], start: int) -> int:
    """Return where a long name begins that ends on the line at `start`, above its address."""
    lowest = max(start - _LINES, -1)
    for first in range(start - 1, lowest, -1):
        if not kept[first] or not _goes_on(bare[first], bare[first + 1]):
            break
        start = first
    return start


def _goes_on(line: str, below: str) -> bool:
    """Whether a name that begins on `line` goes on below: what is there opens no attribution.

    Or the next word did not fit, and the line holds capital words as only names and titles do.
    """
    if not line or not below or not _NAME_ENDS.search(line):
        return False
    if _BEHIND_NAME.match(below):
        return True
    names = line.split()
    capital = sum(not word[0].islower() for word in names)
    is_wrapped = len(line) + 1 + len(below.split(maxsplit=1)[0]) > _WRAPPED_FROM
    return is_wrapped and len(names) > 2 and 2 * capital >= len(names) and not _opens(below)


def _start(bare: Sequence[str], kept: Sequence[bool], last: int) -> int | None:
    """Return the first line of the attribution that ends at `last`.

    It reaches up to the line that holds the date, and never past the end of a sentence.
    """
    start: int | None = None
    for first in range(last, max(last - _LINES, -1), -1):
        line = bare[first]
        if not line or not kept[first]:
            break
        is_sentence = line.endswith((".", "!", "?", "…"))
        if first < last and is_sentence and not (_opens(line) or _names_writer(line)):
            break
        joined = _joined(bare[first : last + 1])
        if ends_attribution(joined):
            start = first if start is None else start
            if DATE.search(joined.lower()) or _opens(line):
                start = first
                above = bare[first - 1] if first else ""
                if not (_opens(above) or _names_writer(above)):
                    break
    return start


def _joined(lines: Sequence[str]) -> str:
    return " ".join(line[:500] for line in lines if line)
