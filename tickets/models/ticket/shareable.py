from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from tickets.models.event import Event
from tickets.models.share_link import ShareLink
from tickets.models.ticket.recorded import Recorded

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Shareable(Recorded):
    """The customer's link to the status page."""

    class Meta:
        abstract = True

    def share_link(self) -> ShareLink:
        """The link that mails carry; made at first use and again after a revocation."""
        link = ShareLink.objects.filter(ticket_id=self.pk, revoked_at=None).first()
        return link or ShareLink.objects.create(ticket_id=self.pk)

    def revoke_links(self, by: Agent) -> None:
        ShareLink.objects.filter(ticket_id=self.pk, revoked_at=None).update(
            revoked_at=timezone.now()
        )
        self.record(Event.Kind.LINK_REVOKED, by=by)
