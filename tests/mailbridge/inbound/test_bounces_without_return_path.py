"""A mailbox may strip the Return-Path before we see a bounce: the rest must tell."""

import json
from pathlib import Path

import pytest

from mailbridge.inbound.parse import parse_mail

MUSEUM = Path(__file__).parents[2] / "mail"
BOUNCES = [
    path.stem
    for path in sorted(MUSEUM.glob("bounce-*.eml"))
    if json.loads(path.with_suffix(".json").read_text()).get("is_bounce")
]


@pytest.mark.parametrize("name", BOUNCES)
def test_a_bounce_is_known_without_its_return_path(name: str) -> None:
    raw = (MUSEUM / f"{name}.eml").read_bytes().replace(b"Return-Path: <>\n", b"")
    assert parse_mail(raw).is_bounce
