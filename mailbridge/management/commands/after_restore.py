"""`manage.py after_restore`: once, after a backup was restored and before the programs start again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mailbridge import restored
from mailbridge.models import Home

NUMBERS = 10_000


class Command(BaseCommand):
    help = "After restoring a backup: nothing that may have left is sent again, no mail acknowledged twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--numbers",
            type=int,
            default=NUMBERS,
            help=f"ticket numbers to leave out: more than were given since the backup ({NUMBERS})",
        )

        parser.add_argument(
            "--nothing-lost",
            action="store_true",
            help="the database was moved with everything in it, and no program ran since: go on as before",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["nothing_lost"]:
            Home.settle()
            self.stdout.write("This is where the work goes on. Start the programs now.")
            return
        held = restored.settle(numbers=options["numbers"])
        self.stdout.write(
            f"{held} mails are held, since they may have left already: their tickets say so, and there"
            " each can be sent again. Start the programs now: mail that is still on"
            " its server comes in again, without a second acknowledgement."
        )
