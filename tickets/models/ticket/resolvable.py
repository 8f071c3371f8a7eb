from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from tickets.models.clock import Clock
from tickets.models.event import Event
from tickets.models.message import Incoming, Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.proposal import Proposal
from tickets.models.proposal_option import NotGranted, ProposalOption
from tickets.models.ticket.conversing import MovedOn
from tickets.models.ticket.delivering import Undeliverable
from tickets.models.ticket.fields import CloseReason, Status
from tickets.models.ticket.offering import Offering
from tickets.models.ticket.writing import Draft

if TYPE_CHECKING:
    from tickets.models.agent import Agent

LONGEST_REASON = 300  # characters, as history tells it


class Resolvable(Offering):
    """ "Resolved" is a proposal; only the customer's yes makes it an agreement (R9)."""

    class Meta:
        abstract = True

    def open_proposal(self) -> Proposal | None:
        return Proposal.objects.filter(ticket_id=self.pk, state=Proposal.State.OFFERED).first()

    def propose(
        self, author: Agent, draft: Draft
    ) -> Proposal | MovedOn | Undeliverable | NotGranted:
        """Put a resolution, or several to choose from, before the customer, by mail and on the status page."""
        with transaction.atomic():
            self._lock()
            known = draft.nonce and Proposal.objects.filter(message__nonce=draft.nonce).first()
            if known:
                return known
            self.refresh_from_db()
            if stopped := self._stopped(draft) or self._not_granted(author, draft):
                return stopped
            self._withdraw_open_proposal()
            message = self._write(author, draft)
            proposal = Proposal.objects.create(
                ticket_id=self.pk,
                message=message,
                by=author,
                offered_at=message.at,
                closes_at=message.at + dt.timedelta(days=self.channel.silence_days),
            )
            self._offer(proposal, draft)
            self.move_to(Status.PROPOSED, at=message.at)
            self.stop_resolution(message.at, agent_id=author.pk)
            self._send(message, "proposal", kind=OutgoingMail.Kind.PROPOSAL, proposal=proposal)
            self.record(Event.Kind.PROPOSED, by=author, at=message.at, proposal=proposal.pk)
        return proposal

    def accept(
        self,
        proposal: Proposal,
        option: ProposalOption | None = None,
        *,
        by: Agent | None = None,
        message: Message | None = None,
    ) -> bool:
        """The customer agrees, to one of the options where there are some, and has that in writing.

        By a button of their page; or in the words of a message, recorded by an agent. False when the
        proposal is no longer open; ValueError when the option is none of its own.
        """
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            if not self._answer(proposal, Proposal.State.ACCEPTED, at=now):
                return False
            self._choose(proposal, option)
            # The clock counts to the proposal that was in the end accepted, not to the yes.
            self.stop_resolution(proposal.offered_at, agent_id=proposal.by_id)
            chosen, words = option.pk if option else None, message.words if message else ""
            facts = {"proposal": proposal.pk, "option": chosen, "why": words[:LONGEST_REASON]}
            self.record(Event.Kind.ACCEPTED, by=by, at=now, **facts)
            if by and message:
                self._end_wait_of_yes(message, by=by, at=now)
            self._close(CloseReason.AGREED, at=now)
            self.end_awaited_step(now)
            if option:
                self._send_automatic("agreed", kind=OutgoingMail.Kind.CLOSED, option=option)
        return True

    def decline(self, proposal: Proposal, *, why: str) -> bool:
        """The customer says not yet, and why: that is a message of theirs, and the clocks go on."""
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            if not self._answer(proposal, Proposal.State.DECLINED, at=now, reason=why):
                return False
            self.record(Event.Kind.DECLINED, at=now, proposal=proposal.pk)
            message = self.receive(
                Incoming(
                    from_addr=self.customer.email,
                    from_name=self.customer.name,
                    text=why,
                    new_text=why,
                    received_at=now,
                    source_key=f"declined:{proposal.pk}",
                )
            )
            self.refresh_from_db()
            if self.status == Status.PROPOSED:  # a polite "thanks, but no" must not look like a yes
                self.move_to(Status.OPEN, at=now)
                self.restart_resolution(now)
                self._owe_an_answer_to(message)
        return True

    def decline_as_written(self, proposal: Proposal, message: Message, *, by: Agent) -> bool:
        """The customer said no in a message, which opened the ticket; False when it was answered before."""
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            if not self._answer(proposal, Proposal.State.DECLINED, at=now, reason=message.words):
                return False
            why = message.words[:LONGEST_REASON]
            self.record(Event.Kind.DECLINED, by=by, at=now, proposal=proposal.pk, why=why)
            self.look_for_signs()
        return True

    def lapse(self, proposal: Proposal) -> bool:
        """Close in silence after the published days; counted as silence, never as agreement (R9)."""
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            if not self._answer(proposal, Proposal.State.LAPSED, at=now):
                return False
            self._close(CloseReason.SILENCE, at=now)
            self._send_automatic("closed", kind=OutgoingMail.Kind.CLOSED, proposal=proposal)
        return True

    def remind(self, proposal: Proposal) -> bool:
        """Ask once more before silence closes the ticket. False when that was done already."""
        with transaction.atomic():
            due = Proposal.objects.filter(pk=proposal.pk, state="offered", reminded_at=None)
            if not due.update(reminded_at=timezone.now()):
                return False
            self._send_automatic("reminder", kind=OutgoingMail.Kind.REMINDER, proposal=proposal)
        return True

    def close(self, by: Agent, *, why: str) -> None:
        """Close without the customer's agreement: allowed with a reason, and shown apart in reports."""
        if not why.strip():
            raise ValueError("Closing without the customer's agreement needs a reason.")
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            if self.status != Status.CLOSED:
                now = timezone.now()
                self._withdraw_open_proposal()
                self.stop_resolution(now, agent_id=by.pk)
                self._close(CloseReason.AGENT, at=now, by=by, note=why.strip()[:LONGEST_REASON])

    def reopen(self, *, at: dt.datetime, by: Agent | None = None, why: str = "") -> None:
        """Open again. The first close did not hold: the resolution clock goes on and it is counted (R26)."""
        if self.status != Status.CLOSED:
            return
        was_archived = self.is_archived
        self.closed_at, self.close_reason, self.close_note = None, "", ""
        self.reopened += not was_archived
        self.save(update_fields=["closed_at", "close_reason", "close_note", "reopened"])
        self.move_to(Status.OPEN, at=at, why=why)
        if was_archived:  # it was never ours to solve before
            self.start_clock(Clock.Kind.RESOLUTION, at)
        self.restart_resolution(at)
        for clock in Clock.objects.filter(ticket_id=self.pk, stopped_at=None):
            clock.resume(at)
        self.refresh_due()
        self.record(Event.Kind.REOPENED, by=by, at=at, why=why)

    def mark_spam(self, by: Agent, *, is_spam: bool = True) -> None:
        """Nobody waits for an answer to spam: its clocks rest, and count from the start if it was none."""
        if self.is_spam == is_spam:
            return
        with transaction.atomic():
            self.is_spam = is_spam
            self.save(update_fields=["is_spam"])
            self.record(Event.Kind.SPAM if is_spam else Event.Kind.NOT_SPAM, by=by)
            for clock in Clock.objects.filter(ticket_id=self.pk, stopped_at=None):
                clock.pause(timezone.now()) if is_spam else clock.resume(timezone.now())
            if not is_spam and not Clock.objects.filter(ticket_id=self.pk).exists():
                self.start_clock(Clock.Kind.FIRST_RESPONSE, self.created_at)
                self.start_clock(Clock.Kind.RESOLUTION, self.created_at)
            self.refresh_due()

    def _close(
        self, reason: str, *, at: dt.datetime, by: Agent | None = None, note: str = ""
    ) -> None:
        """Response clocks that were never answered stay unanswered: closing improves no figure (R26)."""
        self.closed_at, self.close_reason, self.close_note = at, reason, note
        self.save(update_fields=["closed_at", "close_reason", "close_note"])
        for clock in Clock.objects.filter(ticket_id=self.pk, stopped_at=None):
            clock.pause(at)
        self.move_to(Status.CLOSED, at=at)
        self.refresh_due()
        self.record(Event.Kind.CLOSED, by=by, at=at, reason=reason, note=note)

    def _end_wait_of_yes(self, message: Message, *, by: Agent, at: dt.datetime) -> None:
        """Such a message asks for no answer but to be put on record, which took this long. What the customer
        had asked before it still has none.
        """
        began = message.at.replace(microsecond=0)
        for clock in self._response_clocks().filter(stopped_at=None, started_at__gte=began):
            clock.stop(at, agent_id=by.pk)

    def _answer(self, proposal: Proposal, state: str, *, at: dt.datetime, reason: str = "") -> bool:
        self.refresh_from_db()
        open_one = Proposal.objects.filter(
            pk=proposal.pk, ticket_id=self.pk, state=Proposal.State.OFFERED
        )
        return bool(open_one.update(state=state, answered_at=at, reason=reason))

    def _withdraw_open_proposal(self) -> None:
        proposal = self.open_proposal()
        if proposal:
            self._withdraw_proposal_of(proposal.message)

    def _withdraw_proposal_of(self, message: Message) -> None:
        now = timezone.now()
        offered = Proposal.objects.filter(message=message, state=Proposal.State.OFFERED)
        if offered.update(state=Proposal.State.WITHDRAWN, answered_at=now):
            self.restart_resolution(now)
