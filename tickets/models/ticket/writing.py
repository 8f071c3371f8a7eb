from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone

from tickets import letters
from tickets.models.attachment import IncomingFile
from tickets.models.channel import Channel
from tickets.models.message import Message
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.proposal_option import Offer
from tickets.models.ticket.alarming import Alarming
from tickets.models.ticket.assignable import Assignable
from tickets.models.ticket.fields import reference_key
from tickets.models.ticket.prioritizable import Prioritizable
from tickets.models.ticket.spoken import Spoken
from tickets.models.ticket.standing import Standable, Standing
from tickets.rules import placeholders, references
from tickets.rules.promised import PromisedDate
from tickets.rules.subjects import bare_subject

if TYPE_CHECKING:
    from tickets.models.agent import Agent

# How much of the conversation is quoted at most: messages, and characters.
MOST_QUOTED, LONGEST_QUOTE = 50, 200_000


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
    promises: tuple[PromisedDate, ...] = ()  # the dates that it gives
    offers: tuple[Offer, ...] = ()  # among which a proposal lets the customer choose
    # The newest message that the agent had seen when writing; None skips the check.
    seen: int | None = None


class Writing(Alarming, Prioritizable, Standable, Assignable, Spoken):
    """Puts a message of ours and its frozen mail into one transaction (RELIABILITY.md 6.2 step 1)."""

    class Meta:
        abstract = True

    def _send(self, message: Message, letter: str, *, kind: str, **facts: Any) -> OutgoingMail:
        """Freeze the mail of a saved message of ours."""
        facts = {**self._facts(message, self.standing()), **facts}
        mail = self._new_mail(
            message, letter, kind=kind, answers=self._answered(message), facts=facts
        )
        mail.save(force_insert=True)
        OutgoingMail.nudge([mail], wait=_undo_window(message, kind))
        return mail

    def _new_mail(
        self,
        message: Message,
        letter: str,
        *,
        kind: str,
        answers: Message | None,
        facts: Mapping[str, Any],
    ) -> OutgoingMail:
        """The frozen mail of a message of ours; neither need be saved yet."""
        written = letters.write(letter, language=self.language, facts=facts)
        return OutgoingMail(
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
                references.references_for(answers.references, answers.message_id) if answers else ()
            ),
            not_before=Now() + _undo_window(message, kind),
        )

    def _facts(self, message: Message, standing: Standing) -> dict[str, Any]:
        """What every letter may tell of."""
        values = self._values(standing, message.agent)
        return {
            "ticket": self,
            "message": message,
            "customer": self.customer,
            "channel": self.channel,
            "company": settings.COMPANY_NAME,
            "signature": placeholders.filled(self._signature(), values),
            "standing": standing,
            "quoted": self._quoted(message) if message.kind == Message.Kind.AGENT else (),
        }

    def _new_message(self, kind: str, **fields: Any) -> Message:
        """A message of ours, not saved yet. Its Message-ID is made here, once, for every retry."""
        return Message(
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

    def placeholders(self, agent: Agent) -> dict[str, str]:
        """What an agent's ready texts may name, in the customer's language."""
        return self._values(self.standing(), agent)

    def _values(self, standing: Standing, agent: Agent | None) -> dict[str, str]:
        return {
            "name": self.customer.greeting_name,
            "number": str(self.number),
            "agent": agent.first_name if agent else self.channel.name,
            "channel": self.channel.name,
            "company": settings.COMPANY_NAME,
            "phone": standing.phone,
            "hours": standing.phone_hours,
            "link": standing.link,
        }

    def _quoted(self, message: Message) -> tuple[Message, ...]:
        """What the channel quotes below a reply, newest first: only what the customer may see (A34)."""
        said = self.customer_conversation().exclude(pk=message.pk)
        newest = said.select_related("agent").order_by("-at", "-pk")
        match self.channel.quote:
            case Channel.Quote.LAST:
                return tuple(newest.filter(kind=Message.Kind.CUSTOMER)[:1])
            case Channel.Quote.FULL:
                quoted = newest.exclude(kind=Message.Kind.AUTOMATIC)[:MOST_QUOTED]
                lengths = itertools.accumulate(len(each.words) for each in quoted)
                return tuple(
                    each
                    for each, length in zip(quoted, lengths, strict=True)
                    if length <= LONGEST_QUOTE
                )
        return ()

    def _answered(self, message: Message) -> Message | None:
        """The message that ours answers: the customer's newest one that has a Message-ID."""
        heard = self.customer_conversation().filter(kind=Message.Kind.CUSTOMER)
        return heard.exclude(message_id="").exclude(pk=message.pk).order_by("at", "pk").last()

    def _signature(self) -> str:
        field = "signature_es" if self.language.startswith("es") else "signature_en"
        return str(getattr(self.channel, field))

    def _sender_name(self, message: Message) -> str:
        if message.agent:
            return f"{message.agent.first_name} · {self.channel.name}"
        return self.channel.name


def _undo_window(message: Message, kind: str) -> dt.timedelta:
    """How long its author may take it back."""
    may_be_undone = message.kind == Message.Kind.AGENT or kind == OutgoingMail.Kind.STEP
    return dt.timedelta(seconds=settings.UNDO_SECONDS if may_be_undone else 0)
