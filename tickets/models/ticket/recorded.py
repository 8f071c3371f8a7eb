from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from tickets.models.event import Event
from tickets.models.ticket.fields import TicketFields
from tickets.signals import event_recorded

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Recorded(TicketFields):
    """The one way that history is written."""

    class Meta:
        abstract = True

    def record(
        self, kind: str, *, by: Agent | None = None, at: dt.datetime | None = None, **data: Any
    ) -> Event:
        event = Event.objects.create(
            ticket_id=self.pk, kind=kind, by=by, at=at or timezone.now(), data=data
        )
        nudge = {
            "ticket_id": self.pk,
            "team_id": self.team_id,
            "assignee_id": self.assignee_id,
            "kind": str(kind),
        }
        transaction.on_commit(lambda: event_recorded.send(type(self), **nudge), robust=True)
        return event

    def _lock(self) -> None:
        """Serialise writers of one ticket until the transaction ends."""
        type(self)._base_manager.select_for_update().only("pk").get(pk=self.pk)
