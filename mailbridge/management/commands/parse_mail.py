"""`parse_mail`: what the parser makes of a mail, as JSON. Needs no database and no secret."""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mailbridge.inbound.child import CannotStart, ParserChild
from mailbridge.inbound.parsed import ParsedMail, Unreadable


class Command(BaseCommand):
    help = "Print one JSON object a line for each mail file, or for standard input."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument(
            "--serve",
            action="store_true",
            help='read {"path": "…"} lines from standard input and answer a line each',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with ParserChild() as child:
            if options["serve"]:
                with suppress(CannotStart):  # said with the first mail, if it still does not
                    child.wake()
                for line in sys.stdin.buffer:
                    if line.strip():
                        _print(_answer(child, line))
            elif options["files"]:
                for name in options["files"]:
                    _print(_read(child, name))
            else:
                with tempfile.NamedTemporaryFile(suffix=".eml") as file:
                    file.write(sys.stdin.buffer.read())
                    file.flush()
                    _print(_read(child, file.name))


def _answer(child: ParserChild, line: bytes) -> dict[str, Any]:
    try:
        order = json.loads(line)
        path = order["path"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"error": 'The line is not {"path": "…"}.'}
    if not isinstance(path, str):
        return {"error": "The path is not a string."}
    return _read(child, path)


def _read(child: ParserChild, name: str) -> dict[str, Any]:
    problem = _unusable(name)
    if problem:
        return {"error": problem}
    parsed: ParsedMail | Unreadable
    try:
        parsed = child.parse(name)
    except CannotStart as problem:
        parsed = Unreadable(f"The parser process does not start ({problem}).")
    if isinstance(parsed, Unreadable):
        parsed = ParsedMail(verdict="unreadable", reason=parsed.reason, error=parsed.reason)
    return parsed.public()


def _unusable(name: str) -> str:
    try:
        path = Path(name)
        if not path.exists():
            return f"There is no file {name!r}."
        if not path.is_file() or not os.access(path, os.R_OK):
            return f"{name!r} is not a readable file."
    except (OSError, ValueError) as problem:
        return f"{name!r} cannot be opened ({problem})."
    return ""


def _print(answer: dict[str, Any]) -> None:
    # ASCII only: whatever the terminal's encoding, the line is valid JSON.
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
