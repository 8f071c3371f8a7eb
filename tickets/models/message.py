"""One entry of the conversation. Notes are a kind of their own: no public renderer takes one (A34)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.models.attachment import Attachment, IncomingFile
from tickets.models.customer import Customer
from tickets.rules.references import kept

# What the source keys of messages begin with that hold the place of a mail which nobody can read.
STANDS_IN = "unread:"


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What a customer (or a robot in their place) sent, from any channel. Times are aware."""

    from_addr: str
    from_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    # Where the mail asks for answers; told to the agent, never written to by itself (A19).
    reply_to: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    new_text: str = ""
    html: str = ""
    language: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    received_at: dt.datetime
    files: tuple[IncomingFile, ...] = ()
    # Unique: the same mail, delivered again, is the same message.
    source_key: str | None = None
    # "customer", "auto_reply", "bounce", "third_party", or "agent" for what we wrote in a mail program
    kind: str = "customer"
    is_authenticated: bool = False
    # The sender's domain says that the mail is not from there (DMARC failed).
    is_disowned: bool = False
    # One sentence, empty where an acknowledgement may be sent.
    no_ack_reason: str = ""


class MessageQuerySet(models.QuerySet["Message"]):
    def public(self) -> MessageQuerySet:
        """What the customer may see: never notes, never what is held, nor our words in place of theirs."""
        told = self.filter(kind__in=Message.PUBLIC_KINDS, held_at=None, taken_back_at=None)
        return told.exclude(source_key__startswith=STANDS_IN)

    def with_what_they_carry(self) -> MessageQuerySet:
        """With author, files, and the ways to settle it that they offered, in a fixed number of queries."""
        told = self.select_related("agent", "proposal")
        return told.prefetch_related("attachments", "proposal__options")


class Message(models.Model):
    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        AGENT = "agent", _("Agent")
        NOTE = "note", _("Internal note")
        AUTOMATIC = "automatic", _("Automatic mail of ours")
        PHONE = "phone", _("Phone call")
        AUTO_REPLY = "auto_reply", _("Automatic reply")
        BOUNCE = "bounce", _("Delivery report")
        THIRD_PARTY = "third_party", _("Someone else")

    # Someone else's message is held as it comes (A18): it is public once an agent has released it.
    PUBLIC_KINDS = (Kind.CUSTOMER, Kind.AGENT, Kind.PHONE, Kind.AUTOMATIC, Kind.THIRD_PARTY)
    FROM_US = (Kind.AGENT, Kind.PHONE, Kind.AUTOMATIC)
    # What a person of ours said: such an answer stops the clocks.
    ANSWERS = (Kind.AGENT, Kind.PHONE)

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    from_addr = models.CharField(max_length=320, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    bcc = models.JSONField(default=list)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    # The new words without quotation and signature; `text` keeps everything.
    new_text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=1000, blank=True)
    references = models.JSONField(default=list)
    reply_to = models.JSONField(default=list, db_default=[])
    is_authenticated = models.BooleanField(default=False)
    is_disowned = models.BooleanField(default=False, db_default=False)
    source_key = models.CharField(max_length=80, unique=True, null=True)
    # The form nonce of the agent or customer: a double click is one message.
    nonce = models.CharField(max_length=64, unique=True, null=True)
    held_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=models.Func(
            models.F("subject"),
            models.F("text"),
            template=(
                "to_tsvector('ventanilla_es', left(%(expressions)s, 100000)) || "
                "to_tsvector('ventanilla_en', left(%(expressions)s, 100000))"
            ),
            arg_joiner=" || ' ' || ",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        indexes = (
            models.Index(fields=("ticket", "at"), name="message_ticket_at"),
            models.Index(
                fields=("message_id",),
                condition=~models.Q(message_id=""),
                name="message_by_mail_id",
            ),
            GinIndex(fields=("search",), name="message_search"),
            GinIndex(fields=("from_addr",), name="message_from_trgm", opclasses=("gin_trgm_ops",)),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    @property
    def stands_in(self) -> bool:
        """Says that a mail came which could not be read."""
        return (self.source_key or "").startswith(STANDS_IN)

    @property
    def is_from_us(self) -> bool:
        return self.kind in self.FROM_US

    @property
    def is_from_nobody(self) -> bool:
        """No usable sender stood in the mail."""
        return Customer.is_stand_in(self.from_addr)

    @property
    def came_by_mail(self) -> bool:
        return (self.source_key or "").startswith("mail:") or bool(self.message_id)

    @property
    def words(self) -> str:
        """The new words; the whole text where nothing new was recognised, so nothing is ever hidden."""
        return self.new_text or self.text

    @property
    def has_folded_text(self) -> bool:
        return bool(self.new_text) and self.new_text.strip() != self.text.strip()

    def add_files(self, files: tuple[IncomingFile, ...]) -> None:
        Attachment.objects.bulk_create(Attachment.of(self, file) for file in files)

    @classmethod
    def from_source(cls, source_key: str | None) -> Message | None:
        """The message that this delivery made before, if it did."""
        return cls.objects.filter(source_key=source_key).first() if source_key else None

    @classmethod
    def from_sources(cls, source_keys: Iterable[str | None]) -> dict[str | None, Message]:
        """The same for many deliveries, by their keys."""
        keys = [key for key in source_keys if key]
        found = cls.objects.filter(source_key__in=keys).select_related("ticket") if keys else ()
        return {message.source_key: message for message in found}

    @classmethod
    def from_incoming(cls, incoming: Incoming, **fields: Any) -> Message:
        """An unsaved message with the facts of what arrived."""
        return cls(
            kind=incoming.kind,
            at=incoming.received_at,
            from_addr=incoming.from_addr[:320],
            from_name=incoming.from_name[:200],
            to=list(incoming.to[:100]),
            cc=list(incoming.cc[:100]),
            subject=incoming.subject[:500],
            text=incoming.text,
            new_text=incoming.new_text,
            html=incoming.html,
            message_id=kept(incoming.message_id),
            references=list(incoming.references[-100:]),
            reply_to=list(incoming.reply_to[:5]),
            is_authenticated=incoming.is_authenticated,
            is_disowned=incoming.is_disowned,
            source_key=incoming.source_key,
            **fields,
        )
