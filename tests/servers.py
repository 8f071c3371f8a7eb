"""A pytest plugin (`-p tests.servers`): PostgreSQL and Valkey for the tests, before Django's settings load.

The process that a person started (with xdist: the controller) runs one PostgreSQL, unless
DATABASE_URL names one; each process that runs tests has a Valkey of its own, unless REDIS_URL
names one. All lie in one temp folder, and are gone at the end, also after Ctrl-C or kill -9. What
the product itself stores lies in memory where there is room.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.trouble import CannotStart
from helpdesk.embedded.valkey import Valkey

# A fixed key: nothing that tests encrypt outlives them.
ENCRYPTION_KEY = "dGVzdHMtbmVlZC1hLWtleS1vZi0zMi1ieXRlcy4uLi4="

MEMORY = Path("/dev/shm")
ROOM = 1 << 30  # bytes: many a container has 64 MB of it, which one test may fill


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Runs before pytest-django reads the settings, which is why this is a plugin."""
    try:
        _start()
    except CannotStart as trouble:
        pytest.exit(f"The servers for the tests do not start: {trouble}", returncode=3)
    return (yield)


def _start() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        os.environ["TESTS_HOME"] = tempfile.mkdtemp(prefix="ventanilla-tests-")
        home = Path(os.environ["TESTS_HOME"])
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        os.environ["TESTS_DATA"] = _where_a_sync_costs_nothing() or str(home / "data")
        if not os.environ.get("DATABASE_URL"):
            postgres = Postgres(home, durable=False).start()
            atexit.register(postgres.stop)
            os.environ["DATABASE_URL"] = postgres.url("postgres")
        if not os.environ.get("REDIS_URL"):
            os.environ["TESTS_VALKEY"] = "own"
    own = Path(os.environ["TESTS_HOME"]) / (worker or "single")
    (own / "static").mkdir(parents=True)  # WhiteNoise warns when it is missing
    if os.environ.get("TESTS_VALKEY") == "own":
        valkey = Valkey(own, durable=False).start()
        atexit.register(valkey.stop)
        os.environ["REDIS_URL"] = valkey.url
    os.environ.update(_settings(own))


def _where_a_sync_costs_nothing() -> str | None:
    """A folder in memory, if there is room: every mail and attachment is synced, which a disk makes wait."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return None
    folder = tempfile.mkdtemp(prefix="ventanilla-tests-", dir=MEMORY)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _settings(own: Path) -> dict[str, str]:
    return {
        "SECRET_KEY": "only-for-tests-" + "x" * 40,
        "ENCRYPTION_KEYS": ENCRYPTION_KEY,
        "DEBUG": "0",
        "HASHED_STATIC": "0",
        "DATA_DIR": str(Path(os.environ["TESTS_DATA"]) / own.name),
        "STATIC_ROOT": str(own / "static"),
        "BASE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "COMPANY_NAME": "Alameda",
        "INSTANCE_ID": "desk.alameda.example",
        "AUTHSERV_IDS": "mail.alameda.example",
        "PRIVATE_MAIL_HOSTS": "127.0.0.1",
        "LOG_LEVEL": "WARNING",
    }
