"""What is to become of a mail that was read: joined to a ticket, opened as one, or kept in the ledger alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone, translation

from mailbridge.inbound import colleagues, returned, sent
from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.screen import Ourselves, Verdict, screen
from mailbridge.inbound.standing_in import nobody, unknown_name
from mailbridge.inbound.threading import Thread, thread_of
from mailbridge.models import InboundMail
from tickets.models import Channel, Message
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import Filing, Incoming, Opening, reference_key
from tickets.reasons import Reason, because, together
from tickets.rules import references

Outcome = InboundMail.Outcome


@dataclass(frozen=True)
class Reading:
    """A claimed row, and what its mail says."""

    row: InboundMail
    mail: ParsedMail
    files: tuple[IncomingFile, ...]

    @property
    def source_key(self) -> str:
        return f"mail:{self.row.sha256}"


class Placed(NamedTuple):
    """`entry` is the message that it became, or what is still to be opened or filed together with others."""

    outcome: str
    reason: str
    entry: Message | Opening | Filing | None = None
    duplicate_of: InboundMail | None = None


class Known(NamedTuple):
    """What ledger and tickets know about the mails of a batch, asked once for all of them."""

    addresses: frozenset[str]  # our own
    originals: dict[str, InboundMail]  # by hash: the first row with the same bytes
    spoken_for: dict[
        str, set[str | None]
    ]  # by Message-ID: the sources of the messages that have it

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Known:
        mail_channels = Channel.objects.filter(kind=Channel.Kind.MAIL)
        hashes = {each.row.sha256 for each in readings}
        rows = InboundMail.objects.filter(sha256__in=hashes).order_by("sha256", "pk")
        ids = {each.mail.message_id[:1000] for each in readings} - {""}
        spoken_for: dict[str, set[str | None]] = {}
        for message_id, source in Message.objects.filter(message_id__in=ids).values_list(
            "message_id", "source_key"
        ):
            spoken_for.setdefault(message_id, set()).add(source)
        return cls(
            frozenset(mail_channels.values_list("address", flat=True)),
            {row.sha256: row for row in rows.distinct("sha256").select_related("message")},
            spoken_for,
        )


def place(reading: Reading, known: Known) -> Placed:
    """Join the mail to the ticket that it belongs to, or say which one is to be opened. In a transaction."""
    row, mail = reading.row, reading.mail
    original = known.originals.get(row.sha256)
    if original and original.pk < row.pk:
        reason = because("same_mail", uid=original.uid, folder=original.folder)
        return Placed(Outcome.DUPLICATE, reason, original.message, original)
    channel = row.mailbox.channel
    verdict = _judge(row, mail, known.addresses)
    incoming = _incoming(reading, verdict)
    if row.mailbox.sent_of_id:
        return Placed(*sent.take(row, mail, incoming))
    if row.wanted_by:
        return _as_wanted(row, incoming)
    if verdict.kind in ("own", "loop"):
        return Placed(Outcome.OWN, verdict.reason)
    if row.is_old:
        return _archive(row, incoming, verdict)
    if verdict.kind == "bounce":
        return _take_report(mail, incoming, channel, verdict)
    if verdict.kind != "auto_reply" and (taken := colleagues.take(mail, incoming, channel)):
        return Placed(*taken)
    thread = thread_of(mail, channel)
    if verdict.kind == "auto_reply":
        return _take_auto_reply(reading, incoming, thread, verdict)
    if verdict.kind == "spam" and not (thread and thread.is_participant):
        opening = Opening(incoming=incoming, channel=channel, is_spam=True)
        return Placed(Outcome.SPAM, verdict.reason, opening)
    placed = _converse(row, incoming, thread)
    if row.is_header_only:
        reason = together(_too_large(row), placed.reason)
        placed = placed._replace(outcome=Outcome.TOO_LARGE, reason=reason)
    # A Message-ID that another mail had proves nothing, and is said (F22).
    if known.spoken_for.get(mail.message_id[:1000], set()) - {reading.source_key}:
        reason = together(placed.reason, because("same_message_id"))
        placed = placed._replace(reason=reason)
    return placed


def _judge(row: InboundMail, mail: ParsedMail, addresses: frozenset[str]) -> Verdict:
    # Colleagues write from our domain too: only the proof within a Message-ID makes a mail our own.
    if references.ticket_number_in_message_id(mail.message_id, key=reference_key()):
        return Verdict("own", because("own"), because("own"))
    ours = Ourselves(addresses | {row.mailbox.username}, loop_id=settings.INSTANCE_ID)
    verdict = screen(mail, ourselves=ours, received_at=row.received_at, now=timezone.now())
    restored_at = row.mailbox.restored_at
    if restored_at and row.received_at < restored_at:
        silence = verdict.no_ack_reason or because("may_be_answered")
        return dataclasses.replace(verdict, no_ack_reason=silence)
    return verdict


def _incoming(reading: Reading, verdict: Verdict) -> Incoming:
    row, mail = reading.row, reading.mail
    answered = mail.in_reply_to_ids
    return Incoming(
        from_addr=mail.from_addr or (nobody(row) if verdict.kind == "unknown_sender" else ""),
        from_name=mail.from_name or ("" if mail.from_addr else unknown_name(row)),
        to=mail.to,
        cc=mail.cc,
        reply_to=mail.reply_to,
        subject=mail.subject,
        text=_told_too_large(row) if row.is_header_only else mail.text,
        new_text="" if row.is_header_only else mail.reply_text,
        html="" if row.is_header_only else mail.html,
        language=mail.language,
        message_id=mail.message_id,
        # RFC 5322 3.6.4: a single In-Reply-To stands in for References.
        references=mail.references or (answered if len(answered) == 1 else ()),
        received_at=row.received_at,
        files=() if row.is_header_only else reading.files,
        source_key=reading.source_key,
        is_authenticated=mail.authentication == "pass" and not mail.from_problem,
        is_disowned=mail.authentication == "fail",
        no_ack_reason=verdict.no_ack_reason,
    )


def _told_too_large(row: InboundMail) -> str:
    """In place of its words, as colleagues of this channel read it."""
    with translation.override(row.mailbox.channel.language):
        return _too_large(row).told


def _too_large(row: InboundMail) -> Reason:
    return because(
        "too_large",
        size=f"{row.size / 1_048_576:.0f}",
        limit=f"{settings.MAIL_SIZE_LIMIT / 1_048_576:.0f}",
        folder=row.folder,
        uid=row.uid,
    )


def _converse(row: InboundMail, incoming: Incoming, thread: Thread | None) -> Placed:
    if thread and not thread.is_participant:
        message = thread.ticket.receive(_as(incoming, Message.Kind.THIRD_PARTY))
        reason = together(thread.how, because("held_stranger"))
        return Placed(Outcome.REPLY, reason, message)
    if thread and thread.ticket.takes_follow_up(incoming.received_at):
        message = thread.ticket.receive(incoming)
        return Placed(Outcome.REPLY, thread.how, message)
    if row.ticket:  # it stood in for this mail while nobody could read it
        return Placed(Outcome.REPLY, because("read_after_all"), row.ticket.take_words(incoming))
    follows = thread.ticket if thread else None
    why = because("follows_closed", number=follows.number) if follows else ""
    opening = Opening(incoming=incoming, channel=row.mailbox.channel, follows=follows)
    return Placed(Outcome.TICKET, why, opening)


def _archive(row: InboundMail, incoming: Incoming, verdict: Verdict) -> Placed:
    """Old mail of persons becomes closed history; what a machine sent stays in the ledger."""
    if verdict.kind in ("bounce", "auto_reply"):
        outcome = Outcome.BOUNCE if verdict.kind == "bounce" else Outcome.AUTO_REPLY
        return Placed(outcome, together(verdict.reason, because("old_changes_nothing")))
    is_spam = verdict.kind == "spam"
    filing = Filing(incoming=incoming, channel=row.mailbox.channel, is_spam=is_spam)
    return Placed(Outcome.ARCHIVED, because("history"), filing)


def _as_wanted(row: InboundMail, incoming: Incoming) -> Placed:
    """A person read it in the ledger and wants a ticket; what the screen said still forbids an answer."""
    reason = because("made_by", agent=str(row.wanted_by))
    silent = dataclasses.replace(incoming, no_ack_reason=reason)
    return Placed(Outcome.TICKET, reason, Opening(incoming=silent, channel=row.mailbox.channel))


def _take_report(
    mail: ParsedMail, incoming: Incoming, channel: Channel, verdict: Verdict
) -> Placed:
    ours = returned.reported_mail(mail, channel)
    if ours:
        message = ours.ticket.receive(_as(incoming, Message.Kind.BOUNCE))
        return Placed(Outcome.BOUNCE, returned.apply(mail, ours, at=timezone.now()), message)
    thread = thread_of(mail, channel)
    if thread:
        message = thread.ticket.receive(_as(incoming, Message.Kind.BOUNCE))
        return Placed(Outcome.BOUNCE, verdict.reason, message)
    return Placed(Outcome.BOUNCE, together(verdict.reason, because("names_no_mail")))


def _take_auto_reply(
    reading: Reading, incoming: Incoming, thread: Thread | None, verdict: Verdict
) -> Placed:
    """It joins a ticket without opening it again or starting a clock; alone it stays in the ledger.

    Alone, and automatic by its words only, it becomes a ticket that nobody is answered for: no customer is
    ignored because of how they write.
    """
    if thread:
        message = thread.ticket.receive(_as(incoming, Message.Kind.AUTO_REPLY))
        return Placed(Outcome.AUTO_REPLY, together(verdict.reason, thread.how), message)
    if reading.mail.is_marked_automatic:
        return Placed(Outcome.AUTO_REPLY, together(verdict.reason, because("answers_no_ticket")))
    reason = together(verdict.reason, because("may_be_a_person"))
    opening = Opening(incoming=incoming, channel=reading.row.mailbox.channel)
    return Placed(Outcome.TICKET, reason, opening)


def _as(incoming: Incoming, kind: str) -> Incoming:
    return dataclasses.replace(incoming, kind=kind)
