"""The ledger: one row for every mail seen on a server, and what became of it (RELIABILITY.md 6.1).

stored -> parsing (attempt, lease) -> done | quarantined -> (retried -> stored). Beside it the state of the
server's copy: present -> marked -> moved | vanished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Now
from django.utils.translation import gettext_lazy as _

from tickets.models.reason_field import ReasonField

if TYPE_CHECKING:
    from tickets.models import Agent


class InboundMailQuerySet(models.QuerySet["InboundMail"]):
    def unread(self) -> InboundMailQuerySet:
        """What no reader has finished, with `waits_since`: when a reader should have had it."""
        waits_since = Greatest(F("seen_at"), F("retry_at"), F("lease_until"))
        waiting = (InboundMail.State.STORED, InboundMail.State.PARSING)
        return self.filter(state__in=waiting).annotate(waits_since=waits_since)

    def quarantined(self) -> InboundMailQuerySet:
        return self.filter(state=InboundMail.State.QUARANTINED)

    def search(self, words: str) -> InboundMailQuerySet:
        """By a part of the sender, the subject or the Message-ID."""
        words = words.replace("\0", "").strip()
        return self.filter(
            Q(from_addr__icontains=words)
            | Q(subject__icontains=words)
            | Q(message_id_header__icontains=words)
        )


class InboundMail(models.Model):
    class State(models.TextChoices):
        STORED = "stored", _("waiting to be read")
        PARSING = "parsing", _("being read")
        DONE = "done", _("done")
        QUARANTINED = "quarantined", _("could not be read")

    class Source(models.TextChoices):
        PRESENT = "present", _("on the server")
        MARKED = "marked", _("on the server, marked")
        MOVED = "moved", _("moved")
        VANISHED = "vanished", _("gone from the server")

    class Outcome(models.TextChoices):
        TICKET = "ticket", _("new ticket")
        REPLY = "reply", _("joined a ticket")
        AUTO_REPLY = "auto_reply", _("automatic reply")
        BOUNCE = "bounce", _("delivery report")
        OWN = "own", _("our own mail")
        DUPLICATE = "duplicate", _("copy of another mail")
        SPAM = "spam", _("spam")
        TOO_LARGE = "too_large", _("too large to fetch")
        UNREADABLE = "unreadable", _("could not be read")
        VANISHED = "vanished", _("gone before it was fetched")
        IGNORED = "ignored", _("kept here only")
        ARCHIVED = "archived", _("history")
        LEFT = "left", _("left on the server")

    # What may lie in the ledger without a ticket, and become one when a person says so.
    LEFT_ASIDE = (Outcome.OWN, Outcome.AUTO_REPLY, Outcome.BOUNCE, Outcome.SPAM, Outcome.IGNORED)

    mailbox = models.ForeignKey("mailbridge.Mailbox", on_delete=models.PROTECT, related_name="mail")
    folder = models.CharField(max_length=250)
    uidvalidity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Too large to fetch: what we keep is its header, the body stays on the server (F38).
    is_header_only = models.BooleanField(default=False, db_default=False)
    received_at = models.DateTimeField()  # INTERNALDATE, never later than when we saw it
    seen_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.STORED)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.PRESENT)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reason = ReasonField(blank=True)
    done_at = models.DateTimeField(null=True)
    from_addr = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    message_id_header = models.CharField(max_length=1000, blank=True)
    # Of mail in a folder of sent mail: the Message-ID that it answers.
    answers = models.CharField(max_length=1000, blank=True, default="", db_default="")
    duplicate_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True)
    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.SET_NULL, null=True)
    message = models.ForeignKey("tickets.Message", on_delete=models.SET_NULL, null=True)
    # Who said that it is to become a ticket, whatever the screen thinks of it.
    wanted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = InboundMailQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("mailbox", "folder", "uidvalidity", "uid"), name="one_row_a_server_mail"
            ),
        )
        indexes = (
            models.Index(fields=("sha256",), name="inbound_sha256"),
            models.Index(
                fields=("state", "id"),
                condition=~models.Q(state="done"),
                name="inbound_not_done",
            ),
            models.Index(
                fields=("seen_at",),
                condition=models.Q(outcome="ignored") & ~models.Q(answers=""),
                name="inbound_early_answers",
            ),
        )

    def __str__(self) -> str:
        return f"UID {self.uid} of {self.folder}: {self.get_state_display()}"

    @property
    def is_old(self) -> bool:
        """From before the mailbox was ours: history, never work."""
        return self.mailbox.is_old(self.received_at)

    @property
    def may_become_ticket(self) -> bool:
        is_aside = self.state == self.State.DONE and self.outcome in self.LEFT_ASIDE
        is_from_us = self.mailbox.sent_of_id is not None
        return is_aside and bool(self.sha256) and self.ticket_id is None and not is_from_us

    def retry(self) -> bool:
        """Read a quarantined mail again. False when it is not, or no longer, in quarantine."""
        held = type(self).objects.filter(pk=self.pk, state=self.State.QUARANTINED)
        return self._put_back(held)

    def read_again(self) -> bool:
        """What it belongs to has come meanwhile. False when it was not left aside."""
        aside = type(self).objects.filter(
            pk=self.pk, state=self.State.DONE, outcome=self.Outcome.IGNORED, ticket=None
        )
        return self._put_back(aside)

    def want_ticket(self, agent: Agent) -> bool:
        """Have a ticket made of a mail that was left aside. False when it was not, or has one by now."""
        aside = type(self).objects.filter(
            pk=self.pk,
            state=self.State.DONE,
            outcome__in=self.LEFT_ASIDE,
            ticket=None,
            mailbox__sent_of=None,
        )
        return self._put_back(aside.exclude(sha256=""), wanted_by=agent)

    def _put_back(self, mine: InboundMailQuerySet, **said: Any) -> bool:
        # The time of the next try is also since when it waits.
        return bool(
            mine.update(
                state=self.State.STORED,
                attempts=0,
                retry_at=Now(),
                outcome="",
                reason="",
                done_at=None,
                **said,
            )
        )
