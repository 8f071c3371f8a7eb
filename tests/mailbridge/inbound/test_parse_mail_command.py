"""`manage.py parse_mail`, as a support engineer calls it: no database, no secret."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mailbridge.inbound.parsed import PUBLIC_KEYS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
MUSEUM = ROOT / "tests" / "mail"
LETTER = MUSEUM / "quote-gmail-spanish.eml"


def run(*arguments: str, given: bytes = b"") -> list[dict[str, Any]]:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "SECRET_KEY", "REDIS_URL"}
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "parse_mail", *arguments],
        cwd=ROOT, input=given, capture_output=True, env=bare, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_files_are_printed_in_order_and_a_missing_one_is_an_error_line() -> None:
    missing, first, second = run("/nowhere/x.eml", str(LETTER), str(MUSEUM / "bounce-qmail.eml"))
    assert "no file" in missing["error"]
    assert first["reply_text"].startswith("Sigue sin funcionar")
    assert first["error"] == ""
    assert second["is_bounce"]
    assert list(first) == list(PUBLIC_KEYS)


def test_standard_input_is_read() -> None:
    (found,) = run(given=b"From: ana@acme.example\n\nHola.\n")
    assert found["from_addr"] == "ana@acme.example"


def test_serve_answers_every_line_whatever_it_holds() -> None:
    lines = [
        b"not json", b"{}", b'{"path": 5}', b"[]", b"\xff\xfe", b'{"path": "/nowhere"}',
        b'{"path": "\\u0000"}', b'{"path": "/"}', b"[" * 100_000,
        json.dumps({"path": str(LETTER)}).encode(),
    ]  # fmt: skip
    answers = run("--serve", given=b"\n".join(lines) + b"\n")
    assert len(answers) == len(lines)
    assert all(answer["error"] for answer in answers[:-1])
    assert answers[-1]["subject"] == "Re: Consulta"
