"""The columns of a ticket, below its behaviours."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.priority import Priority


def reference_key() -> bytes:
    """The key of the references in our mail; its own, so that no other use of SECRET_KEY leaks it."""
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"mail-references").digest()


class Status(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting for the customer")
    PROPOSED = "proposed", _("Resolution proposed")
    CLOSED = "closed", _("Closed")


class CloseReason(models.TextChoices):
    AGREED = "agreed", _("Customer agreed")
    SILENCE = "silence", _("No answer from the customer")
    AGENT = "agent", _("Closed by an agent")
    MERGED = "merged", _("Merged")
    IMPORTED = "imported", _("From before our time")


class TicketFields(models.Model):
    """A ticket's number is its primary key, counted from 20001."""

    Status: ClassVar = Status
    CloseReason: ClassVar = CloseReason

    subject = models.CharField(_("subject"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL, db_default=Priority.NORMAL
    )
    close_reason = models.CharField(max_length=10, choices=CloseReason.choices, blank=True)
    close_note = models.CharField(max_length=300, blank=True)
    is_spam = models.BooleanField(default=False)
    customer = models.ForeignKey(
        "tickets.Customer", on_delete=models.PROTECT, related_name="tickets"
    )
    participants = models.JSONField(default=list)  # addresses that take part, lower case
    channel = models.ForeignKey("tickets.Channel", on_delete=models.PROTECT)
    team = models.ForeignKey("tickets.Team", on_delete=models.SET_NULL, null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    category = models.ForeignKey("tickets.Category", on_delete=models.SET_NULL, null=True)
    procedure_version = models.ForeignKey(
        "tickets.ProcedureVersion", on_delete=models.PROTECT, null=True
    )
    language = models.CharField(max_length=5, default="es")
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True)
    # Never itself a merged ticket: one step leads to where the conversation goes on.
    merged_into = models.ForeignKey(
        "tickets.Ticket", on_delete=models.SET_NULL, null=True, related_name="merged"
    )
    # The Message-ID with which an archived thread began, since its mails come in any order.
    thread_root = models.CharField(max_length=1000, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    # Kept here so that a list is one query; each has one writer.
    next_due_at = models.DateTimeField(null=True)  # clocked.refresh_due
    flagged_at = models.DateTimeField(null=True)  # flaggable
    # The place in the lists: a flag counts, while it is our turn, as if something had been due when it was raised.
    # So who is upset stands behind what was late by then, and before all that was not.
    listed_at = models.GeneratedField(
        expression=Least(
            "next_due_at",
            models.Case(models.When(status__in=(Status.NEW, Status.OPEN), then="flagged_at")),
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    last_message_at = models.DateTimeField(default=timezone.now)  # conversing
    excerpt = models.CharField(max_length=200, blank=True)  # conversing
    steps_done = models.PositiveSmallIntegerField(default=0)  # guided
    steps_total = models.PositiveSmallIntegerField(default=0)  # guided

    class Meta:
        abstract = True
        ordering = ("-pk",)
        indexes = (
            models.Index(
                models.F("listed_at").asc(nulls_last=True),
                "id",
                condition=~models.Q(status="closed") & models.Q(is_spam=False),
                name="ticket_open_by_listed",
            ),
            models.Index(
                fields=("flagged_at",),
                condition=models.Q(flagged_at__isnull=False),
                name="ticket_flagged",
            ),
            models.Index(
                fields=("-last_message_at", "-id"),
                condition=models.Q(status="closed"),
                name="ticket_closed_recent",
            ),
            models.Index(
                fields=("assignee", "status"),
                condition=~models.Q(status="closed"),
                name="ticket_open_assignee",
            ),
            models.Index(fields=("customer", "-created_at"), name="ticket_of_customer"),
            models.Index(fields=("created_at",), name="ticket_created"),
            models.Index(
                fields=("thread_root",),
                condition=~models.Q(thread_root=""),
                name="ticket_thread_root",
            ),
            GinIndex(fields=("subject",), name="ticket_subject_trgm", opclasses=("gin_trgm_ops",)),
        )

    def __str__(self) -> str:
        return f"#{self.number} {self.subject}"

    @property
    def number(self) -> int:
        return int(self.pk)

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def is_archived(self) -> bool:
        return self.is_closed and self.close_reason == CloseReason.IMPORTED

    @property
    def is_pressing(self) -> bool:
        return self.priority >= Priority.HIGH

    @property
    def awaits_us(self) -> bool:
        return self.status in (Status.NEW, Status.OPEN)

    def is_late(self, now: dt.datetime) -> bool:
        return bool(self.next_due_at and self.next_due_at < now)
