"""Mail to our own people: what they were told in the desk, once more in their mailbox. Customers' mail goes first."""

from __future__ import annotations

from mailbridge.models import Mailbox
from mailbridge.outbound import once
from mailbridge.outbound.compose import ComposedMail, wire_address
from tickets.letters import Letter
from tickets.models import Notice
from tickets.models.ticket import reference_key
from tickets.rules import references


def send_due(deliver: once.Deliver, *, until: float) -> None:
    notices = Notice.objects.unmailed()
    once.send_all(notices, compose, deliver, until=until)


def compose(notice: Notice) -> ComposedMail:
    """Raises CannotCompose. The notices of a ticket are a thread."""
    channel = notice.ticket.channel
    words = Letter(notice.subject, notice.text, notice.html)
    composed = once.composed(words, channel, to=notice.agent.email)
    composed.extra_headers["Message-ID"] = once.message_id(notice, "notice")
    composed.extra_headers["References"] = f"<notices.{notice.ticket_id}@{channel.mail_domain}>"
    if notice.may_be_answered:
        _name_the_agent(composed, notice)
    return composed


def _name_the_agent(composed: ComposedMail, notice: Notice) -> None:
    """Of an answer that carries one of these, and whose sender is confirmed, we know who wrote it (A14)."""
    channel, key = notice.ticket.channel, reference_key()
    one = {"ticket_number": notice.ticket_id, "agent_id": notice.agent_id}
    composed.extra_headers["Message-ID"] = references.notice_message_id(
        **one, notice_id=notice.pk, domain=channel.mail_domain, key=key
    )
    mailbox = Mailbox.objects.filter(channel=channel, sent_of=None).first()
    if mailbox and mailbox.has_plus_addresses:
        address = references.agent_address(channel.address, **one, key=key)
        composed.reply_to = [wire_address(address)]
