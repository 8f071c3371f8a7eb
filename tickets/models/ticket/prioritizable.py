from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tickets.models.event import Event
from tickets.models.priority import Priority
from tickets.models.ticket.clocked import Clocked

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Prioritizable(Clocked):
    class Meta:
        abstract = True

    def set_priority(self, priority: int, *, by: Agent | None = None) -> None:
        """Say how pressing it is; the targets of that priority count from the start of each clock."""
        if self.priority == priority:
            return
        with transaction.atomic():
            self._lock()
            before, self.priority = self.priority, Priority(priority)
            self.save(update_fields=["priority"])
            self.record(Event.Kind.PRIORITY, by=by, before=before, after=int(priority))
            self.retarget(by=by)
