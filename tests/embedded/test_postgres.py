"""The embedded PostgreSQL: keeps its data, goes with its starter, and says what is wrong in one sentence."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.embedded.places import outside
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.trouble import CannotStart


@pytest.fixture
def postgres(short_folder: Path) -> Iterator[Postgres]:
    server = Postgres(short_folder / "a home", durable=False).start()
    yield server
    server.stop()


def lock_of(server: Postgres) -> Path:
    return server.home / "postgres" / "cluster" / "postmaster.pid"


def start_elsewhere(home: Path) -> "subprocess.Popen[str]":
    """A process that starts a server on `home`, says so and waits."""
    code = (
        "import sys, time; from pathlib import Path; from helpdesk.embedded.postgres import Postgres; "
        "server = Postgres(Path(sys.argv[1])).start(); print('started', flush=True); time.sleep(60)"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", code, home], stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout is not None
    assert starter.stdout.readline() == "started\n"
    return starter


def wait_until_gone(pid: int) -> bool:
    """A zombie that nobody has reaped yet is gone too."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_data_outlive_a_restart(postgres: Postgres) -> None:
    postgres.create_database("kept")
    postgres.stop()
    postgres.start()
    postgres.connect("kept").close()


def test_a_database_may_be_asked_for_twice(postgres: Postgres) -> None:
    postgres.create_database("twice")
    postgres.create_database("twice")
    postgres.connect("twice").close()


def test_spanish_letters_have_their_lower_case(postgres: Postgres) -> None:
    with postgres.connect("postgres") as connection:
        assert connection.execute("SELECT lower('ÁÑ'), 'Ñ' ILIKE 'ñ'").fetchone() == ("áñ", True)


def test_the_search_extensions_are_there(postgres: Postgres) -> None:
    with postgres.connect("postgres") as connection:
        for name in ("pg_trgm", "unaccent", "btree_gin", "citext"):
            connection.execute(f"CREATE EXTENSION {name}")


@pytest.mark.parametrize("blow", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_ends_when_its_starter_is_killed(
    short_folder: Path, blow: signal.Signals
) -> None:
    starter = start_elsewhere(short_folder / "home")
    pid = int(lock_of(Postgres(short_folder / "home")).read_text().splitlines()[0])
    starter.send_signal(blow)
    starter.communicate()
    assert wait_until_gone(pid)


def test_it_starts_again_after_both_were_killed(short_folder: Path) -> None:
    starter = start_elsewhere(short_folder / "home")
    server = Postgres(short_folder / "home")
    os.kill(int(lock_of(server).read_text().splitlines()[0]), signal.SIGKILL)
    starter.kill()
    starter.communicate()
    assert server.start().running
    server.stop()


def test_a_lock_that_names_somebody_elses_process_is_no_obstacle(postgres: Postgres) -> None:
    postgres.stop()
    lock_of(postgres).write_text(f"{os.getpid()}\n")
    assert postgres.start().running


def test_data_of_another_version_are_left_alone(postgres: Postgres) -> None:
    postgres.stop()
    (lock_of(postgres).parent / "PG_VERSION").write_text("12\n")
    with pytest.raises(CannotStart, match="written by PostgreSQL 12"):
        postgres.start()


def test_binaries_that_are_not_there_are_named(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPDESK_PG_BIN", "/nowhere")
    with pytest.raises(CannotStart, match="HELPDESK_PG_BIN is /nowhere"):
        Postgres(short_folder / "home").start()


def test_a_closed_folder_is_no_obstacle_and_stays_closed(short_folder: Path) -> None:
    closed = short_folder / "closed"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / "home", durable=False).start()
    server.stop()
    inside = server.home / "postgres"
    # The account that root drops to cannot enter here, so its data lie on a path of the system's.
    assert inside.resolve() == (outside(server.home) if os.geteuid() == 0 else inside)
    assert closed.stat().st_mode & 0o777 == 0o700
