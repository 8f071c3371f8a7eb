"""Step 9 of RELIABILITY.md 6.1: what was read becomes part of a ticket, in one transaction with its row.

Commit 3 writes ticket, message, attachments, event, clocks, acknowledgement and the row's outcome, or
nothing of them. The message's key is the hash of the raw mail, so the same bytes never make two.
"""

from __future__ import annotations

import dataclasses

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mailbridge.failpoints import failpoint
from mailbridge.inbound import colleagues, returned, sent
from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.screen import Ourselves, Verdict, screen
from mailbridge.inbound.standing_in import nobody, unknown_name
from mailbridge.inbound.threading import Thread, thread_of
from mailbridge.models import InboundMail
from tickets.models import Channel, Message, Ticket
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import Incoming, reference_key
from tickets.rules import references

State, Outcome = InboundMail.State, InboundMail.Outcome
Delivered = tuple[str, str, Message | None]  # outcome, reason, the entry on a ticket


def deliver(row: InboundMail, mail: ParsedMail, files: tuple[IncomingFile, ...]) -> None:
    """Commit 3. Does nothing when another process took the claim over meanwhile (F25)."""
    with transaction.atomic():
        claim = InboundMail.objects.filter(
            pk=row.pk, state=State.PARSING, attempts=row.attempts
        ).select_for_update(of=("self",))
        if claim.first() is None:
            return
        row.from_addr = mail.from_addr[:320]
        row.subject = mail.subject[:300]
        row.message_id_header = mail.message_id[:1000]
        row.outcome, row.reason, row.message = _outcome(row, mail, files)
        if row.message:
            row.ticket_id = row.message.ticket_id
        row.reason = row.reason[:500]
        row.state, row.done_at, row.lease_until = State.DONE, timezone.now(), None
        failpoint("before-commit-3")
        row.save(update_fields=_WRITTEN)
    failpoint("after-commit-3")


_WRITTEN = ["from_addr", "subject", "message_id_header", "outcome", "reason", "message", "ticket"]
_WRITTEN += ["state", "done_at", "lease_until", "duplicate_of", "answers"]


def _outcome(row: InboundMail, mail: ParsedMail, files: tuple[IncomingFile, ...]) -> Delivered:
    original = InboundMail.objects.filter(sha256=row.sha256, pk__lt=row.pk).order_by("pk").first()
    if original:
        row.duplicate_of = original
        return (
            Outcome.DUPLICATE,
            f"The same mail as UID {original.uid} of {original.folder}.",
            original.message,
        )
    channel = row.mailbox.channel
    verdict = _judge(row, mail)
    if row.mailbox.sent_of_id:
        return sent.take(row, mail, _incoming(row, mail, files=files, verdict=verdict))
    if row.wanted_by:
        return _as_wanted(row, _incoming(row, mail, files=files, verdict=verdict))
    if verdict.kind in ("own", "loop"):
        return Outcome.OWN, verdict.reason, None
    incoming = _incoming(row, mail, files=files, verdict=verdict)
    if row.is_old:
        return _archive(row, incoming, verdict)
    if verdict.kind == "bounce":
        return _take_report(mail, incoming, channel, verdict)
    if verdict.kind != "auto_reply" and (taken := colleagues.take(mail, incoming, channel)):
        return taken
    thread = thread_of(mail, channel)
    if verdict.kind == "auto_reply":
        return _take_auto_reply(incoming, thread, verdict)
    if verdict.kind == "spam" and not (thread and thread.is_participant):
        ticket = Ticket.open_from(incoming, channel=channel, is_spam=True)
        return Outcome.SPAM, verdict.reason, _entry(ticket, incoming)
    outcome, reason, message = _converse(row, incoming, thread)
    if row.is_header_only:
        outcome, reason = Outcome.TOO_LARGE, f"{_size_in_words(row)} {reason}"
    return outcome, _with_flags(reason, row, mail), message


def _judge(row: InboundMail, mail: ParsedMail) -> Verdict:
    # Colleagues write from our domain too: only the proof within a Message-ID makes a mail our own.
    if references.ticket_number_in_message_id(mail.message_id, key=reference_key()):
        return Verdict("own", "It is a mail of ours.", "It is a mail of ours.")
    addresses = Channel.objects.filter(kind=Channel.Kind.MAIL).values_list("address", flat=True)
    ours = frozenset((*addresses, row.mailbox.username))
    verdict = screen(
        mail,
        ourselves=Ourselves(ours, loop_id=settings.INSTANCE_ID),
        received_at=row.received_at,
        now=timezone.now(),
    )
    restored_at = row.mailbox.restored_at
    if restored_at and row.received_at < restored_at:
        silence = verdict.no_ack_reason or "It may have been answered before a backup was restored."
        return dataclasses.replace(verdict, no_ack_reason=silence)
    return verdict


