"""PostgreSQL drops every connection at the worst moments, or says no (F26, F28)."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from mailbridge.inbound import reading
from mailbridge.models import InboundMail
from tests.crash.intake import Intake, assert_one_of_each, drop_connections, numbered
from tests.mailbridge.intake.conftest import Arrived, Post, arrived, letter, post
from tickets.models import Ticket

__all__ = ["arrived", "post"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 3
POINTS = ("after-blob:2", "after-claim:2", "before-commit-3:2")


@pytest.mark.parametrize("point", POINTS)
def test_a_restart_of_the_database_in_any_transaction_leaves_no_half_ticket_f26(
    point: str, post: Post
) -> None:
    post.deliver(*numbered(MAILS))
    intake = Intake(post)
    process = intake.hold_at(point)
    drop_connections()
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=90)
    intake.go_on_until_idle()
    assert_one_of_each(post, MAILS)


@pytest.fixture
def opponent() -> Iterator[psycopg.Cursor[object]]:
    """Another session of the same database, in a transaction; never the victim of a deadlock."""
    with psycopg.connect(**connection.get_connection_params()) as session:
        cursor = session.cursor()
        cursor.execute("SET deadlock_timeout = '1min'")
        yield cursor


def read_in_a_thread(row: InboundMail) -> threading.Thread:
    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET deadlock_timeout = '3s'")
        reading.read([row.pk])
        connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    return thread


def wait_until_somebody_waits(opponent: psycopg.Cursor[object]) -> None:
    for _ in range(1000):
        opponent.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
        if opponent.fetchone():
            return
        time.sleep(0.01)
    pytest.fail("nobody waits for the lock")


def test_a_deadlock_costs_a_mail_one_try_and_doubles_nothing_f28(
    arrived: Arrived, ticket: Ticket, opponent: psycopg.Cursor[object]
) -> None:
    row = arrived.stored(letter("Serie (0000).", Subject=f"Re: [#{ticket.number}] Cargo doble"))
    opponent.execute("SELECT 1 FROM tickets_ticket WHERE id = %s FOR UPDATE", [ticket.pk])
    reader = read_in_a_thread(row)
    wait_until_somebody_waits(opponent)
    opponent.execute("SELECT 1 FROM mailbridge_inboundmail WHERE id = %s FOR UPDATE", [row.pk])
    opponent.connection.commit()
    reader.join()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("stored", "The database refused it.")
    InboundMail.objects.update(retry_at=None)
    reading.read([row.pk])
    assert ticket.messages.filter(text__contains="(0000)").count() == 1
