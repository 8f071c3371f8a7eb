"""What a run printed: how much happened, and which promise was broken."""

from __future__ import annotations

from collections import Counter

from mailbridge.models import InboundMail
from tests.crash.soak import oracle
from tests.crash.soak.people import Memory
from tickets.models import OutgoingMail, Ticket

MOST_SHOWN = 40


def write(memory: Memory, killed: Counter[str], left: list[str]) -> int:
    """Print it; returns the exit code."""
    kills = sum(killed.values())
    found = [f"never settled: {what}" for what in left] + oracle.faults(memory, kills=kills)
    in_words = ", ".join(f"{part} {number}" for part, number in sorted(killed.items()))
    print(f"killed      {kills} times: {in_words}")
    print(
        f"mail in     {len(memory.new)} matters, {len(memory.joined)} follow-ups, "
        f"{memory.copies} copies, {len(memory.returned)} returned: {InboundMail.objects.count()} "
        f"rows, {Ticket.objects.count()} tickets"
    )
    print(
        f"mail out    {OutgoingMail.objects.count()} mails, {len(memory.answers)} of them answers; "
        f"{len(memory.sink.mails)} at the sink; {oracle.ambiguous_sends()} ambiguous sends"
    )
    print(f"reports     {len(memory.confirmed)} by webhook, each twice")
    print(f"web         {memory.busy} requests met a 503 or a broken line, and were repeated")
    for fault in found[:MOST_SHOWN]:
        print(f"FAULT       {fault}")
    print(f"{len(found)} faults" if found else "Nothing lost, nothing doubled, nothing stuck.")
    return 1 if found else 0
