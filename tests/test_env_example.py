"""`.env.example` is the documentation of the settings: complete, and free of secrets."""

import re
from pathlib import Path

import environ
import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = (ROOT / ".env.example").read_text()
READ_BY_OTHERS = {"DEMO_HOME", "HOST", "PORT", "HELPDESK_PG_BIN", "HELPDESK_VALKEY_BIN"}


def documented() -> set[str]:
    return set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", EXAMPLE, re.MULTILINE))


def read_by_the_settings() -> set[str]:
    code = (ROOT / "helpdesk" / "settings.py").read_text()
    return set(re.findall(r"\b(?:text|number|flag|words|db_url)\(\s*\"([A-Z_]+)\"", code))


def read_for_the_first_mailbox() -> set[str]:
    code = (ROOT / "mailbridge" / "from_environment.py").read_text()
    return set(re.findall(r"\"(MAILBOX_[A-Z]+)\"", code))


def test_every_setting_is_documented() -> None:
    assert read_by_the_settings() | read_for_the_first_mailbox() <= documented()


def test_nothing_is_documented_that_nobody_reads() -> None:
    known = read_by_the_settings() | read_for_the_first_mailbox() | READ_BY_OTHERS
    assert {name for name in documented() - known if not name.startswith("ANYMAIL_")} == set()


def test_no_secret_is_given_away() -> None:
    given = re.findall(r"^#?(\w*(?:KEY|KEYS|SECRET|TOKEN|PASSWORD))=(.*)$", EXAMPLE, re.MULTILINE)
    assert given
    assert all(value == "" for _, value in given)


def test_the_defaults_are_those_of_the_settings() -> None:
    code = (ROOT / "helpdesk" / "settings.py").read_text()
    plain = dict(re.findall(r"\b(?:text|number)\(\"([A-Z_]+)\", \"?([\w./]+)\"?\)", code))
    shown = dict(re.findall(r"^#([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    examples = {"EMAIL_BACKEND"}
    assert {name: shown[name] for name in plain if name in shown and name not in examples} == {
        name: value for name, value in plain.items() if name in shown and name not in examples
    }


def test_it_can_be_read_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environ.Env, "ENVIRON", {})
    copy = tmp_path / ".env"
    copy.write_text(EXAMPLE)
    environ.Env.read_env(str(copy))
    assert environ.Env.ENVIRON["BASE_URL"] == "https://desk.example.com"
