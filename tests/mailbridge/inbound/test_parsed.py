"""`ParsedMail` travels as JSON and comes back the same."""

from datetime import datetime, timedelta, timezone

import pytest

from mailbridge.inbound.parse import parse_mail
from mailbridge.inbound.parsed import PUBLIC_KEYS, ParsedAttachment, ParsedMail


def test_a_mail_survives_the_journey() -> None:
    mail = ParsedMail(
        from_addr="ana@acme.example",
        to=("support@desk.example",),
        subject="¿Año? 😀",
        date=datetime(2025, 3, 3, 9, 15, tzinfo=timezone(timedelta(hours=1))),
        attachments=(ParsedAttachment("a.pdf", "application/pdf", 5, "0" * 64, cid="x@y"),),
        return_path=None,
        names={"ana@acme.example": "Ana"},
    )
    assert ParsedMail.from_json(mail.to_json()) == mail


def test_a_null_sender_is_not_a_missing_one() -> None:
    assert parse_mail(b"Return-Path: <>\n\nx").return_path == ""
    assert parse_mail(b"From: a@acme.example\n\nx").return_path is None


@pytest.mark.parametrize("text", ["", "[]", "5", '{"attachments": 5}'])
def test_what_is_no_mail_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        ParsedMail.from_json(text)


def test_the_public_keys_are_those_of_the_command() -> None:
    assert tuple(ParsedMail().public()) == tuple(PUBLIC_KEYS)
