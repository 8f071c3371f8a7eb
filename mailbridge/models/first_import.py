"""What becomes of the mail that lay in a mailbox before it was ours (F37)."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FirstImport(models.Model):
    """By INTERNALDATE, never by the Date field, which the sender writes."""

    class OldMail(models.TextChoices):
        NONE = "none", _("Leave it on the server")
        SINCE = "since", _("Bring in as history what came since")
        ALL = "all", _("Bring in all of it as history")

    # Mail from before is old, the rest is worked on; without a moment nothing is old.
    starts_at = models.DateTimeField(null=True, editable=False)
    old_mail = models.CharField(
        max_length=5,
        choices=OldMail.choices,
        default=OldMail.NONE,
        db_default=OldMail.NONE,
        editable=False,
    )
    old_since = models.DateTimeField(null=True, editable=False)
    # How many mails the folder held when it was last compared with the ledger.
    found = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        abstract = True

    def start_today(self, zone: str) -> None:
        """What came in before today, in that time zone, is old. Not saved yet."""
        today = timezone.localtime(timezone=zoneinfo.ZoneInfo(zone))
        self.starts_at = today.replace(hour=0, minute=0, second=0, microsecond=0)

    def is_old(self, arrived_at: dt.datetime) -> bool:
        return self.starts_at is not None and arrived_at < self.starts_at

    def leaves(self, arrived_at: dt.datetime) -> bool:
        """Whether mail of that moment stays on the server, unread by us."""
        if not self.is_old(arrived_at) or self.old_mail == self.OldMail.ALL:
            return False
        since = self.old_since if self.old_mail == self.OldMail.SINCE else None
        return since is None or arrived_at < since
