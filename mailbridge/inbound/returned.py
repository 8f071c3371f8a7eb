"""What a delivery report means for the mail that it speaks of (RELIABILITY.md 5.5).

Matched only by our bounce address or by our Message-ID in the returned headers, both unguessable, and
only for a recipient that the mail had: nobody silences a customer with a forged report (A24).
"""

from __future__ import annotations

import datetime as dt

from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.threading import recipients
from tickets.models import Channel, OutgoingMail, Suppression
from tickets.models.ticket import reference_key
from tickets.reasons import Reason, because, together
from tickets.rules import bounce_codes, references

State = OutgoingMail.State


def reported_mail(mail: ParsedMail, channel: Channel) -> OutgoingMail | None:
    """The mail of ours, sent for this channel, that the report is about."""
    key = reference_key()
    ours = OutgoingMail.objects.filter(ticket__channel=channel).select_related("ticket", "message")
    for address in recipients(mail):
        number = references.outgoing_id_in_address(address, key=key)
        found = ours.filter(pk=number).first() if number and number < 2**63 else None
        if found:
            return found
    genuine = [
        message_id[:250]
        for message_id in mail.returned_message_ids[:50]
        if references.ticket_number_in_message_id(message_id, key=key)
    ]
    return ours.filter(message_id_header__in=genuine).first() if genuine else None


def apply(mail: ParsedMail, sent: OutgoingMail, *, at: dt.datetime) -> Reason:
    """Move the delivery forward by what the report says; returns that in words."""
    named = [address for address in mail.bounced_recipients if _was_sent_to(address, sent)]
    if mail.bounced_recipients and not named:
        return because("names_nobody")
    who = ", ".join(named or sent.to)
    state = _state(mail)
    if state is None:
        return because("delayed", who=who)
    came_back = "came_back_code" if mail.bounce_status else "came_back"
    kind = {State.DELIVERED: "reached", State.COMPLAINED: "unwanted", State.BOUNCED: came_back}
    what = because(kind[state], who=who, code=mail.bounce_status)
    error = "" if state == State.DELIVERED else what
    is_news = sent.move_to(state, at=at, error=error)
    if state == State.COMPLAINED:
        sent.suppress(named, reason=Suppression.Reason.COMPLAINED, why=what)
    elif state == State.BOUNCED and bounce_codes.is_hard(mail.bounce_status):
        sent.suppress(named, reason=Suppression.Reason.BOUNCED, why=what)
    return what if is_news else together(what, because("was_known"))


def _state(mail: ParsedMail) -> OutgoingMail.State | None:
    """None for a delay (4.x.x), which decides nothing yet."""
    if mail.report_type == "feedback-report" or mail.bounce_action == "complaint":
        return State.COMPLAINED
    match mail.bounce_action:
        case "delivered" | "relayed" | "expanded":
            return State.DELIVERED
        case "delayed":
            return None
        case "failed":
            return State.BOUNCED
    return None if mail.bounce_status.startswith("4") else State.BOUNCED


def _was_sent_to(address: str, sent: OutgoingMail) -> bool:
    return address.lower() in {to.lower() for to in (*sent.to, *sent.cc, *sent.bcc)}
