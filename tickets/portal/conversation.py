"""What was said, as much of it as a slow phone should load at once; the rest by pages, and whole to print."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from tickets.models import Message, Ticket
from tickets.models.message import MessageQuerySet
from tickets.portal.scope import Visit, by_link

# Messages of one page, characters of them all, and of each.
LATEST, LONGEST_PART, LONGEST_ENTRY = 20, 6000, 2500


@dataclass(frozen=True)
class Entry:
    """One message, with as many of its words as stand in the conversation."""

    message: Message
    words: str

    @property
    def has_more(self) -> bool:
        return self.message.has_folded_text or self.words != self.message.words


@dataclass(frozen=True)
class Part:
    """Some entries that follow each other, oldest first. `before`: the oldest, when there are earlier ones."""

    entries: list[Entry]
    before: int | None


def part_of(ticket: Ticket, *, before: str = "") -> Part:
    """The newest part, or the one before this message. What is not found is the newest."""
    public = said(ticket)
    place = (
        public.filter(pk=int(before)).first() if before.isdecimal() and len(before) < 19 else None
    )
    if place:
        public = public.filter(Q(at__lt=place.at) | Q(at=place.at, pk__lt=place.pk))
    newest = list(public.order_by("-at", "-pk")[: LATEST + 1])
    taken = _fitting([Entry(each, _start(each.words)) for each in newest[:LATEST]])
    return Part(taken[::-1], taken[-1].message.pk if 0 < len(taken) < len(newest) else None)


def said(ticket: Ticket) -> MessageQuerySet:
    """Public messages, oldest first: never a note, never what is held (A18, A34)."""
    return ticket.customer_conversation().with_what_they_carry()


@by_link
def message(visit: Visit, message_id: int) -> HttpResponseBase:
    """One message, whole: with what it quotes."""
    found = get_object_or_404(said(visit.ticket), pk=message_id)
    context = {"visit": visit, "ticket": visit.ticket, "message": found}
    return render(visit.request, "portal/whole.html", context)


def _start(words: str) -> str:
    return words if len(words) <= LONGEST_ENTRY else f"{words[:LONGEST_ENTRY].rstrip()} …"


def _fitting(entries: list[Entry]) -> list[Entry]:
    """From the newest on, as many as fit, and one at least."""
    room, taken = LONGEST_PART, list[Entry]()
    for entry in entries:
        room -= len(entry.words)
        if taken and room < 0:
            break
        taken.append(entry)
    return taken
