"""What was said and what happened, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tickets.desk.doubt import Doubt, doubts
from tickets.desk.history import MARKED, Happening
from tickets.models import Attachment, Message, OutgoingMail, Ticket

SHOWN = 60

State = OutgoingMail.State
# How a delivery looks: its key for the style sheet and its icon.
DELIVERY = {
    State.QUEUED: ("queued", "clock"),
    State.SENDING: ("queued", "clock"),
    State.HANDING_OVER: ("queued", "clock"),
    State.ACCEPTED: ("sent", "check"),
    State.DELIVERED: ("delivered", "delivered"),
    State.DEFERRED: ("unsure", "refresh"),
    State.AMBIGUOUS: ("unsure", "alert"),
    State.BOUNCED: ("failed", "alert"),
    State.COMPLAINED: ("failed", "alert"),
    State.FAILED: ("failed", "alert"),
    State.CANCELLED: ("cancelled", "undo"),
}


@dataclass(frozen=True)
class Entry:
    """A message as the desk shows it."""

    message: Message
    mail: OutgoingMail | None
    files: list[Attachment]
    doubts: list[Doubt]

    @property
    def kind(self) -> str:
        """Who speaks, for the style sheet."""
        if self.message.held_at:
            return "held"
        return {"auto_reply": "automatic", "bounce": "automatic", "third_party": "customer"}.get(
            self.message.kind, self.message.kind
        )

    @property
    def delivery(self) -> tuple[str, str] | None:
        return DELIVERY[State(self.mail.state)] if self.mail else None

    @property
    def opens_formatted(self) -> bool:
        """A mail that is nothing but formatting has no words to read first."""
        return bool(self.message.html) and not self.message.words.strip()


def conversation(
    ticket: Ticket, history: Iterable[Happening], *, everything: bool = False
) -> dict[str, Any]:
    """The newest messages (all of them when asked), the events between them, and how many are not shown."""
    said = ticket.conversation().with_what_they_carry().select_related("outgoing")
    total = said.count()
    newest = list(said.reverse()[: total if everything else SHOWN])[::-1]
    entries = [_entry(message) for message in newest]
    since = newest[0].at if total > len(newest) else ticket.created_at
    happened = [each for each in history if each.kind in MARKED and each.at >= since]
    return {
        "entries": _in_order(entries, happened),
        "earlier": total - len(newest),
        "newest_message": max((message.pk for message in newest), default=0),
    }


def _entry(message: Message) -> Entry:
    return Entry(
        message=message,
        mail=getattr(message, "outgoing", None),
        files=[file for file in message.attachments.all() if not (file.is_inline and message.html)],
        doubts=doubts(message),
    )


def _in_order(entries: list[Entry], happened: list[Happening]) -> list[Entry | Happening]:
    merged: list[tuple[Any, int, Entry | Happening]] = [
        (entry.message.at, 0, entry) for entry in entries
    ]
    merged += [(each.at, 1, each) for each in happened]
    return [each for _at, _rank, each in sorted(merged, key=lambda row: row[:2])]
