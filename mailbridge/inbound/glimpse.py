"""A cautious look at the header of a mail that its parser could not take: enough to say who wrote.

Bounded regular expressions over the first kilobytes, nothing decoded; a guess, and used as one.
"""

import re
from dataclasses import dataclass

from tickets.models import blob

_LOOK_AT = 64 * 1024
_FIELD = rb"^%s:[ \t]*([^\r\n]{0,900})"
_FROM = re.compile(_FIELD % b"from", re.IGNORECASE | re.MULTILINE)
_SUBJECT = re.compile(_FIELD % b"subject", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}")


@dataclass(frozen=True)
class Glimpse:
    from_addr: str = ""
    subject: str = ""


def glimpse(sha256: str) -> Glimpse:
    """Sender and subject of the stored mail, each empty where it is not plain to see."""
    try:
        with blob.opened(sha256) as file:
            head: bytes = file.read(_LOOK_AT)
    except (blob.BlobDamaged, OSError):
        return Glimpse()
    head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    sender, subject = _FROM.search(head), _SUBJECT.search(head)
    address = _ADDRESS.search(sender[1]) if sender else None
    words = subject[1].decode("ascii", "replace") if subject else ""
    return Glimpse(
        from_addr=address[0].decode() if address else "",
        subject="".join(letter if letter.isprintable() else " " for letter in words).strip()[:300],
    )
