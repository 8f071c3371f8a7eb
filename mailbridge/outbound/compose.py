"""A frozen row of the outbox becomes a MIME mail with the headers of RELIABILITY.md 5.1 and 5.2."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import charset, encoders
from email.headerregistry import Address
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from mailbridge.models import Mailbox
from tickets.models import Attachment, OutgoingMail, Suppression
from tickets.models.blob import BlobDamaged
from tickets.models.ticket import reference_key
from tickets.reasons import Reason, because
from tickets.rules import references

LOOP_HEADER = "X-Ventanilla-Loop"
# Not "All": reports of non-delivery are wanted.
NO_ANSWER_PLEASE = "DR, RN, NRN, OOF, AutoReply"
# Under which a provider's tracking events bring our mail's number back.
METADATA = "ventanilla"

# Short lines of ASCII: nothing that a server on the way would have to change.
QUOTED_PRINTABLE = charset.Charset("utf-8")
QUOTED_PRINTABLE.body_encoding = charset.QP

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+")
_CONTENT_ID = re.compile(r"[\w.+-]{1,100}@[\w.-]{1,140}", re.ASCII)
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")


class CannotCompose(Exception):
    """The mail can never be sent as it is."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class ComposedMail(EmailMultiAlternatives):
    """A mail ready for any of Django's mail backends; ours uses the further facts too."""

    encoding = QUOTED_PRINTABLE
    mixed_subtype = "mixed"

    # Bounce addresses to try in turn, since some servers refuse the null sender or foreign tags.
    envelope_senders: tuple[str, ...] = ()
    # No report on delivery at all (RFC 3461), for automatic answers.
    wants_no_reports = False
    # Called after the body and before the final dot; an exception there keeps the mail from leaving.
    before_final_dot: Callable[[], None] | None = None
    # By our SMTP backend: who was refused while others were taken.
    refused: dict[str, tuple[int, bytes]]
    metadata: dict[str, str]

    @property
    def is_international(self) -> bool:
        """Some local part is not ASCII, so that only a server with SMTPUTF8 can take it (RFC 6531)."""
        return not all(_local_part(address).isascii() for address in self.recipients())


def compose(mail: OutgoingMail) -> ComposedMail:
    """The MIME mail. Raises CannotCompose."""
    if mail.is_automatic and Suppression.objects.standing(*mail.to).exists():
        raise CannotCompose(because("address_stopped"))
    channel = mail.ticket.channel
    mailbox = Mailbox.objects.filter(channel=channel, sent_of=None).first()
    has_plus = bool(mailbox and mailbox.has_plus_addresses)
    composed = ComposedMail(
        subject=one_line(mail.subject),
        body=mail.text,
        from_email=named(mail.from_name, channel.address),
        to=wire_addresses(mail.to),
        cc=wire_addresses(mail.cc),
        bcc=wire_addresses(mail.bcc),
        reply_to=[_reply_address(mail, channel.address)] if has_plus else None,
        headers=_headers(mail),
    )
    if not composed.to:
        raise CannotCompose(because("no_recipient"))
    if mail.html:
        composed.attach_alternative(mail.html, "text/html")
    parts = [_part(attachment, mail.html) for attachment in mail.message.attachments.all()]
    for part in parts:
        composed.attach(part)
    if parts and all("Content-ID" in part for part in parts):
        composed.mixed_subtype = "related"  # all of them belong to the text
    composed.envelope_senders = _envelope_senders(mail, channel.address, has_plus=has_plus)
    composed.wants_no_reports = mail.kind == OutgoingMail.Kind.ACKNOWLEDGEMENT
    composed.metadata = {METADATA: tracking_key(mail.pk)}
    composed.refused = {}
    return composed


def tracking_key(mail_id: int) -> str:
    return f"{settings.INSTANCE_ID[:40]}/{mail_id}"


def one_line(value: str) -> str:
    """A header's value: one line, no control characters (A25)."""
    return _CONTROLS.sub(" ", value).strip()


def _headers(mail: OutgoingMail) -> dict[str, str]:
    headers = {
        "Message-ID": mail.message_id_header,
        LOOP_HEADER: one_line(settings.INSTANCE_ID),
    }
    thread = [reference for reference in mail.references if _MESSAGE_ID.fullmatch(reference)]
    if thread:
        headers["In-Reply-To"] = thread[-1]
        headers["References"] = " ".join(thread)
    if mail.is_automatic:
        is_answer = mail.kind == OutgoingMail.Kind.ACKNOWLEDGEMENT
        headers["Auto-Submitted"] = "auto-replied" if is_answer else "auto-generated"
        headers["X-Auto-Response-Suppress"] = NO_ANSWER_PLEASE
    return headers


def _envelope_senders(mail: OutgoingMail, address: str, *, has_plus: bool) -> tuple[str, ...]:
    """The null sender for an acknowledgement, that nothing ever answers it; else one that names this mail."""
    first = [""] if mail.kind == OutgoingMail.Kind.ACKNOWLEDGEMENT else []
    if has_plus:
        first.append(references.bounce_address(address, outgoing_id=mail.pk, key=reference_key()))
    return tuple(wire_address(sender) if sender else "" for sender in (*first, address))


def _reply_address(mail: OutgoingMail, address: str) -> str:
    number = mail.ticket.number
    return wire_address(
        references.reply_address(address, ticket_number=number, key=reference_key())
    )


def named(name: str, address: str) -> str:
    local, _, domain = wire_address(address).rpartition("@")
    return str(Address(display_name=one_line(name), username=local, domain=domain))


def wire_addresses(addresses: list[str]) -> list[str]:
    return [wire_address(address) for address in addresses if address.strip()]


def wire_address(address: str) -> str:
    """The bare address with its domain as A-labels. Raises CannotCompose."""
    address = address.strip()
    local, _, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    if not ascii_domain or not _ADDRESS.fullmatch(address):
        raise CannotCompose(because("no_mail_address", address=one_line(address)[:100]))
    return f"{local}@{ascii_domain}"


def _local_part(address: str) -> str:
    return address.rpartition("@")[0]


def _part(attachment: Attachment, html: str) -> MIMEBase:
    """The file, byte for byte; a picture that stands in the text keeps its place (RFC 2392).

    Raises CannotCompose when its bytes are gone or altered (F30).
    """
    try:
        content = attachment.content()
    except BlobDamaged as error:
        why = because("attachment_damaged", name=attachment.name, said=str(error)[:300])
        raise CannotCompose(why) from error
    is_placed = bool(
        _CONTENT_ID.fullmatch(attachment.content_id) and f'"cid:{attachment.content_id}"' in html
    )
    return file_part(
        attachment.name,
        content,
        content_type=attachment.content_type,
        content_id=attachment.content_id if is_placed else "",
    )


def file_part(name: str, content: bytes, *, content_type: str, content_id: str = "") -> MIMEBase:
    main, _, sub = content_type.partition("/")
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", content_type, re.ASCII) or main in (
        "message",  # may not be base64 (RFC 2046 5.2)
        "multipart",
    ):
        main, sub = "application", "octet-stream"
    part = MIMEBase(main, sub)
    part.set_payload(content)
    encoders.encode_base64(part)
    name = one_line(name) or "file"
    if content_id:
        part.add_header("Content-ID", f"<{content_id}>")
    part.add_header(
        "Content-Disposition",
        "inline" if content_id else "attachment",
        filename=name if name.isascii() else ("utf-8", "", name),
    )
    return part
