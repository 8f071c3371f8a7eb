"""Databases for the tests: one template, migrated once, of which each process clones its own."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

RUN = Path(os.environ["TESTS_HOME"]).name.rpartition("-")[2].lower()
TEMPLATE = f"ventanilla_template_{RUN}"


@contextmanager
def own_database() -> Iterator[None]:
    """Point Django's connection at a fresh clone, and drop it afterwards."""
    name = f"ventanilla_{RUN}_{os.environ.get('PYTEST_XDIST_WORKER', 'single')}"
    admin = connection.settings_dict["NAME"]
    # A pool would keep connections open, and a database with connections cannot be cloned or dropped.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    _make_template_once(admin)
    _administer(admin, sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, TEMPLATE)
    _use(name)
    try:
        yield
    finally:
        _use(admin)
        _administer(admin, sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)


@contextmanager
def shared_rows() -> Iterator[None]:
    """What is written within is there for every test within. Each sees it as it was made: what a test
    itself changes is undone after it, as ever.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def drop_template() -> None:
    """Once all processes are done."""
    _administer(connection.settings_dict["NAME"], sql.SQL("DROP DATABASE IF EXISTS {}"), TEMPLATE)


def _make_template_once(admin: str) -> None:
    home = Path(os.environ["TESTS_HOME"])
    with (home / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (home / "template.made").exists():
            return
        _administer(admin, sql.SQL("CREATE DATABASE {}"), TEMPLATE)
        _use(TEMPLATE)
        call_command("migrate", verbosity=0, interactive=False)
        _use(admin)
        (home / "template.made").touch()


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _administer(admin: str, statement: sql.SQL, *names: str) -> None:
    at = connection.settings_dict
    address = {"host": at["HOST"], "port": at["PORT"] or None, "user": at["USER"], "dbname": admin}
    with psycopg.connect(password=at["PASSWORD"] or None, autocommit=True, **address) as line:
        line.execute(statement.format(*map(sql.Identifier, names)))
