"""The part of a delivery report that is written for programs (RFC 3464), and near kin of it."""

import re
from itertools import compress

from mailbridge.inbound.origin.bounce import Bounce
from mailbridge.inbound.origin.bounce_texts import read_prose, status_in, without_doubles
from mailbridge.inbound.origin.feedback import BETWEEN_GROUPS, field_groups
from mailbridge.inbound.parts.addresses import read_addresses
from mailbridge.inbound.parts.headers import Headers
from mailbridge.inbound.parts.mime import Part

_STATUS_TYPES = frozenset(("message/delivery-status", "message/global-delivery-status"))
_BARE_TYPES = frozenset(("text/plain", "application/octet-stream"))
_RECIPIENT = re.compile(
    rb"^(?:original-recipient\s*:.*\r?\n)?final-recipient\s*:", re.IGNORECASE | re.MULTILINE
)
_VERDICT = re.compile(rb"^(?:action|status)\s*:", re.IGNORECASE | re.MULTILINE)
_UTF8_ADDRESS = re.compile(r"\\x\{([0-9A-F]{2,5})\}", re.IGNORECASE)  # RFC 6533
_MAX_RECIPIENTS = 500
_VAGUE = re.compile(r"[245]\.0\.0$|$")
_ACTIONS = frozenset(("failed", "delayed", "delivered", "relayed", "expanded"))


def is_report(part: Part) -> bool:
    return part.type in _STATUS_TYPES


def is_report_by_its_fields(part: Part) -> bool:
    """Whether a part holds the fields of a report under another type, as old gateways send it."""
    start = part.content[:20_000]
    return bool(part.type in _BARE_TYPES and _RECIPIENT.search(start) and _VERDICT.search(start))


def read_report(part: Part, text: str) -> Bounce:
    recipients: list[str] = []
    statuses: list[str] = []
    actions: list[str] = []
    for block in field_groups(_parted(part.content)):
        address = _recipient(block)
        if not address and not block.has("action") and not block.has("status"):
            continue
        recipients.append(address)
        statuses.append(_status(block))
        actions.append(_action(block.text("action"), statuses[-1]))
    prose = read_prose(text)
    action = next((a for a in ("failed", "delayed", *actions) if a and a in actions), "failed")
    meant = [each in {action, ""} for each in actions]  # not those who have the mail
    recipients = [each for each in compress(recipients, meant) if each]
    chosen = [each for each in compress(statuses, meant) if each]
    status = next((s for s in chosen if not _VAGUE.match(s)), (chosen or [""])[0])
    if _VAGUE.match(status):
        status = prose.status or status or ("4.0.0" if action == "delayed" else "5.0.0")
    return Bounce(without_doubles(recipients)[:_MAX_RECIPIENTS] or prose.recipients, status, action)


def _parted(content: bytes) -> bytes:
    """Put a blank line before each recipient where a server forgot it."""
    groups = BETWEEN_GROUPS.split(content)
    return b"\n\n".join(
        _RECIPIENT.sub(rb"\n\g<0>", group) if len(_RECIPIENT.findall(group)) > 1 else group
        for group in groups
    )


def _action(source: str, status: str) -> str:
    """Return the action as RFC 3464 spells it; servers invent words of their own."""
    word = source.lower().split(";")[0].split(" ")[0].strip("<>\"'()")
    if word.startswith(("fail", "undeliver", "expire", "error", "reject", "bounce")):
        return "failed"
    if word.startswith(("delay", "defer", "warn", "queue")):
        return "delayed"
    if word in _ACTIONS or not status:
        return word
    return "delivered" if status.startswith("2") else word and "failed"


def _recipient(block: Headers) -> str:
    for name in ("final-recipient", "original-recipient", "x-actual-recipient"):
        value = _UTF8_ADDRESS.sub(_letter, block.source(name))
        _, separator, address = value.partition(";")
        found = read_addresses(address if separator else value)
        if found:
            return _decoded_x400(found[0].addr)
    return ""


def _letter(escaped: re.Match[str]) -> str:
    letter = chr(int(escaped[1], 16))
    return letter if letter.isalnum() else escaped[0]


def _decoded_x400(address: str) -> str:
    return address.removeprefix("IMCEAEX-").strip()


def _status(block: Headers) -> str:
    said = block.text("diagnostic-code")
    diagnostic = status_in(said)
    match = re.search(r"[245]\.\d{1,3}\.\d{1,3}", block.text("status"))
    declared = match.group() if match else ""
    if declared.startswith("4") and diagnostic and not re.search(r"\d", said):
        diagnostic = f"4{diagnostic[1:]}"  # bare words do not say whether it is for good
    # "5.0.0" says nothing; the other server's own words may.
    return diagnostic if diagnostic and _VAGUE.match(declared) else declared or diagnostic
