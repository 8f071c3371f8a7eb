"""Every odd mail of tests/mail reads as its JSON says.

A key stands for equality; KEY__has and KEY__lacks for what must and must not occur in it. Of an
attachment only the fields named are compared.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from mailbridge.inbound.parse import parse_mail

MUSEUM = Path(__file__).parents[2] / "mail"
MAILS = sorted(path.stem for path in MUSEUM.glob("*.eml"))


def test_the_museum_is_not_empty() -> None:
    assert len(MAILS) > 200


@pytest.mark.parametrize("name", MAILS)
def test_an_odd_mail_is_read_right(name: str) -> None:
    expected = json.loads((MUSEUM / f"{name}.json").read_text())
    found = json.loads(parse_mail((MUSEUM / f"{name}.eml").read_bytes()).to_json())
    assert expected, "a mail of the museum expects something"
    differences = {key: _found(found, key) for key in expected if not _agrees(found, key, expected)}
    assert not differences
    assert bool(found["error"]) == bool(expected.get("error"))


def _found(found: dict[str, Any], key: str) -> Any:
    return found[key.partition("__")[0]]


def _agrees(found: dict[str, Any], key: str, expected: dict[str, Any]) -> bool:
    value, wanted = _found(found, key), expected[key]
    if key.endswith("__has"):
        return all(piece in value for piece in wanted)
    if key.endswith("__lacks"):
        return not any(piece in value for piece in wanted)
    if key == "attachments":
        return len(value) == len(wanted) and all(
            own.items() >= wish.items() for own, wish in zip(value, wanted, strict=True)
        )
    return bool(value == wanted)


@pytest.mark.parametrize("name", MAILS)
def test_every_string_of_an_odd_mail_is_safe_to_store(name: str) -> None:
    mail = parse_mail((MUSEUM / f"{name}.eml").read_bytes())
    written = mail.to_json()
    assert "\\u0000" not in written
    assert json.loads(written).keys() >= set(mail.public())
    assert not any(mark in mail.subject + mail.from_name for mark in "\r\n")
    written.encode("utf-8")
