"""Counts by serial numbers what became of every mail and every answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mailbridge.inbound.server import watchdog
from mailbridge.models import InboundMail, Mailbox
from tests.crash.soak.people import Memory
from tickets.models import Event, Message, OutgoingMail, Ticket

MAIL, ANSWER = re.compile(r"\((\d{5})\)"), re.compile(r"\[(\d{5})\]")
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
State = OutgoingMail.State
FROM_OUTSIDE = (Message.Kind.CUSTOMER, Message.Kind.THIRD_PARTY)


def faults(memory: Memory, *, kills: int) -> list[str]:
    """Every promise that was broken, in words."""
    found = [*_tickets(memory), *_answers(memory), *_outbox(memory), *_watchdog()]
    doubtful = ambiguous_sends()
    if doubtful > kills:
        found.append(f"{doubtful} ambiguous sends, and only {kills} kills")
    return found + [f"unexpected: {said}" for said in memory.unexpected]


def ambiguous_sends() -> int:
    return Event.objects.filter(kind=Event.Kind.DELIVERY, data__state=State.AMBIGUOUS).count()


def _tickets(memory: Memory) -> Iterator[str]:
    """Each mail stands on one ticket, once; each new matter has a ticket of its own."""
    entries = Message.objects.filter(kind__in=FROM_OUTSIDE).values_list("ticket_id", "text")
    places = [(int(serial), ticket) for ticket, text in entries for serial in MAIL.findall(text)]
    told, sent = Counter(serial for serial, _ in places), memory.new | memory.joined.keys()
    yield from (f"mail {serial} is lost" for serial in sorted(sent - told.keys()))
    yield from (f"mail {serial} stands {n} times" for serial, n in told.items() if n > 1)
    for serial, ticket in places:
        if memory.joined.get(serial, ticket) != ticket:
            yield f"mail {serial} is on ticket {ticket}, not {memory.joined[serial]}"
    if (number := Ticket.objects.count()) != len(memory.new):
        yield f"{number} tickets for {len(memory.new)} matters"
    for row in InboundMail.objects.exclude(state="done"):
        yield f"{row} ({row.reason})"


def _answers(memory: Memory) -> Iterator[str]:
    """Each answer that the desk took is one entry, on its ticket."""
    entries = Message.objects.filter(kind=Message.Kind.AGENT).values_list("ticket_id", "text")
    places = [(int(serial), ticket) for ticket, text in entries for serial in ANSWER.findall(text)]
    told = Counter(places)
    for place in memory.answers.items():
        if told[place] != 1:
            yield f"answer {place[0]} stands {told[place]} times on ticket {place[1]}"


def _outbox(memory: Memory) -> Iterator[str]:
    """Each mail of ours left once, or is declared doubtful; what was reported of it is known."""
    copies = Counter(
        found[1].decode() for mail in memory.sink.mails if (found := MESSAGE_ID.search(mail.raw))
    )
    events = Event.objects.filter(kind=Event.Kind.DELIVERY, data__state=State.AMBIGUOUS)
    doubtful = Counter(events.values_list("data__mail", flat=True))
    for mail in OutgoingMail.objects.all():
        left, most = copies[mail.message_id_header], 1 + doubtful[mail.pk]
        if left > most or (left == 0 and not doubtful[mail.pk]):
            yield f"{mail} left {left} times, {mail.pk} was doubtful {doubtful[mail.pk]} times"
        if mail.state not in (State.ACCEPTED, State.DELIVERED, State.BOUNCED, State.AMBIGUOUS):
            yield f"{mail} is stuck: {mail.error}"
    for wanted, known in ((State.BOUNCED, memory.returned), (State.DELIVERED, memory.confirmed)):
        reported = OutgoingMail.objects.filter(message_id_header__in=list(known))
        for mail in reported.exclude(state=wanted):
            yield f"{mail} was reported {wanted}"


def _watchdog() -> Iterator[str]:
    for mailbox in Mailbox.objects.select_related("channel"):
        if not watchdog.count(mailbox):
            yield f"{mailbox} could not be counted"
        if mailbox.without_row or mailbox.without_mail or mailbox.on_server != mailbox.in_ledger:
            yield f"{mailbox}: {mailbox.on_server} on the server, {mailbox.in_ledger} in the ledger"
