"""What one line of a mail is: an attribution, a separator, a header label, a phone's boast."""

import re
from typing import Literal

from mailbridge.inbound.quote_words import (
    DEVICE_END,
    DEVICE_START,
    FOREIGN_MARKERS,
    FORWARDED,
    FROM,
    MARKERS,
    ORIGINAL,
    SENT,
    SUBJECT,
    TO,
    WROTE,
)

Kind = Literal["", "from", "sent", "to", "subject"]

_LABELS: dict[str, Kind] = {}
for _kind, _words in (("to", TO), ("subject", SUBJECT), ("sent", SENT), ("from", FROM)):
    for _word in _words:
        _LABELS[_word] = _kind  # type: ignore[assignment]  # the four literals above
_LABEL = re.compile(r"[*_\s]{0,4}([^\s:：*_][^:：]{0,28}?)[*_\s]{0,4}[:：](.?)")
_WROTE_END = re.compile(
    r"(?:" + "|".join(re.escape(word) for word in sorted(WROTE, key=len, reverse=True)) + r")"
    r"[^\w@]{0,8}$|(?:" + "|".join(re.escape(word) for word in WROTE) + r")\b.{0,140}[:：]$"
)
_WROTE = re.compile(r"(?:^|[\s>])(?:" + "|".join(re.escape(word) for word in WROTE) + r")(?:\s|$)")
_ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{2,190}")
_WRITER = re.compile(r"[^<>]{1,80}<[^\s<>@]{1,64}@[^\s<>@]{2,190}>[^.!?]{0,20}$")
_ADDRESS_LAST = re.compile(r"<[^\s<>@]{1,64}@[^\s<>@]{2,190}>\s?[:：]$")
_DATE_AND_ADDRESS = re.compile(
    r"(?:\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s[^<>]{0,80}<[^\s<>@]{1,64}@[^\s<>@]{2,190}>$"
)
_TIME = re.compile(r"\d{1,2}[:.h]\s?\d{2}")
_DATE = re.compile(
    r"(?:19|20)\d\d|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}\s?月|\d{1,2}일|\d{1,2}[.]?\s+\w{3,}"
)
# "My colleague wrote to me": that is telling, not quoting.
_TELLING = re.compile(
    r"\b(?:i|you|we|they|he|she|yo|me|nos|te|le|les|os|ich|mir|uns|mi|ci|je|m'a|nous|vous|eu|me|él|ella)"
    r"\s+(?:wrote|escribió|escribio|schrieb|ha scritto|a écrit|avez écrit|escreveu|ha escrito|skrev)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:on|el|o|le|am|il|em|no dia|op|den|dne|dnia|w dniu|în|la|на|в|у|во|στις|pada|vào|ในวันที่|em|þann|v|"
    r"a|à|in data|en|em|het|il giorno|pe|ma|ti|ke|to|pe|la|su)\s",
    re.IGNORECASE,
)
_TRAILING = " \t\xa0*_\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LONGEST = 500


def may_end_attribution(line: str) -> bool:
    """Whether the line's last character allows it to end "… wrote:"."""
    return line.rstrip(_TRAILING).endswith((":", "："))


def ends_attribution(line: str, *, above_quote: bool = False) -> bool:
    """Whether the line ends "… wrote:"; just above ">" lines a date or address and a colon will do."""
    if not line or len(line) > _LONGEST:
        return False
    lowered = _lower(line).rstrip(_TRAILING)
    has_origin = bool(_ADDRESS.search(lowered) or _TIME.search(lowered) or _DATE.search(lowered))
    if above_quote:
        if _WROTE_END.search(lowered):
            return True
        # Old Gmail, abroad: the date and the address, and nothing else.
        is_bare = bool(_DATE_AND_ADDRESS.match(lowered))
        return is_bare or (has_origin and lowered.endswith((":", "：")))
    return has_origin and lowered.endswith((":", "：")) and bool(_WROTE_END.search(lowered))


def has_date(line: str) -> bool:
    return bool(_DATE.search(line.lower()))


def opens_attribution(line: str) -> bool:
    """Whether the line begins "On Mon, 3 March": an opening word, and a day or a time."""
    return bool(_OPENING.match(line)) and bool(re.search(r"\d", line[:60]))


def names_writer(line: str) -> bool:
    """Whether the line says "Ana <ana@acme.example> wrote", the date being on the next."""
    if len(line) > _LONGEST or "@" not in line:
        return False
    return bool(_WROTE.search(_lower(line)) or _WRITER.match(line))


