"""A calendar invitation (RFC 5545) in readable words, for mails that say nothing else."""

import re

_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(r"([A-Z-]{1,40})((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_SHOWN = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "ORGANIZER", "DESCRIPTION")
_MAX_LINES = 2_000


def invitation_text(source: str) -> str:
    """Return what the first event is, when, where, by whom; "" when there is none."""
    found: dict[str, str] = {}
    inside = False
    for line in _FOLD.sub("", source[:500_000]).splitlines()[:_MAX_LINES]:
        if line.strip().upper() == "BEGIN:VEVENT":
            inside = True
        elif line.strip().upper() in {"END:VEVENT", "BEGIN:VALARM"} and inside:
            break
        match = _PROPERTY.match(line[:20_000]) if inside else None
        if match and match[1].upper() in _SHOWN:
            found.setdefault(match[1].upper(), _value(match[1].upper(), match[2], match[3]))
    when = " – ".join(filter(None, (found.get("DTSTART", ""), found.get("DTEND", ""))))
    lines = (found.get("SUMMARY"), when, found.get("LOCATION"), found.get("ORGANIZER"))
    head = "\n".join(line for line in lines if line)
    return "\n\n".join(filter(None, (head, found.get("DESCRIPTION", "").strip())))


def _value(name: str, parameters: str, value: str) -> str:
    if name in {"DTSTART", "DTEND"}:
        return _moment(parameters, value)
    if name == "ORGANIZER":
        return re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)
    value = value.replace("\\n", "\n").replace("\\N", "\n")
    return re.sub(r"\\([,;\\])", r"\1", value)


def _moment(parameters: str, value: str) -> str:
    match = _MOMENT.match(value.strip())
    if not match:
        return ""
    day = f"{match[1]}-{match[2]}-{match[3]}"
    if not match[4]:
        return day
    zone = re.search(r"TZID=\"?([^;\":]+)", parameters)
    name = "UTC" if match[6] else zone[1] if zone else ""
    return f"{day} {match[4]}:{match[5]} {name}".strip()
