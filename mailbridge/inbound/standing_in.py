"""A ticket in place of a mail that nobody can read, so that no customer is ignored."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from mailbridge.inbound.glimpse import glimpse
from mailbridge.models import InboundMail
from tickets.models import Customer, Message, Ticket
from tickets.models.message import STANDS_IN
from tickets.models.ticket import Incoming
from tickets.reasons import because


def stand_in(row: InboundMail) -> tuple[Ticket, Message]:
    """Why it could not be read stands in the ledger, for whoever mends it. Call in a transaction."""
    incoming = _incoming(row)
    channel = row.mailbox.channel
    if row.is_old:
        message = Ticket.archive(incoming, channel=channel)
        return message.ticket, message
    ticket = Ticket.open_from(incoming, channel=channel)
    return ticket, Message.objects.get(source_key=incoming.source_key)


def _incoming(row: InboundMail) -> Incoming:
    seen = glimpse(row.sha256)
    row.from_addr, row.subject = seen.from_addr, seen.subject
    row.save(update_fields=["from_addr", "subject"])
    with translation.override(row.mailbox.channel.language):
        return Incoming(
            from_addr=seen.from_addr or nobody(row),
            from_name="" if seen.from_addr else unknown_name(row),
            subject=seen.subject or _("A mail that could not be read"),
            text=_(
                "A mail came that our program could not read. It is kept unchanged: an administrator finds"
                " it in the office under “Every mail seen” and can have it read again; its words then"
                " appear here. If you know who wrote it, ask them to send it again."
            ),
            received_at=row.received_at,
            source_key=f"{STANDS_IN}{row.sha256}",
            no_ack_reason=because("not_readable"),
        )


def nobody(row: InboundMail) -> str:
    """An address of its own for each unknown sender, so that they share no history."""
    return f"unknown-{row.sha256[:12]}@{Customer.UNKNOWN}"


def unknown_name(row: InboundMail) -> str:
    """As colleagues of this channel read it."""
    with translation.override(row.mailbox.channel.language):
        return _("Unknown sender")
