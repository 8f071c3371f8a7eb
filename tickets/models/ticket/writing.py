from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from tickets import letters
from tickets.models.attachment import IncomingFile
from tickets.models.message import Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.ticket.assignable import Assignable
from tickets.models.ticket.clocked import Clocked
from tickets.models.ticket.fields import reference_key
from tickets.models.ticket.standing import Standable
from tickets.rules import references
from tickets.rules.subjects import bare_subject


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What an agent is about to send. Empty `to` means the customer."""

    text: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    nonce: str | None = None
    then: str = "waiting"  # the status after a reply: "waiting" or "open"
    # The newest message that the agent had seen when writing; None skips the check.
    seen: int | None = None


class Writing(Clocked, Standable, Assignable):
    """Puts a message of ours and its frozen mail into one transaction (RELIABILITY.md 6.2 step 1)."""

    class Meta:
        abstract = True

    def _send(self, message: Message, letter: str, *, kind: str, **facts: Any) -> OutgoingMail:
        """Freeze the mail of a saved message of ours. Its Message-ID is made here, once, for every retry."""
        written = letters.write(
            letter,
            language=self.language,
            facts={
                "ticket": self,
                "message": message,
                "customer": self.customer,
                "channel": self.channel,
                "company": settings.COMPANY_NAME,
                "signature": self._signature(),
                "standing": self.standing(),
                **facts,
            },
        )
        parent = self._answered(message)
        is_undoable = message.kind == Message.Kind.AGENT
        mail = OutgoingMail.objects.create(
            ticket_id=self.pk,
            message=message,
            kind=kind,
            to=message.to,
            cc=message.cc,
            bcc=message.bcc,
            from_name=self._sender_name(message),
            subject=references.subject_with_number(written.subject, ticket_number=self.number)[
                :500
            ],
            text=written.text,
            html=written.html,
            message_id_header=message.message_id,
            references=list(
                references.references_for(parent.references, parent.message_id) if parent else ()
            ),
            not_before=timezone.now()
            + dt.timedelta(seconds=settings.UNDO_SECONDS if is_undoable else 0),
        )
        mail.nudge()
        return mail

    def _new_message(self, kind: str, **fields: Any) -> Message:
        """A saved message of ours, with its Message-ID."""
        return Message.objects.create(
            ticket_id=self.pk,
            kind=kind,
            message_id=references.new_message_id(
                ticket_number=self.number, domain=self.channel.mail_domain, key=reference_key()
            ),
            **{
                "at": timezone.now(),
                "from_addr": self.channel.address,
                "to": [self.customer.email],
                "subject": f"Re: {bare_subject(self.subject)}"[:500],
                **fields,
            },
        )

    def _answered(self, message: Message) -> Message | None:
        """The message that ours answers: the customer's newest one that has a Message-ID."""
        heard = Message.objects.filter(ticket_id=self.pk, kind=Message.Kind.CUSTOMER)
        return heard.exclude(message_id="").exclude(pk=message.pk).order_by("at", "pk").last()

    def _signature(self) -> str:
        field = "signature_es" if self.language.startswith("es") else "signature_en"
        return str(getattr(self.channel, field))

    def _sender_name(self, message: Message) -> str:
        if message.agent:
            return f"{message.agent.first_name} · {self.channel.name}"
        return self.channel.name
