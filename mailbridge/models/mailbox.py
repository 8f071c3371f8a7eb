"""A mailbox to read over IMAP, how its last visits went, and the lease under which one worker reads it.

The lease is by database time and carries a fencing number; correctness never depends on it (F24, F25), the
unique keys of `InboundMail` see to that.
"""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mailbridge.models.first_import import FirstImport
from mailbridge.models.troubled import Troubled
from mailbridge.secret import Sealed

# A mailbox is visited every half minute.
VISIT_LATE = dt.timedelta(minutes=15)


class Mailbox(Troubled, FirstImport):
    class Security(models.TextChoices):
        TLS = "tls", _("TLS (recommended)")
        STARTTLS = "starttls", _("STARTTLS, required")
        PLAIN = "plain", _("none: only on this machine")

    class SignIn(models.TextChoices):
        PASSWORD = "password", _("User name and password")
        GOOGLE = "google", _("Google")
        MICROSOFT = "microsoft", _("Microsoft 365")
        MICROSOFT_APP = "microsoft_app", _("Microsoft 365, without a person")

    class Afterwards(models.TextChoices):
        KEEP = "keep", _("leave it where it is")
        MOVE = "move", _("move it to another folder")
        DELETE = "delete", _("delete it")

    channel = models.ForeignKey(
        "tickets.Channel",
        verbose_name=_("channel"),
        on_delete=models.PROTECT,
        related_name="mailboxes",
        related_query_name="mailbox",
    )
    # The folder of sent mail is watched, counted and compared as a mailbox of its own, with the sign-in of
    # the mailbox that it belongs to.
    sent_of = models.OneToOneField(
        "self", on_delete=models.CASCADE, related_name="sent", null=True, editable=False
    )
    sign_in = models.CharField(
        max_length=16,
        choices=SignIn.choices,
        default=SignIn.PASSWORD,
        db_default=SignIn.PASSWORD,
        editable=False,
    )
    host = models.CharField(_("IMAP server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(
        _("encryption"), max_length=8, choices=Security.choices, default=Security.TLS
    )
    username = models.CharField(_("user name"), max_length=320)
    sealed_secret = models.TextField(editable=False, blank=True)
    folder = models.CharField(_("folder"), max_length=250, default="INBOX")
    afterwards = models.CharField(
        _("what to do with mail once it is a ticket"),
        max_length=6,
        choices=Afterwards.choices,
        default=Afterwards.KEEP,
    )
    processed_folder = models.CharField(_("folder to move it to"), max_length=250, blank=True)
    retention_days = models.PositiveSmallIntegerField(
        _("days before it is moved or deleted"), default=14
    )
    has_plus_addresses = models.BooleanField(
        _("the server delivers plus addresses (support+anything@…) here"), default=True
    )
    is_active = models.BooleanField(_("is read"), default=True)

    lease_until = models.DateTimeField(null=True, editable=False)
    fence = models.PositiveBigIntegerField(default=0, editable=False)
    uidvalidity = models.PositiveBigIntegerField(null=True, editable=False)
    reconciled_at = models.DateTimeField(null=True, editable=False)
    visited_at = models.DateTimeField(null=True, editable=False)
    # When the database was last put back to an older state.
    restored_at = models.DateTimeField(null=True, editable=False)
    # What the watchdog counted, apart from all visits.
    counted_at = models.DateTimeField(null=True, editable=False)
    on_server = models.PositiveIntegerField(default=0, editable=False)
    in_ledger = models.PositiveIntegerField(default=0, editable=False)
    without_row = models.PositiveIntegerField(default=0, editable=False)
    without_mail = models.PositiveIntegerField(default=0, editable=False)
    differs_since = models.DateTimeField(null=True, editable=False)
    # What lacks its other half, so that the next count knows whether it is the same.
    differing = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name_plural = _("mailboxes")
        constraints = (
            models.UniqueConstraint(
                fields=("channel",),
                condition=models.Q(sent_of=None),
                name="one_mailbox_a_channel",
            ),
        )

    password = Sealed("sealed_secret")

    def __str__(self) -> str:
        address = self.channel.address
        return f"{address} · {self.folder}" if self.sent_of_id else address

    @property
    def account(self) -> Mailbox:
        """The mailbox with whose name and key one signs in."""
        return self.sent_of or self

    @property
    def sent_folder(self) -> str:
        """The folder of sent mail that is read; "" when none is."""
        sent = Mailbox.objects.filter(sent_of=self, is_active=True).first()
        return sent.folder if sent else ""

    def read_sent(self, folder: str) -> None:
        """Read this folder of sent mail too, from now on; "" ends it."""
        known = Mailbox.objects.filter(sent_of=self)
        if not folder:
            known.update(is_active=False)
            return
        sent = known.first() or Mailbox(sent_of=self, channel=self.channel)
        if not sent.starts_at:
            sent.start_today(self.channel.calendar.timezone)
        if self.starts_at:
            sent.starts_at, sent.old_since = self.starts_at, self.old_since
            sent.old_mail = self.old_mail
        sent.folder, sent.is_active, sent.reconciled_at = folder, True, None
        sent.forget_trouble()
        # Of a known one nothing else: a worker may hold its lease.
        chosen = ["starts_at", "old_since", "old_mail", "folder", "is_active", "reconciled_at"]
        sent.save(update_fields=chosen if sent.pk else None)

    @property
    def has_password(self) -> bool:
        return self.sign_in == self.SignIn.PASSWORD

    @property
    def provider(self) -> str:
        """Who gives tokens for it: a name of `oauth.providers`, or nothing where it has a password."""
        return "" if self.has_password else self.sign_in.partition("_")[0]

    @property
    def signs_in_by_itself(self) -> bool:
        return self.sign_in == self.SignIn.MICROSOFT_APP

    def lies_still(self, now: dt.datetime) -> bool:
        """It is to be read, nothing is known to be wrong, and yet nobody has come for long, or is at it."""
        if not self.is_active or self.visited_at is None:
            return False
        if self.failing_since or self.account.failing_since:
            return False
        is_held = self.lease_until is not None and self.lease_until > now
        return not is_held and now - self.visited_at > VISIT_LATE

    def choose_old_mail(
        self, *, starts_at: dt.datetime, old_mail: str, old_since: dt.datetime | None
    ) -> None:
        """What was left on the server is looked at again by the next visit."""
        with transaction.atomic():
            both = Mailbox.objects.filter(Q(pk=self.pk) | Q(sent_of=self))
            for mailbox in both:
                mailbox.mail.filter(outcome="left").delete()
            both.update(
                starts_at=starts_at, old_mail=old_mail, old_since=old_since, reconciled_at=None
            )

    def take_lease(self, seconds: int) -> int | None:
        """Become the one reader for so many seconds: the fencing number, or None if another is."""
        free = Q(lease_until=None) | Q(lease_until__lt=Now())
        until = Now() + dt.timedelta(seconds=seconds)
        mine = type(self).objects.filter(free, pk=self.pk)
        if not mine.update(lease_until=until, fence=F("fence") + 1):
            return None
        self.refresh_from_db(fields=["fence", "lease_until"])
        return self.fence

    def renew_lease(self, fence: int, seconds: int) -> bool:
        """False when the lease was lost meanwhile: stop reading."""
        mine = type(self).objects.filter(pk=self.pk, fence=fence)
        return bool(mine.update(lease_until=Now() + dt.timedelta(seconds=seconds)))

    def end_lease(self, fence: int) -> None:
        type(self).objects.filter(pk=self.pk, fence=fence).update(lease_until=None)
