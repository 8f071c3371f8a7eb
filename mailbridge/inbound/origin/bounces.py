"""Delivery reports: RFC 3464 where a server writes it, the old shapes where it does not.

A report only says what it says: whether it is about a mail of ours is decided by VERP or our own
Message-ID (RELIABILITY.md A24), never here.
"""

import re
from dataclasses import replace

from mailbridge.inbound.origin.bounce import Bounce
from mailbridge.inbound.origin.bounce_reports import is_report, is_report_by_its_fields, read_report
from mailbridge.inbound.origin.bounce_texts import (
    Prose,
    has_bounce_subject,
    is_daemon,
    is_mailer_daemon,
    is_other_report,
    prose_of,
    read_prose,
    speaks_of_delivery,
)
from mailbridge.inbound.origin.feedback import complaint, microsoft_complaint
from mailbridge.inbound.origin.notifications import is_notification, read_notification
from mailbridge.inbound.origin.robots import is_absence_subject
from mailbridge.inbound.parts.addresses import read_addresses
from mailbridge.inbound.parts.headers import Headers
from mailbridge.inbound.parts.mime import Part, read_part

_RETURNED_TYPES = frozenset(
    ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global",
     "message/global-headers")
)  # fmt: skip
_HEAD = re.compile(
    rb"\s*(?:return-path|received|from|date|message-id):[ \t].*\nmessage-id:[ \t]*<",
    re.IGNORECASE | re.DOTALL,
)
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,500}@[^<>\s]{1,300}>")
_MAX_RECIPIENTS = 500


def find_bounce(root: Part, *, text: str) -> Bounce | None:
    """Read the report in an already parsed mail; `text` is its readable body."""
    kind = report_type(root)
    if kind == "disposition-notification":
        return None
    parts = [part for part in root.walk() if not part.children]
    returned = [part for part in parts if _is_returned(part)]
    if kind == "feedback-report":
        return _with_returned(complaint(parts), returned, "")
    if is_notification(root.headers):
        return read_notification(text)
    accusation = microsoft_complaint(root.headers, returned)
    if accusation is not None:
        return _with_returned(accusation, returned, "")
    report = next((part for part in parts if is_report(part)), None)
    if report is None and not kind and not _may_be_bounce(root.headers):
        return None
    report = report or next((part for part in parts if is_report_by_its_fields(part)), None)
    bounce: Bounce | None = (
        read_report(report, text)
        if report
        else _from_prose(root.headers, text, has_returned=bool(returned))
    )
    return _with_returned(bounce, returned, text) if bounce else None


def _is_returned(part: Part) -> bool:
    """Whether a part is the mail that came back; some servers call it a text."""
    if part.type in _RETURNED_TYPES:
        return True
    return bool(part.type == "text/plain" and _HEAD.match(part.content[:4_000]))


def report_type(root: Part) -> str:
    """Return the report-type of a multipart/report, or what its parts show it to be."""
    if root.type != "multipart/report":
        return ""
    declared = root.params.get("report-type", "").lower()
    if declared:
        return declared
    if any(is_report(part) for part in root.walk()):
        return "delivery-status"
    types = {part.type for part in root.walk()}
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


def _from_prose(headers: Headers, text: str, *, has_returned: bool) -> Bounce | None:
    subject = headers.text("subject")
    if is_other_report(subject) or is_absence_subject(subject):
        return None
    prose = read_prose(text)
    own = {
        address.addr.lower()
        for name in ("from", "to")
        for address in read_addresses(headers.source(name))
    }
    declared = _addresses(headers.source("x-failed-recipients"))
    named = (declared, prose.recipients, _addresses(subject))
    foreign = (tuple(each for each in group if each.lower() not in own) for group in named)
    recipients = declared or next((group for group in foreign if group), ())
    has_copy = has_returned or len(prose_of(text)) < len(text)
    if prose.is_delivered and not declared:
        return Bounce(recipients[:_MAX_RECIPIENTS], "", "delivered")
    if not declared and not _says_so(headers, prose, has_copy=has_copy, names=bool(recipients)):
        return None
    status = prose.status or ("4.0.0" if prose.action == "delayed" else "5.0.0")
    return Bounce(recipients[:_MAX_RECIPIENTS], status, prose.action or "failed")


def _addresses(source: str) -> tuple[str, ...]:
    return tuple(address.addr for address in read_addresses(source))


def _says_so(headers: Headers, prose: Prose, *, has_copy: bool, names: bool) -> bool:
    """Whether words that nothing but their sender marks as a report are one."""
    subject = headers.text("subject")
    is_titled = has_bounce_subject(subject)
    is_said = prose.is_bounce or (names and (is_titled or prose.action == "delayed"))
    has_cause = has_copy or bool(prose.status)
    is_nobody = _is_from_nobody(headers)
    if is_mailer_daemon(headers):
        # In whatever language: an address, and a cause or the mail itself.
        return is_said or (names and (has_cause or is_nobody))
    if is_daemon(headers):
        if headers.has("return-path") and not is_nobody:
            return is_said and (is_titled or has_copy)  # postmasters are persons too
        # Some mailboxes strip the Return-Path; then the subject must be about delivering.
        told = prose.speaks_of_delivery if is_nobody else speaks_of_delivery(subject)
        return is_said or (names and (bool(prose.status) or told))
    if is_nobody:
        return is_said and (names or has_cause)
    # A parcel is not delivered either.
    return is_said and (has_copy or prose.status[1:] not in {"", ".0.0"})


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
