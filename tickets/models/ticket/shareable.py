from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from tickets.models.all_tickets_link import AllTicketsLink
from tickets.models.event import Event
from tickets.models.share_link import ShareLink
from tickets.models.ticket.recorded import Recorded

if TYPE_CHECKING:
    from tickets.models.agent import Agent

DAYS_AFTER_CLOSING = 90


class Shareable(Recorded):
    """The customer's link to the status page."""

    class Meta:
        abstract = True

    def has_page(self) -> bool:
        """Whether the customer may still open its page: links end some time after closing."""
        end = dt.timedelta(days=DAYS_AFTER_CLOSING)
        return not self.closed_at or timezone.now() < self.closed_at + end

    def share_link(self) -> ShareLink:
        """The link that mails carry; made at first use and again after a revocation."""
        link = ShareLink.objects.filter(ticket_id=self.pk, revoked_at=None).first()
        return link or ShareLink.objects.create(ticket_id=self.pk)

    def revoke_links(self, by: Agent) -> None:
        """End every link by which this ticket can be opened; our next mail carries a new one."""
        now = timezone.now()
        ShareLink.objects.filter(ticket_id=self.pk, revoked_at=None).update(revoked_at=now)
        AllTicketsLink.end_of(self.customer_id)
        self.record(Event.Kind.LINK_REVOKED, by=by)
