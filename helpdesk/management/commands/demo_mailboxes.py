"""`manage.py demo_mailboxes`: point the demo's mailboxes at the mail server that was just started.

Its port may be another one than last time, when somebody else has taken that.
"""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from helpdesk.demo.company import SUPPORT_ADDRESSES
from mailbridge.models import Mailbox
from tickets.models import Channel


class Command(BaseCommand):
    help = "Point the demo's mailboxes at the demo's mail server (DEMO_IMAP_PORT)."

    def handle(self, *args: Any, **options: Any) -> None:
        port = os.environ.get("DEMO_IMAP_PORT", "")
        if not port:
            raise CommandError("DEMO_IMAP_PORT is not set: this command is part of `manage.py demo`.")
        for channel in Channel.objects.filter(address__in=SUPPORT_ADDRESSES):
            mailbox = Mailbox.objects.filter(channel=channel).first() or Mailbox(channel=channel)
            mailbox.host, mailbox.port = "127.0.0.1", int(port)
            mailbox.security = Mailbox.Security.PLAIN
            mailbox.username = channel.address
            mailbox.password = os.environ["DEMO_MAIL_PASSWORD"]
            mailbox.save()
