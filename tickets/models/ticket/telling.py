from __future__ import annotations

from django.utils import timezone

from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.ticket.recorded import Recorded


class Telling(Recorded):
    """News by mail to the one who has the ticket, if they asked for it; they may answer that mail (A14)."""

    class Meta:
        abstract = True

    def tell_assignee(self, *, key: str, message: Message | None) -> None:
        """Once for each key. The desk shows the same news by itself, so there it counts as seen."""
        agent = self.assignee
        if agent is None or not (agent.is_active and agent.wants_mail):
            return
        key = f"{Notice.NEWS}{key}:{agent.pk}"
        if Notice.tell(agent, "news", key=key, ticket=self, message=message):
            Notice.objects.filter(key=key).update(seen_at=timezone.now())
