"""`manage.py mail_status`: is all well? Ends with 1 when something is not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from mailbridge.health import overview
from mailbridge.health.finding import Finding
from mailbridge.inbound.server import watchdog
from mailbridge.models import Mailbox


class Command(BaseCommand):
    help = "Says of each part of the mail bridge whether it is well; exit code 1 when one is not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", action="store_true", help="count all mailboxes first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["count"]:
            for mailbox in Mailbox.objects.filter(is_active=True).select_related("channel"):
                watchdog.count(mailbox)
        found = overview.findings()
        for finding in found:
            self.stdout.write(_line(finding))
        if not all(finding.is_ok for finding in found):
            raise SystemExit(1)


def _line(finding: Finding) -> str:
    mark = "soon" if finding.is_soon else "ok " if finding.is_ok else "RED"
    since = timezone.localtime(finding.since).strftime("(%Y-%m-%d %H:%M)") if finding.since else ""
    parts = (mark, finding.about and f"{finding.about}:", finding.words, since, finding.advice)
    return " ".join(part for part in parts if part)
