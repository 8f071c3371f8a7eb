"""`manage.py demo_data`: the made-up company and its last sixty days; `--tickets N` adds many more."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from helpdesk.demo import protocol
from helpdesk.demo.bulk import Bulk, write_part
from helpdesk.demo.company import SUPPORT_ADDRESSES
from helpdesk.demo.history import History
from mailbridge.from_environment import Unclear, mailbox_from
from mailbridge.models import Mailbox
from tickets.models import Message

HISTORY_LOCK = 7_348_021  # of pg_advisory_xact_lock: two at once make one history


class Command(BaseCommand):
    help = "Make the demo's company, once; with --tickets N add N finished tickets for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tickets", type=int, metavar="N", help="how many tickets to add")
        parser.add_argument("--part", type=int, help="used by --tickets for its processes")
        parser.add_argument("--processes", type=int, default=2, help="for --tickets (default: 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"]:
            write_part(options["part"])
            return
        count = options["tickets"]
        if count is not None and count < 1:
            raise CommandError("--tickets is a number from 1.")
        self._company()
        self._mailboxes()
        if count:
            seconds = Bulk(count, processes=options["processes"]).write()
            self.stdout.write(f"Added {count} tickets in {seconds:.0f} s.")

    def _company(self) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [HISTORY_LOCK])
            protocol.establish()
            if Message.objects.exists():
                self.stdout.write("The company is there already; nothing was changed.")
                return
            made = History(now=timezone.now()).write()
        self.stdout.write(f"Made Alameda, with {made} tickets of the last sixty days.")

    def _mailboxes(self) -> None:
        """Bring the mailboxes in line with the environment: the mail server's port may have changed."""
        if not os.environ.get("MAILBOX_HOST"):
            return
        named = os.environ.get("MAILBOX_ADDRESS")
        addresses = (named,) if named else SUPPORT_ADDRESSES
        try:
            read = [mailbox_from(os.environ, address=address) for address in addresses]
        except Unclear as problem:
            raise CommandError(str(problem)) from problem
        Mailbox.objects.exclude(pk__in=[mailbox.pk for mailbox in read]).filter(
            channel__address__in=SUPPORT_ADDRESSES
        ).update(is_active=False)
