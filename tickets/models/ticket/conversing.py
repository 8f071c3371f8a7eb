from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.attachment import IncomingFile
from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.promise import Promise
from tickets.models.ticket.acknowledging import Acknowledging
from tickets.models.ticket.delivering import Undeliverable
from tickets.models.ticket.fields import Status
from tickets.models.ticket.writing import Draft
from tickets.models.usual_wait import UsualWaits
from tickets.rules import moments
from tickets.rules.courtesy import is_courtesy
from tickets.rules.excerpts import excerpt

if TYPE_CHECKING:
    from tickets.models.agent import Agent

EXCERPT_LENGTH = 160


@dataclass(frozen=True)
class MovedOn:
    """The conversation went on while the agent was writing: nothing was sent; these are new."""

    messages: tuple[Message, ...]


class Conversing(Acknowledging):
    """What is said on a ticket: the customer's messages, our replies, internal notes."""

    class Meta:
        abstract = True

    def takes_follow_up(self, at: dt.datetime) -> bool:
        """Whether a customer's message of that moment belongs here; if not, it opens a linked ticket."""
        days = dt.timedelta(days=self.channel.reopen_days)
        return not self.closed_at or at < self.closed_at + days

    def receive(self, incoming: Incoming) -> Message:
        """Add what arrived; the same mail again is the same message. Waiting and proposed tickets open."""
        with transaction.atomic():
            self._lock_fresh()
            if known := Message.from_source(incoming.source_key):
                return known
            if self.merged_into:
                return self.merged_into.receive(self.merged_into._as_heard_here(incoming))
            message = Message.from_incoming(incoming, ticket_id=self.pk)
            if incoming.kind == Message.Kind.THIRD_PARTY:
                message.held_at = timezone.now()
            message.save()
            message.add_files(incoming.files)
            self.record(Event.Kind.RECEIVED, message=message.pk, message_kind=incoming.kind)
            if incoming.kind in (Message.Kind.CUSTOMER, Message.Kind.THIRD_PARTY):
                self._heard(message)
        return message

    def reply(self, author: Agent, draft: Draft) -> Message | MovedOn | Undeliverable:
        """Answer the customer. The same nonce again is the same reply; a stale draft is stopped (MovedOn),
        and so is one to an address from which mail comes back (Undeliverable).
        """
        with transaction.atomic():
            self._lock()
            known = draft.nonce and Message.objects.filter(nonce=draft.nonce).first()
            if known:
                return known
            self.refresh_from_db()
            if stopped := self._stopped(draft):
                return stopped
            message = self._write(author, draft)
            self._send(message, "reply", kind=OutgoingMail.Kind.REPLY)
            self.record(Event.Kind.REPLIED, by=author, message=message.pk)
            if self.status != Status.CLOSED:
                self.move_to(Status.OPEN if draft.then == "open" else Status.WAITING, at=message.at)
        return message

    def note(
        self,
        author: Agent,
        text: str,
        *,
        files: tuple[IncomingFile, ...] = (),
        nonce: str | None = None,
    ) -> Message:
        """Write for colleagues only. The same nonce again is the same note."""
        with transaction.atomic():
            self._lock()
            known = nonce and Message.objects.filter(nonce=nonce).first()
            if known:
                return known
            message = Message.objects.create(
                ticket_id=self.pk,
                kind=Message.Kind.NOTE,
                at=timezone.now(),
                agent=author,
                text=text,
                nonce=nonce,
            )
            message.add_files(files)
            self.record(Event.Kind.NOTED, by=author, message=message.pk)
        return message

    def take_back(self, message: Message, *, by: Agent) -> bool:
        """Undo a reply that has not left yet. False when it is too late."""
        with transaction.atomic():
            self._lock()
            mail = OutgoingMail.objects.filter(message=message).first()
            if not mail or not mail.cancel():
                return False
            message.taken_back_at = timezone.now()
            message.save(update_fields=["taken_back_at"])
            self.refresh_from_db()
            self._withdraw_proposal_of(message)
            self._withdraw_promises_of(message)
            if self.status in (Status.WAITING, Status.PROPOSED):
                self.move_to(Status.OPEN, at=timezone.now())
            self.record(Event.Kind.REPLY_TAKEN_BACK, by=by, message=message.pk)
        return True

    def release_message(self, message: Message, *, by: Agent) -> None:
        """Let a held message be seen by the customer too (A18)."""
        Message.objects.filter(pk=message.pk, ticket_id=self.pk).update(held_at=None)
        self.record(Event.Kind.RELEASED_MESSAGE, by=by, message=message.pk)

    def newer_than(self, seen: int | None) -> tuple[Message, ...]:
        """What came or left after the message that the agent saw last; empty when nothing or unknown."""
        if seen is None:
            return ()
        newer = self.conversation().filter(pk__gt=seen, taken_back_at=None)
        return tuple(newer.exclude(kind=Message.Kind.AUTOMATIC))

    def _stopped(self, draft: Draft) -> MovedOn | Undeliverable | None:
        """Why this draft must not leave as it is; None when it may."""
        if newer := self.newer_than(draft.seen):
            return MovedOn(newer)
        return self._held_back(*self._recipients(draft))

    def _write(self, author: Agent, draft: Draft) -> Message:
        message = self._new_message(
            Message.Kind.AGENT,
            agent=author,
            to=list(draft.to) or [self.customer.email],
            cc=list(draft.cc),
            bcc=list(draft.bcc),
            text=draft.text,
            new_text=draft.text,
            nonce=draft.nonce,
        )
        message.save(force_insert=True)
        domain = self.channel.mail_domain
        message.add_files(tuple(file.placed(draft.text, domain=domain) for file in draft.files))
        for date in draft.promises:
            self.promise(message, date.words, date.at)
        self.last_message_at = message.at
        if not self.assignee_id:
            self.assignee = author
            self.record(Event.Kind.ASSIGNED, by=author, to=author.pk)
        self.save(update_fields=["last_message_at", "assignee"])
        return message

    def _as_heard_here(self, incoming: Incoming) -> Incoming:
        """What the customer of a ticket merged into this one writes is held, if it is not this customer."""
        is_strange = incoming.kind == Message.Kind.CUSTOMER and not self.takes_part(
            incoming.from_addr.lower()
        )
        kind = Message.Kind.THIRD_PARTY if is_strange else incoming.kind
        return replace(incoming, kind=kind)

    def _heard(self, message: Message) -> None:
        """What a customer's new message means for list, status and clocks."""
        self.excerpt = excerpt(message.words, EXCERPT_LENGTH)
        self.last_message_at = max(self.last_message_at, message.at)
        self.save(update_fields=["excerpt", "last_message_at"])
        settled = self.status in (Status.PROPOSED, Status.CLOSED)
        if message.held_at or self.is_spam or (settled and is_courtesy(message.words)):
            return
        self._take_up_again(message.at)
        if not self.running_clock(Clock.Kind.FIRST_RESPONSE):
            self._owe_an_answer_to(message)
        self.tell_assignee(key=str(message.pk), message=message)
        self.look_for_signs()

    def _owe_an_answer_to(self, message: Message) -> None:
        """The customer's page says from now on by when it comes: that binds us as a mail would (R5)."""
        if self.running_clock(Clock.Kind.NEXT_RESPONSE):
            return
        clock = self.start_clock(Clock.Kind.NEXT_RESPONSE, message.at)
        due_at, now = UsualWaits.read().honest(clock), timezone.now()
        if due_at > now:
            zone = self.channel.calendar.timezone
            words = moments.in_words(due_at, language=self.language, timezone=zone, now=now)
            self.promise(message, words, due_at, kind=Promise.Kind.SHOWN)

    def _take_up_again(self, at: dt.datetime) -> None:
        """The customer has come back to us: it is our turn."""
        if self.status == Status.CLOSED:
            self.reopen(at=at)
        elif self.status in (Status.WAITING, Status.PROPOSED):
            self.move_to(Status.OPEN, at=at)
            self.restart_resolution(at)
        else:
            self.resume_resolution(at)  # a step may have waited for these words

    def reopen(self, *, at: dt.datetime, by: Agent | None = None, why: str = "") -> None:
        raise NotImplementedError  # resolvable.py

    def _withdraw_proposal_of(self, message: Message) -> None:
        raise NotImplementedError  # resolvable.py
