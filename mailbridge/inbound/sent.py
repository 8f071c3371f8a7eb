"""Answers that were written in Outlook or Gmail: found in the folder of sent mail, they join their ticket.

What lies there was sent with the mailbox's own key, so its sender needs no other proof; that it answers a
customer does: it names their mail, and they are among its recipients.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.threading import answered, by_own_proof
from mailbridge.models import InboundMail
from tickets.models import Agent, Channel, Message, Ticket
from tickets.models.ticket import Filing, Incoming, reference_key
from tickets.reasons import because
from tickets.rules import references

Outcome = InboundMail.Outcome
# An answer may be seen before the mail that it answers: as long it is looked at again.
PATIENCE = dt.timedelta(days=1)


def take(
    row: InboundMail, mail: ParsedMail, incoming: Incoming
) -> tuple[str, str, Message | Filing | None]:
    """Outcome, reason and the entry on a ticket, or what is to be filed as one."""
    if _is_from_here(mail):
        return Outcome.OWN, because("own_sent"), None
    named = answered(mail)
    row.answers = references.kept(next(iter(named), ""))
    if not named or mail.is_auto_reply:
        return Outcome.IGNORED, because("no_answer"), None
    agent = Agent.objects.filter(email__iexact=mail.from_addr, is_active=True).first()
    incoming = dataclasses.replace(incoming, kind=Message.Kind.AGENT)
    if row.is_old:
        return _archive(row, incoming, agent)
    ticket = _answered_ticket(mail, row.mailbox.channel)
    if ticket is None:
        return Outcome.IGNORED, because("answers_no_ticket"), None
    if not any(ticket.takes_part(address.lower()) for address in (*mail.to, *mail.cc)):
        return Outcome.IGNORED, because("to_no_participant", number=ticket.number), None
    message = ticket.note_answer(incoming, agent=agent)
    return Outcome.REPLY, because("written_elsewhere"), message


def look_again() -> None:
    """Have answers read anew that were seen before the mail that they answer."""
    since = timezone.now() - PATIENCE
    early = InboundMail.objects.filter(outcome=Outcome.IGNORED, seen_at__gt=since)
    heard = Message.objects.filter(
        message_id=OuterRef("answers"), inboundmail__done_at__gt=OuterRef("done_at")
    )
    for row in early.exclude(answers="").filter(Exists(heard)):
        row.read_again()


def _is_from_here(mail: ParsedMail) -> bool:
    number = references.ticket_number_in_message_id(mail.message_id, key=reference_key())
    return number is not None or settings.INSTANCE_ID in mail.loop_ids


def _answered_ticket(mail: ParsedMail, channel: Channel) -> Ticket | None:
    """By a Message-ID of ours, or of the customer whose mail came in here."""
    for ticket, _how in by_own_proof(mail, channel):
        return ticket.heir
    ids = [references.kept(each) for each in answered(mail)]
    heard = Message.objects.filter(
        message_id__in=ids, kind=Message.Kind.CUSTOMER, ticket__channel=channel
    )
    found = heard.select_related("ticket").order_by("pk").last()
    return found.ticket.heir if found else None


def _archive(
    row: InboundMail, incoming: Incoming, agent: Agent | None
) -> tuple[str, str, Filing | None]:
    ours = {row.mailbox.channel.address.lower(), row.mailbox.account.username.lower()}
    to = next((address for address in incoming.to if address.lower() not in ours), "")
    if not to:
        return Outcome.IGNORED, because("to_us_alone"), None
    filing = Filing(incoming=incoming, channel=row.mailbox.channel, customer=to, agent=agent)
    return Outcome.ARCHIVED, because("history"), filing
