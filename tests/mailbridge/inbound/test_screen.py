"""RELIABILITY.md 5.3, clause by clause, in both polarities."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mailbridge.inbound.parse import parse_mail
from mailbridge.inbound.parsed import ParsedMail
from mailbridge.inbound.screen import Ourselves, Verdict, screen

NOW = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
PERSON = ParsedMail(
    from_addr="ana@acme.example",
    to=("support@desk.example",),
    return_path="ana@acme.example",
    message_id="<m1@acme.example>",
    auto_submitted="no",
    precedence="normal",
    auto_response_suppress=("dr",),
    loop_ids=("another-desk",),
    authentication="pass",
)


def judged(mail: ParsedMail, *, received_at: datetime = NOW) -> Verdict:
    return screen(
        mail,
        ourselves=Ourselves(
            frozenset({"Support@desk.example"}), "this-desk", frozenset({"mail.desk.example"})
        ),
        received_at=received_at,
        now=NOW,
    )


def test_a_persons_mail_is_acknowledged() -> None:
    assert judged(PERSON) == Verdict("person", "A person wrote this mail.", "")


# What each clause sees, the kind it makes of the mail, and a word of its reason.
SILENT: list[tuple[str, dict[str, Any], str, str]] = [
    ("1", {"return_path": ""}, "person", "Return-Path is empty"),
    ("1", {"return_path": None}, "person", "no Return-Path"),
    ("2", {"auto_submitted": "auto-generated"}, "person", "Auto-Submitted"),
    ("2", {"is_auto_reply": True, "auto_reply_sign": "It did."}, "auto_reply", "It did."),
    ("3", {"is_bounce": True, "bounce_status": "5.1.1"}, "bounce", "5.1.1"),
    ("3", {"report_type": "disposition-notification"}, "person", "report"),
    ("4", {"from_addr": "mailer-daemon@acme.example"}, "person", "Nobody reads"),
    ("4", {"from_addr": "no-reply@acme.example"}, "person", "Nobody reads"),
    ("4", {"from_addr": "list-owner@acme.example"}, "person", "Nobody reads"),
    ("4", {"from_addr": "list-request@acme.example"}, "person", "Nobody reads"),
    ("4", {"return_path": "bounce-17@acme.example"}, "person", "Nobody reads"),
    ("4", {"from_addr": "noresponder@acme.example"}, "person", "Nobody reads"),
    ("5", {"list_headers": ("list-id",)}, "list", "List-Id"),
    ("6", {"precedence": "bulk"}, "list", "bulk"),
    ("6", {"precedence": "junk"}, "list", "junk"),
    ("7", {"auto_response_suppress": ("oof",)}, "person", "silence"),
    ("8", {"robot_headers": ("x-fc-machinegenerated",)}, "person", "X-Fc-Machinegenerated"),
    ("9", {"loop_ids": ("this-desk",)}, "loop", "loop header"),
    ("9", {"from_addr": "SUPPORT@desk.example"}, "own", "our own mailboxes"),
    ("9", {"message_id": "<x@Mail.Desk.example>"}, "own", "one of ours"),
    ("10", {"spam_sign": "The server calls it spam."}, "spam", "calls it spam"),
    ("10", {"authentication": "fail"}, "person", "DMARC"),
    ("11", {"from_problem": "Several people stand in From."}, "unknown_sender", "Several"),
    ("11", {"from_addr": ""}, "unknown_sender", "From"),
    ("12", {"to": ("other@desk.example",)}, "person", "None of our addresses"),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "seen", "kind", "word"), SILENT)
def test_no_automatic_mail_when(clause: str, seen: dict[str, Any], kind: str, word: str) -> None:
    verdict = judged(replace(PERSON, **seen))
    assert verdict.kind == kind, f"clause ({clause})"
    assert word in verdict.no_ack_reason, f"clause ({clause})"
    assert verdict.no_ack_reason.endswith(".")


ALLOWED: list[tuple[str, dict[str, Any]]] = [
    ("2", {"auto_submitted": ""}),
    ("4", {"from_addr": "noelia.reply@acme.example"}),
    ("4", {"from_addr": "abused@acme.example"}),
    ("4", {"from_addr": "nora@acme.example"}),
    ("6", {"precedence": ""}),
    ("7", {"auto_response_suppress": ("dr", "rn", "nrn")}),
    ("9", {"message_id": "<x@desk.example>"}),
    ("10", {"authentication": "none"}),
    ("12", {"to": (), "cc": ("support@desk.example",)}),
    ("12", {"to": ("support+t0ken@desk.example",)}),
    ("12", {"to": (), "resent_to": ("support@desk.example",)}),
]


@pytest.mark.parametrize(("clause", "seen"), ALLOWED)
def test_a_near_miss_is_acknowledged(clause: str, seen: dict[str, Any]) -> None:
    assert judged(replace(PERSON, **seen)).no_ack_reason == "", f"clause ({clause})"


def test_clause_13_old_mail_is_not_acknowledged() -> None:
    assert "24 hours" in judged(PERSON, received_at=NOW - timedelta(hours=25)).no_ack_reason
    assert judged(PERSON, received_at=NOW - timedelta(hours=23)).no_ack_reason == ""


def test_without_own_addresses_clause_12_is_left_out() -> None:
    verdict = screen(replace(PERSON, to=()), ourselves=Ourselves(), received_at=NOW, now=NOW)
    assert verdict.no_ack_reason == ""


def test_our_loop_header_is_read_from_the_mail() -> None:
    raw = b"From: a@acme.example\nReturn-Path: <a@acme.example>\nX-Ventanilla-Loop: this-desk\n\nx"
    assert judged(parse_mail(raw)).kind == "loop"
