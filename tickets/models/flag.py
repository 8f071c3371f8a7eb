"""What a ticket seems to be besides its matter: upset, at risk, a legal threat … and by which signs (R29, R11).

One of a kind is up a ticket at most. It stays up until an agent says "not so", or the ticket is closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from tickets.models.flag_reason import FlagReason
from tickets.models.playbook import Matter, Playbook

if TYPE_CHECKING:
    from tickets.models.lookout import Raised
    from tickets.models.ticket.fields import TicketFields


class FlagQuerySet(models.QuerySet["Flag"]):
    def up(self) -> FlagQuerySet:
        return self.filter(state=Flag.State.UP)


class Flag(models.Model):
    class State(models.TextChoices):
        UP = "up", pgettext_lazy("flag", "up")
        NOT_SO = "not_so", pgettext_lazy("flag", "not so")
        OVER = "over", pgettext_lazy("flag", "over with the ticket")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=10, choices=Matter.choices)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.UP)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    escalated_at = models.DateTimeField(null=True)
    because: list[FlagReason]  # until it is inserted

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ("raised_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ticket", "kind"), condition=models.Q(state="up"), name="one_flag_a_kind"
            ),
        )
        indexes = (models.Index(fields=("raised_at",), name="flag_raised"),)

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def in_words(self) -> str:
        """ "Upset: “third time I write” · waits 2 days"."""
        reasons = " · ".join(reason.in_words for reason in self.reasons.all())
        return f"{self.get_kind_display()}: {reasons}"

    @property
    def notice_key(self) -> str:
        """What the notices about this flag begin with."""
        return f"flag:{self.pk}:"

    @classmethod
    def new(cls, ticket: TicketFields, raised: Iterable[Raised], at: dt.datetime) -> list[Flag]:
        """The flags of a ticket that is yet to be inserted, for `insert` after it and its message."""
        flags = []
        for each in raised:
            flag = cls(kind=each.kind, raised_at=at)
            flag.ticket = ticket  # type: ignore[assignment]  # composed in Ticket
            flag.because = [FlagReason.of(found, flag, message) for found, message in each.reasons]
            flags.append(flag)
        ticket.flagged_at = at if flags else None
        return flags

    @classmethod
    def insert(cls, flags: Sequence[Self]) -> None:
        for flag in flags:
            flag.ticket_id = flag.ticket.pk
        cls.objects.bulk_create(flags)
        FlagReason.keep([reason for flag in flags for reason in flag.because])

    def settle(self, state: str, *, at: dt.datetime, by_id: int | None = None) -> bool:
        """Once; False when it was settled before."""
        still_up = type(self).objects.up().filter(pk=self.pk)
        if not still_up.update(state=state, settled_at=at, settled_by=by_id):
            return False
        self.state, self.settled_at = state, at
        return True

    def playbooks(self) -> list[Playbook]:
        """Those of which a manager's words were found, else the one of its kind."""
        reasons = self.reasons.all()
        own = {each.playbook for each in reasons if each.playbook}
        of_kind = Playbook.objects.filter(kind=self.kind)[:1]
        is_ours = any(each.playbook_id is None for each in reasons)
        return sorted(own | set(of_kind if is_ours or not own else ()), key=lambda each: each.pk)
