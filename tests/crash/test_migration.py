"""A new release changes tables that others are using, and its older programs go on for a while (F42)."""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import NOT_PROVIDED, GeneratedField

from mailbridge.models import InboundMail
from tests.mailbridge.intake.conftest import Post, letter, post

__all__ = ["post"]  # a fixture

pytestmark = pytest.mark.django_db(transaction=True)
OURS = ("tickets", "mailbridge")
# Set with the first release: the newest migration of each app. Until then no older program runs anywhere.
FIRST_RELEASE: dict[str, str] = {}
# Written by hand in one page of the office, by no worker.
OF_THE_PROTOCOL = ("procedure", "step")
# Each holds a lock as long as the table is large, or takes away what older programs use.
HEAVY = re.compile(
    r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)"
    r"|ADD CONSTRAINT (?!.*(NOT VALID|FOREIGN KEY))"
    r"|ALTER COLUMN \S+ (TYPE|SET NOT NULL|DROP DEFAULT)"
    r"|DROP COLUMN|DROP TABLE|RENAME"
)

LATER = 10_000_000  # UIDs of what is written meanwhile
# Far below a second on a quiet machine; here others work too, and a whole table takes longer still.
LONGEST_WAIT = "5s"


def migrate_in_a_thread(said: io.StringIO) -> threading.Thread:
    def migrate() -> None:
        call_command("migrate", verbosity=0, stderr=said)
        connection.close()

    thread = threading.Thread(target=migrate)
    thread.start()
    return thread


def test_a_migration_lets_others_through_and_goes_on_when_it_can_f42() -> None:
    call_command("migrate", "mailbridge", "0005", verbosity=0)
    said = io.StringIO()
    with psycopg.connect(**connection.get_connection_params()) as reader:
        reader.execute("SELECT 1 FROM mailbridge_mailbox")  # and keeps its transaction open
        migrating = migrate_in_a_thread(said)
        while not said.getvalue():
            time.sleep(0.05)
        with connection.cursor() as writer:  # is not kept waiting behind the migration
            writer.execute("UPDATE mailbridge_mailbox SET fence = fence + 1")
    migrating.join()
    assert ("mailbridge", "0006_restored") in MigrationRecorder(connection).applied_migrations()


def ours() -> Iterator[migrations.Migration]:
    for (app, _name), migration in sorted(MigrationLoader(None).graph.nodes.items()):
        if app in OURS:
            yield migration


def made_in(migration: migrations.Migration) -> set[str]:
    made = (each for each in migration.operations if isinstance(each, migrations.CreateModel))
    return {each.name_lower for each in made}


def test_what_older_programs_do_not_write_the_database_fills_in_f42() -> None:
    state = MigrationLoader(None).project_state().models
    demanded = []
    for migration in ours():
        added = (each for each in migration.operations if isinstance(each, migrations.AddField))
        for each in added:
            if each.model_name_lower in made_in(migration) | set(OF_THE_PROTOCOL):
                continue
            field = state[migration.app_label, each.model_name_lower].fields.get(each.name)
            if field is None or isinstance(field, GeneratedField) or field.many_to_many:
                continue  # gone again; written by the database; a table of its own
            if not field.null and field.db_default is NOT_PROVIDED:
                demanded.append(f"{migration}: {each.model_name}.{each.name} needs a db_default")
    assert not demanded


def heavy_statements(migration: migrations.Migration) -> list[str]:
    sql: list[str] = MigrationLoader(connection).collect_sql([(migration, False)])
    new = re.findall(r'CREATE TABLE ("\w+")', "\n".join(sql))
    return [
        statement
        for statement in sql
        if HEAVY.search(statement) and not any(f" {table} " in statement for table in new)
    ]


def test_no_migration_after_the_first_release_holds_a_large_table_f42() -> None:
    later = [each for each in ours() if each.name > FIRST_RELEASE.get(each.app_label, "9999")]
    assert not {str(each): found for each in later if (found := heavy_statements(each))}


@pytest.mark.parametrize(
    ("app", "name", "how"),
    [
        ("mailbridge", "0007_sent_mail", 'CREATE INDEX "inbound_early_answers"'),
        ("tickets", "0007_procedure_versions", "DROP DEFAULT"),
        ("tickets", "0009_forget_unversioned_steps", "DROP COLUMN"),
    ],
)
def test_what_would_hold_it_is_found_f42(app: str, name: str, how: str) -> None:
    migration = MigrationLoader(connection).get_migration(app, name)
    assert any(how in statement for statement in heavy_statements(migration))


class OlderProgram:
    """Keeps mails in the ledger as the release before this migration did."""

    def __init__(self, app: str, newest: str) -> None:
        state = MigrationLoader(None).project_state((app, newest))
        self.mails = state.apps.get_model("mailbridge", "InboundMail").objects
        self.failed: list[Exception] = []
        self.written = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> OlderProgram:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _write(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{LONGEST_WAIT}'")
            while not self._is_over.is_set():
                mail = self.mails.earliest("pk")
                mail.pk, mail.uid = None, LATER + self.written
                mail.save()
                self.written += 1
        except Exception as error:
            self.failed.append(error)
        finally:
            connection.close()


def fill_ledger(rows: int) -> None:
    """So many mails like the one that is there."""
    columns = [str(field.column) for field in InboundMail._meta.local_concrete_fields][1:]
    values = ["serial" if column == "uid" else column for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO mailbridge_inboundmail ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM mailbridge_inboundmail,"
            f" generate_series(1000, {1000 + rows}) AS serial"
        )


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_a_large_table_is_migrated_while_an_older_program_writes_f42(post: Post) -> None:
    post.deliver(letter("Hola."))
    post.pull()
    fill_ledger(rows=300_000)
    call_command("migrate", "mailbridge", "0006", verbosity=0)
    with OlderProgram("mailbridge", "0006_restored") as program:
        call_command("migrate", verbosity=0)
        then = program.written
        while program.written < then + 20 and not program.failed:
            time.sleep(0.01)
    assert not program.failed
    assert InboundMail.objects.filter(uid__gte=LATER).count() == program.written
