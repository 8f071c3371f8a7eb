"""A new release changes a table that others are using (F42)."""

from __future__ import annotations

import io
import threading
import time

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db(transaction=True)


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
