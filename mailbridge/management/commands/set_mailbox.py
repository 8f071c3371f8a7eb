"""`manage.py set_mailbox`: make or change the mailbox that MAILBOX_* in the environment name."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mailbridge.from_environment import Unclear, mailbox_from


class Command(BaseCommand):
    help = "Make or change the mailbox of MAILBOX_ADDRESS; see .env.example."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            mailbox = mailbox_from(os.environ)
        except Unclear as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{mailbox} is read from {mailbox.host}:{mailbox.port}.")