def _incoming(
    row: InboundMail, mail: ParsedMail, *, files: tuple[IncomingFile, ...], verdict: Verdict
) -> Incoming:
    answered = mail.in_reply_to_ids
    return Incoming(
        from_addr=mail.from_addr or (nobody(row) if verdict.kind == "unknown_sender" else ""),
        from_name=mail.from_name or ("" if mail.from_addr else unknown_name(row)),
        to=mail.to,
        cc=mail.cc,
        reply_to=mail.reply_to,
        subject=mail.subject,
        text=_size_in_words(row) if row.is_header_only else mail.text,
        new_text="" if row.is_header_only else mail.reply_text,
        html="" if row.is_header_only else mail.html,
        language=mail.language,
        message_id=mail.message_id,
        # RFC 5322 3.6.4: a single In-Reply-To stands in for References.
        references=mail.references or (answered if len(answered) == 1 else ()),
        received_at=row.received_at,
        files=() if row.is_header_only else files,
        source_key=f"mail:{row.sha256}",
        is_authenticated=mail.authentication == "pass" and not mail.from_problem,
        is_disowned=mail.authentication == "fail",
        no_ack_reason=verdict.no_ack_reason,
    )


def _size_in_words(row: InboundMail) -> str:
    limit = settings.MAIL_SIZE_LIMIT / 1_048_576
    return (
        f"This mail is too large to fetch: {row.size / 1_048_576:.0f} MB, and the limit is {limit:.0f} MB. "
        f"It lies on the mail server in the folder {row.folder} (UID {row.uid})."
    )


def _converse(row: InboundMail, incoming: Incoming, thread: Thread | None) -> Delivered:
    if thread and not thread.is_participant:
        message = thread.ticket.receive(_as(incoming, Message.Kind.THIRD_PARTY))
        reason = f"Joined by {thread.how}; held, since its sender takes no part in the ticket."
        return Outcome.REPLY, reason, message
    if thread and thread.ticket.takes_follow_up(incoming.received_at):
        return Outcome.REPLY, f"Joined by {thread.how}.", thread.ticket.receive(incoming)
    if row.ticket:  # it stood in for this mail while nobody could read it
        row.ticket.identify(incoming)
        return Outcome.REPLY, "Could be read after all.", row.ticket.receive(incoming)
    follows = thread.ticket if thread else None
    ticket = Ticket.open_from(incoming, channel=row.mailbox.channel, follows=follows)
    reason = f"It follows #{follows.number}, which is closed." if follows else ""
    return Outcome.TICKET, reason, _entry(ticket, incoming)


def _archive(row: InboundMail, incoming: Incoming, verdict: Verdict) -> Delivered:
    """Old mail of persons becomes closed history; what a machine sent stays in the ledger."""
    if verdict.kind in ("bounce", "auto_reply"):
        outcome = Outcome.BOUNCE if verdict.kind == "bounce" else Outcome.AUTO_REPLY
        return outcome, f"{verdict.reason} It is old, so it changes nothing.", None
    is_spam = verdict.kind == "spam"
    message = Ticket.archive(incoming, channel=row.mailbox.channel, is_spam=is_spam)
    return Outcome.ARCHIVED, "It is from before this mailbox was read here.", message


def _as_wanted(row: InboundMail, incoming: Incoming) -> Delivered:
    """A person read it in the ledger and wants a ticket; what the screen said still forbids an answer."""
    reason = f"{row.wanted_by} made a ticket of it."
    ticket = Ticket.open_from(
        dataclasses.replace(incoming, no_ack_reason=reason), channel=row.mailbox.channel
    )
    return Outcome.TICKET, reason, _entry(ticket, incoming)


def _take_report(
    mail: ParsedMail, incoming: Incoming, channel: Channel, verdict: Verdict
) -> Delivered:
    sent = returned.reported_mail(mail, channel)
    if sent:
        message = sent.ticket.receive(_as(incoming, Message.Kind.BOUNCE))
        return Outcome.BOUNCE, returned.apply(mail, sent, at=timezone.now()), message
    thread = thread_of(mail, channel)
    if thread:
        message = thread.ticket.receive(_as(incoming, Message.Kind.BOUNCE))
        return Outcome.BOUNCE, verdict.reason, message
    return Outcome.BOUNCE, f"{verdict.reason} It names no mail of ours.", None


def _take_auto_reply(incoming: Incoming, thread: Thread | None, verdict: Verdict) -> Delivered:
    """It joins a ticket without opening it again or starting a clock; alone it stays in the ledger."""
    if not thread:
        return Outcome.AUTO_REPLY, f"{verdict.reason} It answers no ticket.", None
    message = thread.ticket.receive(_as(incoming, Message.Kind.AUTO_REPLY))
    return Outcome.AUTO_REPLY, f"{verdict.reason} Joined by {thread.how}.", message


def _with_flags(reason: str, row: InboundMail, mail: ParsedMail) -> str:
    """A Message-ID that another mail had proves nothing, and is said (F22)."""
    same = mail.message_id and Message.objects.filter(message_id=mail.message_id[:1000]).exclude(
        source_key=f"mail:{row.sha256}"
    )
    if same and same.exists():
        return f"{reason} Another mail had the same Message-ID.".strip()
    return reason


def _as(incoming: Incoming, kind: str) -> Incoming:
    return dataclasses.replace(incoming, kind=kind)


def _entry(ticket: Ticket, incoming: Incoming) -> Message:
    return Message.objects.get(ticket=ticket, source_key=incoming.source_key)
