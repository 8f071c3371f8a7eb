"""What every test may ask for. The fixtures are in files of their names."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.database import drop_template, own_database

pytest_plugins = [
    "tests.folders",
    "tests.cast",
    "tests.dovecot",
    "tests.smtp_sink",
    "tests.chromium",
]


# Folders whose tests start or kill whole programs.
SLOW = ("crash", "embedded", "journeys", "launch")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        drives_a_browser = "chromium" in getattr(item, "fixturenames", ())
        if drives_a_browser or item.path.relative_to(here).parts[0] in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: do not look through them for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's own, which would migrate once for each process."""
    with django_db_blocker.unblock(), own_database():
        yield


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """The real hash is slow on purpose, and the cast signs in hundreds of times."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave a server that was lent to us as it was."""
    if not hasattr(config, "workerinput"):
        drop_template()
