"""What the demo keeps in `.demo/`."""

import shutil
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from helpdesk.embedded.trouble import CannotStart
from helpdesk.launch.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / ".demo")


def test_the_keys_stay_the_same(home: Home) -> None:
    with home.open():
        assert home.keys() == Home(home.path).keys()


def test_the_encryption_key_encrypts(home: Home) -> None:
    with home.open():
        assert Fernet(home.keys()["ENCRYPTION_KEYS"])


def test_nobody_else_reads_the_keys(home: Home) -> None:
    with home.open():
        home.keys()
    assert (home.path / "keys.json").stat().st_mode & 0o077 == 0


def test_a_second_demo_is_told_of_the_first(home: Home) -> None:
    with home.open(), pytest.raises(CannotStart, match="already runs here, as process"):
        Home(home.path).open()


def test_the_lock_ends_with_the_demo(home: Home) -> None:
    home.open().close()
    home.open().close()


def test_too_little_space_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    nearly_full = type("usage", (), {"free": 12 * 2**20})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly_full)
    with pytest.raises(CannotStart, match="Only 12 MB are free"):
        home.open()


def test_spoilt_ports_are_forgotten(home: Home) -> None:
    with home.open():
        home.remember_ports({"smtp": 2525})
        (home.path / "ports.json").write_text("{")
        assert home.remembered_ports() == {}
