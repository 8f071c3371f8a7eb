"""The embedded Valkey."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from helpdesk.embedded.valkey import Valkey


@pytest.fixture
def valkey(short_folder: Path) -> Iterator[Valkey]:
    server = Valkey(short_folder / "a home").start()
    yield server
    server.stop()


def test_data_outlive_a_restart(valkey: Valkey) -> None:
    Redis.from_url(valkey.url).set("kept", "yes")
    valkey.stop()
    valkey.start()
    assert Redis.from_url(valkey.url).get("kept") == b"yes"


def test_data_outlive_a_kill(valkey: Valkey) -> None:
    Redis.from_url(valkey.url).set("kept", "yes")
    assert valkey._process is not None
    valkey._process.kill()
    valkey._process.wait()
    valkey.start()
    assert Redis.from_url(valkey.url).get("kept") == b"yes"


def test_it_never_throws_queued_work_away_for_want_of_memory(valkey: Valkey) -> None:
    assert Redis.from_url(valkey.url).config_get("maxmemory-policy") == {
        "maxmemory-policy": "noeviction"
    }
