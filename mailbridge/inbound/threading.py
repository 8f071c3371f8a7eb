"""Which ticket a mail belongs to, in the order of RELIABILITY.md 5.4; never across channels (A17).

A token or a Message-ID of ours carries 130 bits that nobody guesses (A16); a number in the subject
carries none, and counts only for a participant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailbridge.inbound.parsed import ParsedMail
from tickets.models import Channel, Message, Ticket
from tickets.models.ticket import reference_key
from tickets.reasons import because, together
from tickets.rules import references


@dataclass(frozen=True)
class Thread:
    """The ticket that a mail answers; `how` says by what, for the ledger."""

    ticket: Ticket
    how: str
    is_participant: bool


def thread_of(mail: ParsedMail, channel: Channel) -> Thread | None:
    """The ticket of this mail, or None for a new one."""
    sender = mail.from_addr.lower() if not mail.from_problem else ""
    for ticket, how in by_own_proof(mail, channel):
        return _thread(ticket, how, sender)
    if mail.authentication == "fail":
        return None  # what follows rests on the sender, whom the sender's own domain disowns (A13)
    by_own_id = _by_own_message_id(mail, channel, sender)
    if by_own_id:
        return _thread(by_own_id, because("joined_earlier"), sender)
    by_number = _by_subject(mail, channel)
    if by_number and by_number.takes_part(sender):
        return _thread(by_number, because("joined_number"), sender)
    return None


def _thread(ticket: Ticket, how: str, sender: str) -> Thread:
    """After a merge the other ticket is answered, and who takes part there is asked anew."""
    heir = ticket.heir
    if heir != ticket:
        how = together(how, because("joined_merged", number=ticket.number, heir=heir.number))
    return Thread(heir, how, heir.takes_part(sender))


def recipients(mail: ParsedMail) -> Iterator[str]:
    """Every address to which the mail was sent, as far as its headers tell."""
    yield from mail.delivered_to
    yield from mail.to
    yield from mail.cc
    yield from mail.resent_to


def by_own_proof(mail: ParsedMail, channel: Channel) -> Iterator[tuple[Ticket, str]]:
    """By a token or Message-ID that only we can have made, and how in words."""
    key = reference_key()
    for address in recipients(mail):
        number = references.ticket_number_in_address(address, key=key)
        ticket = ticket_numbered(number, channel)
        if ticket:
            yield ticket, because("joined_address")
    for message_id in answered(mail):
        number = references.ticket_number_in_message_id(message_id, key=key)
        ticket = ticket_numbered(number, channel)
        if ticket:
            yield ticket, because("joined_answer")


def _by_own_message_id(mail: ParsedMail, channel: Channel, sender: str) -> Ticket | None:
    """A customer who writes after their own mail, before we answered."""
    ids = [references.kept(message_id) for message_id in answered(mail)]
    if not sender or not ids:
        return None
    earlier = Message.objects.filter(
        message_id__in=ids,
        kind=Message.Kind.CUSTOMER,
        from_addr__iexact=sender,
        ticket__channel=channel,
    )
    found = earlier.select_related("ticket").order_by("pk").last()
    return found.ticket if found else None


def _by_subject(mail: ParsedMail, channel: Channel) -> Ticket | None:
    return ticket_numbered(references.number_in_subject(mail.subject), channel)


def answered(mail: ParsedMail) -> tuple[str, ...]:
    """Message-IDs that the mail answers, the nearest first."""
    return (*mail.in_reply_to_ids[:20], *reversed(mail.references[-100:]))


def ticket_numbered(number: int | None, channel: Channel) -> Ticket | None:
    if number is None or number >= 2**63:
        return None
    return (
        Ticket.objects.filter(pk=number, channel=channel)
        .select_related("customer", "merged_into__customer")
        .first()
    )
