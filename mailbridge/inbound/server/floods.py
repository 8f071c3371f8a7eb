"""A29: whoever floods a mailbox waits behind everyone else who wrote to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mailbridge.inbound.server.session import Session

FLOOD = 200  # waiting mails of one sender; at a hundred a second, others wait some seconds at most for fewer
_ADDRESS = re.compile(rb"[^\s<>\"',;:()]{1,64}@[^\s<>\"',;:()]{1,255}")


def put_last(session: Session, uids: Sequence[int]) -> list[int]:
    """Those of a flood behind the others, each in the order that they had, so that answers follow what they answer."""
    if len(uids) <= FLOOD:
        return list(uids)
    senders = {uid: _sender(said) for uid, said in session.from_fields(uids).items()}
    waiting = Counter(senders.values())
    return sorted(uids, key=lambda uid: waiting[senders.get(uid, b"")] > FLOOD)


def _sender(field: bytes) -> bytes:
    """As it was claimed: here nothing is trusted to it but a place in the queue."""
    address = _ADDRESS.search(field)
    return (address[0] if address else field.strip()).lower()
