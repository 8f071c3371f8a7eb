"""The protocol as a file: `protocol write > FILE`, `protocol read FILE`, `protocol start-from shop`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tickets.protocol.notation import Fault
from tickets.protocol.ready_made import READY_MADE
from tickets.protocol.taking_in import take_in
from tickets.protocol.writing import protocol


class Command(BaseCommand):
    help = "Write the protocol as a file, take one in, or start from a ready one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("write", help="print this system's protocol")
        verbs.add_parser("read", help="take a file in").add_argument("file", help="- for stdin")
        start = verbs.add_parser("start-from", help="take a ready protocol in")
        start.add_argument("ready", choices=READY_MADE)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "write":
            self.stdout.write(protocol(), ending="")
            return
        text = (
            READY_MADE[options["ready"]].text()
            if options["verb"] == "start-from"
            else _read(options["file"])
        )
        try:
            outcome = take_in(text)
        except Fault as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"new {outcome.made}, changed {outcome.changed}, same {outcome.same}")


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{name} cannot be read: {error}") from error
