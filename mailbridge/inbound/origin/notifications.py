"""Bounces and complaints that Amazon SES tells as JSON, in a mail by its notification service.

The JSON is read by pattern: mail servers break its long lines, and one layer is quoted in another.
"""

import re

from mailbridge.inbound.origin.bounce import Bounce
from mailbridge.inbound.parts.headers import Headers

_KIND = re.compile(r'"(?:notification|event)Type"\s*:\s*"(Bounce|Complaint|Delivery)"')
_RECIPIENT = re.compile(r'"emailAddress"\s*:\s*"([^"\s<>]{1,128}@[^"\s<>]{3,190})"')
_DELIVERED_TO = re.compile(r'"recipients"\s*:\s*\[\s*"([^"\s<>]{1,128}@[^"\s<>]{3,190})"')
_STATUS = re.compile(r'"status"\s*:\s*"([245]\.\d{1,3}\.\d{1,3})"')
_SHAPE = re.compile(r'"bounceType"\s*:\s*"(\w{1,30})"\s*,\s*"bounceSubType"\s*:\s*"(\w{1,30})"')
_MESSAGE_ID = re.compile(
    r'"name"\s*:\s*"Message-ID"\s*,\s*"value"\s*:\s*"(<[^"<>\s]{1,900}>)"', re.IGNORECASE
)
_DETAILS = {"MailboxFull": "2.2", "NoEmail": "1.1", "Suppressed": "1.1", "MessageTooLarge": "3.4"}
_CHARS = 200_000


def is_notification(headers: Headers) -> bool:
    return headers.has("x-amz-sns-message-id")


def read_notification(text: str) -> Bounce | None:
    """Read what happened to a mail; None where the notification is about something else."""
    plain = text[:_CHARS].replace("!\n ", "").replace('\\"', '"')
    kind = _KIND.search(plain)
    if kind is None:
        return None
    found = (_DELIVERED_TO if kind[1] == "Delivery" else _RECIPIENT).findall(plain)
    recipients = tuple(dict.fromkeys(found))[:500]
    ids = tuple(dict.fromkeys(_MESSAGE_ID.findall(plain)))
    if kind[1] != "Bounce":
        action = "complaint" if kind[1] == "Complaint" else "delivered"
        return Bounce(recipients, "", action, ids)
    return Bounce(recipients, _status(plain), "failed", ids)


def _status(plain: str) -> str:
    declared = _STATUS.search(plain)
    if declared:
        return declared[1]
    shape = _SHAPE.search(plain)
    if shape is None:
        return "5.0.0"
    return f"{4 if shape[1] == 'Transient' else 5}.{_DETAILS.get(shape[2], '0.0')}"