def stands_alone(line: str) -> bool:
    """Whether the line is an attribution beyond doubt, even without ">" lines below it."""
    lowered = _lower(line).rstrip(_TRAILING)
    # Japanese and Russian programs write no verb: date, time, and the address as the last word.
    is_bare = _ADDRESS_LAST.search(lowered) and _TIME.search(lowered) and _DATE.search(lowered)
    if is_bare and len(line) < 200:
        return True
    if not ends_attribution(line) or _TELLING.search(line):
        return False
    has_when = bool(_TIME.search(lowered) or _DATE.search(lowered))
    return has_when and (bool(_ADDRESS.search(lowered)) or bool(_TIME.search(lowered)))


def is_original_line(line: str) -> bool:
    """Whether the line is "-----Original Message-----" in any of our languages."""
    core = _ruled(line)
    if core in _ORIGINAL:
        return True
    # Zoho: "---- On Mon, 3 Mar 2025 Ana <ana@acme.example> wrote ----".
    return line.startswith("---") and "@" in core and ends_attribution(core, above_quote=True)


def is_forward_line(line: str) -> bool:
    """Whether the line opens a forwarded mail: "---------- Forwarded message ---------"."""
    if len(line) > 120:
        return False
    core = _lower(line).strip(" *_=~–—:->")
    if not core or core in _FORWARDED:
        return bool(core)
    is_ruled = line.lstrip("> ").startswith(("--", "—", "__", "==", "**"))
    opens = core.startswith(_FORWARD_OPENINGS) or is_ruled
    return opens and bool(_FORWARD_WORDS.search(core))


def is_marker(line: str) -> bool:
    """Whether the line says "write above this line", in our words or another helpdesk's."""
    if len(line) > 200 or ("lin" not in line and "LIN" not in line and "lín" not in line):
        return False
    lowered = line.lower()
    return any(marker in lowered for marker in MARKERS) or bool(FOREIGN_MARKERS.search(lowered))


def label_kind(line: str) -> Kind:
    """Which field of a quoted header the line shows: "De: Ana" is "from"."""
    match = _LABEL.match(line)
    return _LABELS.get(_lower(match[1].strip()), "") if match else ""


def is_device_line(line: str) -> bool:
    if len(line) > 120:
        return False
    lowered = line.lower().strip("*_-–—<>[]() .")
    names_device = bool(_DEVICE.search(lowered))
    # Who tells from where something was sent needs more words, and names no device.
    if lowered.count(" ") > _BOAST_BLANKS and not names_device:
        return False
    return f"{lowered} ".startswith(_DEVICE_START) or (
        len(lowered) < 60 and lowered.endswith(_DEVICE_END) and names_device
    )


def _lower(line: str) -> str:
    return line.lower().replace("i\u0307", "i")  # what Python makes of the Turkish capital I


def _ruled(line: str) -> str:
    """The words of a line set between rules: dashes, stars, underscores."""
    if len(line) > 120:
        return ""
    stripped = _lower(line).lstrip("> ")
    core = stripped.strip(" *_=~–—:->")
    is_ruled = stripped.startswith(("--", "- ", "—", "–", "__", "==", "**", "~~"))
    return core if is_ruled or stripped.endswith(":") else ""


_ORIGINAL = frozenset(ORIGINAL)
_FORWARD_WORDS = re.compile("|".join(re.escape(phrase) for phrase in FORWARDED))
_FORWARDED = frozenset(
    ("begin forwarded message", "inicio del mensaje reenviado", "forwarded message")
)
_FORWARD_OPENINGS = (
    "begin forwarded", "inicio del mensaje reenviado", "anfang der weitergeleiteten", "inizio messaggio",
    "début du message", "início da mensagem", "inici del missatge", "begin doorgestuurd",
)  # fmt: skip
# A whole word, where words are parted by blanks: "Envoyé de", not "Envoyé demain".
_DEVICE_START = tuple(
    start + " " if start[-1] < "\u0500" and start[-1].isalpha() else start for start in DEVICE_START
)
_DEVICE_END = tuple(DEVICE_END)
_DEVICE = re.compile(
    "iphone|ipad|galaxy|samsung|android|huawei|xiaomi|outlook|スマートフォン|携帯|手机|手機|휴대폰|스마트폰"
    "|yahoo|g?mail|phone|mobile|móvil|celular|teléfono|téléphone|gerät|blackberry|windows|proton"
)
_BOAST_BLANKS = 7
