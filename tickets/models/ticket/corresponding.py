from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.db import transaction

from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.ticket.conversing import Conversing
from tickets.models.ticket.fields import Status

if TYPE_CHECKING:
    from tickets.models.agent import Agent


class Corresponding(Conversing):
    """Answers of ours that were written in a mail program."""

    class Meta:
        abstract = True

    def note_answer(self, incoming: Incoming, *, agent: Agent | None) -> Message:
        """Add an answer that has left already: the customer no longer waits. The same mail is the same message."""
        with transaction.atomic():
            self._lock()
            if known := Message.from_source(incoming.source_key):
                return known
            self.refresh_from_db()
            if self.merged_into:
                return self.merged_into.note_answer(incoming, agent=agent)
            ours = dataclasses.replace(incoming, kind=Message.Kind.AGENT)
            message = Message.from_incoming(ours, ticket_id=self.pk)
            message.agent = agent
            message.save()
            message.add_files(incoming.files)
            self.record(Event.Kind.REPLIED, by=agent, message=message.pk, elsewhere=True)
            self._answered_by(agent, message)
        return message

    def _answered_by(self, agent: Agent | None, message: Message) -> None:
        """What the customer wrote after it still waits for its answer."""
        self.last_message_at = max(self.last_message_at, message.at)
        if agent and not self.assignee_id:
            self.assignee = agent
            self.record(Event.Kind.ASSIGNED, by=agent, to=agent.pk)
        self.save(update_fields=["last_message_at", "assignee"])
        self.answer_left(message, at=message.at)
        heard = self.conversation().filter(kind=Message.Kind.CUSTOMER, at__gt=message.at)
        if self.awaits_us and not heard.exists():
            self.move_to(Status.WAITING, at=message.at)
