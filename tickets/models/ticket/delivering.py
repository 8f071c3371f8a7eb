from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from tickets.models.customer import Customer
from tickets.models.event import Event
from tickets.models.message import Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.proposal import Proposal
from tickets.models.suppression import Suppression
from tickets.models.ticket.fields import Status
from tickets.models.ticket.writing import Draft, Writing
from tickets.models.ticket_step import TicketStep
from tickets.reasons import Reason, because

if TYPE_CHECKING:
    from tickets.models.agent import Agent


@dataclass(frozen=True)
class Undeliverable:
    """Nothing was sent: mail to these addresses comes back, or is not wanted. An agent may lift that.

    Without any, it is the customer's address that nobody knows.
    """

    suppressions: tuple[Suppression, ...]


class Delivering(Writing):
    """Whether a mail may go where it should, and what a person does about one that did not arrive."""

    class Meta:
        abstract = True

    def send_again(self, message: Message, *, by: Agent) -> OutgoingMail | Undeliverable | None:
        """Queue a mail anew that did not arrive, or may not have: the same mail, with the same Message-ID.

        None when there is nothing to do: a second click finds it on its way already.
        """
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            mail = OutgoingMail.objects.filter(message=message, ticket_id=self.pk).first()
            if mail is None or not mail.may_be_sent_again:
                return None
            if held := self._held_back(*mail.to, *mail.cc, *mail.bcc):
                return held
            if not mail.requeue():
                return None
            self.record(Event.Kind.SENT_AGAIN, by=by, mail=mail.pk, message=message.pk)
            self._as_before_failure(message)
        return mail

    def allow_mail_to(self, address: str, *, by: Agent) -> bool:
        """Lift the suppression of an address; recorded here. False when it was not suppressed."""
        with transaction.atomic():
            if not Suppression.lift(address, by=by):
                return False
            self.record(Event.Kind.SUPPRESSION_LIFTED, by=by, why=address)
        return True

    def _held_back(self, *addresses: str) -> Undeliverable | None:
        if any(Customer.is_stand_in(address) for address in addresses):
            return Undeliverable(())
        found = tuple(Suppression.objects.standing(*addresses))
        return Undeliverable(found) if found else None

    def _recipients(self, draft: Draft) -> tuple[str, ...]:
        return (*(draft.to or (self.customer.email,)), *draft.cc, *draft.bcc)

    def _send_automatic(self, letter: str, *, kind: str, **facts: Any) -> OutgoingMail | None:
        """A mail that no person wrote. None, with the reason on the ticket, where none may go."""
        if why := self._why_no_mail():
            self.record(Event.Kind.NOT_SENT, mail_kind=kind, why=why)
            return None
        return self._send_letter(letter, kind=kind, **facts)

    def _why_no_mail(self) -> Reason | None:
        """Why nothing may go to this customer."""
        if self.customer.is_unknown:
            return because("no_address")
        held = self._held_back(self.customer.email)
        return reason_of(held.suppressions[0]) if held else None

    def _send_letter(self, letter: str, *, kind: str, **facts: Any) -> OutgoingMail:
        ours = self._new_message(Message.Kind.AUTOMATIC)
        ours.save(force_insert=True)
        mail = self._send(ours, letter, kind=kind, **facts)
        Message.objects.filter(pk=ours.pk).update(text=mail.text, subject=mail.subject)
        return mail

    def _tell_step(self, stop: TicketStep) -> OutgoingMail | None:
        return self._send_automatic("step", kind=OutgoingMail.Kind.STEP, stop=stop)

    def _call_back_step_mail(self) -> None:
        for mail in OutgoingMail.objects.filter(ticket_id=self.pk, kind=OutgoingMail.Kind.STEP):
            if mail.cancel():
                Message.objects.filter(pk=mail.message_id).update(taken_back_at=timezone.now())

    def _as_before_failure(self, message: Message) -> None:
        """Back to waiting for the customer (or for their yes), if only the failure had opened the ticket."""
        heard = Message.objects.filter(
            ticket_id=self.pk, kind=Message.Kind.CUSTOMER, pk__gt=message.pk
        )
        last = Event.objects.filter(ticket_id=self.pk, kind=Event.Kind.STATUS).last()
        if self.status != Status.OPEN or last is None or heard.exists():
            return
        before, is_by_failure = last.data.get("before"), bool(last.data.get("why"))
        offered = Proposal.objects.filter(message=message, state=Proposal.State.OFFERED)
        if before == Status.PROPOSED and not offered.exists():
            return
        if is_by_failure and before in (Status.WAITING, Status.PROPOSED):
            self.move_to(before, at=timezone.now())


def reason_of(held: Suppression) -> Reason:
    """For the ticket."""
    return because(f"stopped_{held.reason}", address=held.address, day=f"{held.at:%Y-%m-%d}")
