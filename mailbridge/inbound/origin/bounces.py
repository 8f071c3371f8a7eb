"""Delivery reports: RFC 3464 where a server writes it, the old shapes where it does not.

A report only says what it says: whether it is about a mail of ours is decided by VERP or our own
Message-ID (RELIABILITY.md A24), never here.
"""

import re
from dataclasses import replace
from itertools import compress

from mailbridge.inbound.origin.bounce import Bounce
from mailbridge.inbound.origin.bounce_texts import (
    has_bounce_subject,
    is_daemon,
    prose_of,
    read_prose,
    status_in,
)
from mailbridge.inbound.origin.feedback import complaint, field_groups, microsoft_complaint
from mailbridge.inbound.origin.notifications import is_notification, read_notification
from mailbridge.inbound.parts.addresses import read_addresses
from mailbridge.inbound.parts.bodies import read_body
from mailbridge.inbound.parts.headers import Headers
from mailbridge.inbound.parts.mime import Part, read_part, read_tree

_STATUS_TYPES = frozenset(("message/delivery-status", "message/global-delivery-status"))
_RETURNED_TYPES = frozenset(
    ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global",
     "message/global-headers")
)  # fmt: skip
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,500}@[^<>\s]{1,300}>")
_MAX_RECIPIENTS = 500
_VAGUE = re.compile(r"[245]\.0\.0$|$")


def read_bounce(raw: bytes) -> Bounce | None:
    """Read a delivery report from a whole mail; None when the mail is none."""
    root = read_tree(raw).root
    return find_bounce(root, text=read_body(root).text)


def find_bounce(root: Part, *, text: str) -> Bounce | None:
    """Read the report in an already parsed mail; `text` is its readable body."""
    kind = report_type(root)
    if kind == "disposition-notification":
        return None
    parts = [part for part in root.walk() if not part.children]
    returned = [part for part in parts if part.type in _RETURNED_TYPES]
    if kind == "feedback-report":
        return _with_returned(complaint(parts), returned, "")
    if is_notification(root.headers):
        return read_notification(text)
    accusation = microsoft_complaint(root.headers, returned)
    if accusation is not None:
        return _with_returned(accusation, returned, "")
    status_part = next((part for part in parts if part.type in _STATUS_TYPES), None)
    if status_part is not None:
        bounce: Bounce | None = _from_report(status_part, text)
    elif kind or _may_be_bounce(root.headers):
        bounce = _from_prose(root.headers, text, has_returned=bool(returned))
    else:
        return None
    return _with_returned(bounce, returned, text) if bounce else None


def report_type(root: Part) -> str:
    """Return the report-type of a multipart/report, or what its parts show it to be."""
    if root.type != "multipart/report":
        return ""
    declared = root.params.get("report-type", "").lower()
    if declared:
        return declared
    types = {part.type for part in root.walk()}
    if types & _STATUS_TYPES:
        return "delivery-status"
    for name in ("disposition-notification", "feedback-report"):
        if f"message/{name}" in types:
            return name
    return "delivery-status"


def _may_be_bounce(headers: Headers) -> bool:
    if headers.has("x-failed-recipients"):
        return True
    is_null = _is_from_nobody(headers)
    subject = has_bounce_subject(headers.text("subject"))
    is_nobody = is_null and not read_addresses(headers.source("from"))
    if is_daemon(headers) or is_nobody or (is_null and subject):
        return True
    return subject and is_daemon(headers, loosely=True)


def _is_from_nobody(headers: Headers) -> bool:
    """Whether the envelope's sender is the null one, as that of every true report is."""
    return headers.has("return-path") and headers.source("return-path").strip() in {"<>", ""}


def _from_report(part: Part, text: str) -> Bounce:
    recipients: list[str] = []
    statuses: list[str] = []
    actions: list[str] = []
    for block in field_groups(part.content):
        address = _recipient(block)
        if not address and not block.has("action") and not block.has("status"):
            continue
        recipients.append(address)
        actions.append(_action(block.text("action")))
        statuses.append(_status(block))
    prose = read_prose(text)
    action = next((a for a in ("failed", "delayed", *actions) if a and a in actions), "failed")
    meant = [each in {action, ""} for each in actions]  # not those who have the mail
    recipients = [each for each in compress(recipients, meant) if each]
    chosen = [each for each in compress(statuses, meant) if each]
    status = next((s for s in chosen if not _VAGUE.match(s)), (chosen or [""])[0])
    if _VAGUE.match(status):
        status = prose.status or status or ("4.0.0" if action == "delayed" else "5.0.0")
    return Bounce(
        tuple(dict.fromkeys(recipients))[:_MAX_RECIPIENTS] or prose.recipients, status, action
    )


def _action(source: str) -> str:
    """Return the action as RFC 3464 spells it; servers invent words of their own."""
    word = source.lower().split(";")[0].split(" ")[0].strip("<>\"'()")
    if word.startswith(("fail", "undeliver", "expire", "error", "reject", "bounce")):
        return "failed"
    return "delayed" if word.startswith(("delay", "defer", "warn", "queue")) else word


def _recipient(block: Headers) -> str:
    for name in ("final-recipient", "original-recipient", "x-actual-recipient"):
        value = block.source(name)
        _, separator, address = value.partition(";")
        found = read_addresses(address if separator else value)
        if found:
            return _decoded_x400(found[0].addr)
    return ""


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


def _from_prose(headers: Headers, text: str, *, has_returned: bool) -> Bounce | None:
    prose = read_prose(prose_of(text))
    declared = [address.addr for address in read_addresses(headers.source("x-failed-recipients"))]
    own = {
        address.addr.lower()
        for name in ("from", "to")
        for address in read_addresses(headers.source(name))
    }
    recipients = tuple(declared) or tuple(
        address for address in prose.recipients if address.lower() not in own
    )
    is_said = prose.is_bounce or bool(declared)
    is_said = is_said or bool(has_bounce_subject(headers.text("subject")) and recipients)
    has_cause = bool(prose.status) or has_returned or len(prose_of(text)) < len(text)
    if is_daemon(headers):
        # In whatever language: an address, and what a mail system calls a cause.
        is_said = is_said or bool(prose.status and recipients)
    elif not _is_from_nobody(headers) and not declared:
        is_said = is_said and has_cause  # a parcel is not delivered either
    if not is_said:
        return None
    status = prose.status or ("4.0.0" if prose.action == "delayed" else "5.0.0")
    return Bounce(recipients[:_MAX_RECIPIENTS], status, prose.action or "failed")


def _with_returned(bounce: Bounce, returned: list[Part], text: str) -> Bounce:
    """Add the returned mail's Message-ID, and its recipient where the report names none."""
    headers = [read_part(part.content).headers for part in returned[:20]]
    copy = text[len(prose_of(text)) :]
    if not headers and copy.strip():
        start = re.search(
            r"^(?:received|return-path|message-id|from|date|to|subject):",
            copy,
            re.IGNORECASE | re.MULTILINE,
        )
        if start:
            headers = [read_part(copy[start.start() :].encode()).headers]
    ids = [found for block in headers for found in _MESSAGE_ID.findall(block.source("message-id"))]
    recipients = bounce.recipients or tuple(
        address.addr for block in headers for address in read_addresses(block.source("to"))[:5]
    )
    return replace(bounce, recipients=recipients, returned_message_ids=tuple(dict.fromkeys(ids)))
