"""What one of us has to know at once: shown in the desk until it is seen or settled, and mailed once.

Its mail is no part of the outbox: nothing that a customer waits for ever stands behind a notice
(RELIABILITY.md 5.1, third column).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from tickets import letters
from tickets.models.mailed_once import MailedOnce, MailedOnceQuerySet

if TYPE_CHECKING:
    from tickets.models.agent import Agent
    from tickets.models.clock import Clock
    from tickets.models.ticket.fields import TicketFields


class NoticeQuerySet(MailedOnceQuerySet["Notice"]):
    def calling(self, agent: Agent) -> NoticeQuerySet:
        """What this agent has not seen yet and still matters, newest first."""
        unsettled = models.Q(clock=None) | models.Q(
            clock__stopped_at=None, clock__paused_at=None, ticket__is_spam=False
        )
        return self.filter(unsettled, agent=agent, seen_at=None).order_by("-pk")


class Notice(MailedOnce):
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="notices")
    # The clock that it is about; when that stops or rests, the notice is settled.
    clock = models.ForeignKey("tickets.Clock", on_delete=models.CASCADE, null=True)
    key = models.CharField(max_length=120, unique=True)  # what makes it the same notice
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    seen_at = models.DateTimeField(null=True)

    NEWS = "news:"  # so begin the keys of those that may be answered by mail

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("agent",), condition=models.Q(seen_at=None), name="notice_unseen"),
            models.Index(
                fields=("at",), condition=models.Q(mailed_at=None), name="notice_unmailed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} to {self.agent_id}"

    @classmethod
    def tell(
        cls,
        agent: Agent,
        letter: str,
        *,
        key: str,
        ticket: TicketFields,
        clock: Clock | None = None,
        **facts: Any,
    ) -> bool:
        """Let this agent know, in their language. False when they were told so before."""
        if cls.objects.filter(key=key).exists():
            return False
        written = letters.write(
            letter,
            language=agent.language or ticket.channel.language,
            facts={
                "agent": agent,
                "ticket": ticket,
                "channel": ticket.channel,
                "clock": clock,
                "link": f"{settings.BASE_URL}{reverse('desk:ticket', args=[ticket.number])}",
                **facts,
            },
        )
        words = {"subject": written.subject[:300], "text": written.text, "html": written.html}
        notice, is_new = cls.objects.get_or_create(
            key=key,
            defaults={"agent": agent, "ticket_id": ticket.pk, "clock": clock, **words},
        )
        if is_new and clock:
            notice._replace_earlier()
        return is_new

    @property
    def is_late(self) -> bool:
        """The clock that it is about has missed its target by now."""
        return bool(self.clock and self.clock.due_at < timezone.now())

    @property
    def may_be_answered(self) -> bool:
        return self.key.startswith(self.NEWS)

    def see(self, *, at: dt.datetime) -> None:
        type(self).objects.filter(pk=self.pk, seen_at=None).update(seen_at=at)

    @classmethod
    def settle(cls, key: str, *, at: dt.datetime) -> None:
        """What was told under keys that begin so calls nobody any more."""
        cls.objects.filter(key__startswith=key, seen_at=None).update(seen_at=at)

    def _replace_earlier(self) -> None:
        """What was told of this clock before says nothing any more."""
        earlier = type(self).objects.filter(agent=self.agent_id, clock=self.clock_id, seen_at=None)
        earlier.exclude(pk=self.pk).update(seen_at=timezone.now())
