"""What tickets seem to be, by which signs, and the playbooks that open with it (R29, R11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tickets.models import Flag, Playbook, Ticket


@dataclass(frozen=True)
class RaisedFlag:
    """A flag beside its ticket, with the playbooks that open with it."""

    flag: Flag
    playbooks: list[Playbook]

    @property
    def team(self) -> str:
        """To whom it goes when it is handed up."""
        teams = (str(each.escalates_to) for each in self.playbooks if each.escalates_to)
        return next(teams, "")


def raised_flags(ticket: Ticket) -> list[RaisedFlag]:
    flags = Flag.objects.up().filter(ticket=ticket)
    known = flags.prefetch_related("reasons__playbook__escalates_to", "reasons__message")
    return [RaisedFlag(flag, flag.playbooks()) for flag in known]


def flags_of(tickets: Iterable[Ticket]) -> dict[int, list[Flag]]:
    """The flags of these tickets, by ticket."""
    found: dict[int, list[Flag]] = defaultdict(list)
    for flag in Flag.objects.up().filter(ticket__in=[each.pk for each in tickets]):
        found[flag.ticket_id].append(flag)
    return found
