from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from tickets.models.event import Event
from tickets.models.ticket.fields import TicketFields
from tickets.reasons import stored
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
        event = self._new_event(kind, by=by, at=at or timezone.now(), **data)
        event.save(force_insert=True)
        self._nudge(kind)
        return event

    def _new_event(
        self, kind: str, *, at: dt.datetime, by: Agent | None = None, **data: Any
    ) -> Event:
        """Not saved yet."""
        facts = {name: stored(one) if isinstance(one, str) else one for name, one in data.items()}
        return Event(ticket_id=self.pk, kind=kind, by=by, at=at, data=facts)

    def _nudge(self, kind: str) -> None:
        """Tell open tabs after commit."""
        nudge = {
            "ticket_id": self.pk,
            "team_id": self.team_id,
            "assignee_id": self.assignee_id,
            "kind": str(kind),
        }
        transaction.on_commit(lambda: event_recorded.send(type(self), **nudge), robust=True)

    def _lock(self) -> None:
        """Serialise writers of one ticket until the transaction ends."""
        type(self)._base_manager.select_for_update().only("pk").get(pk=self.pk)

    def _lock_fresh(self) -> None:
        """The same, and look again at what others wrote meanwhile."""
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update())
