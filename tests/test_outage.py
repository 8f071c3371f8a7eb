"""What a person meets while the database is away (F27)."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.test import Client


@pytest.fixture
def cut_off(transactional_db: None) -> Iterator[None]:
    """The database has ended our session."""
    connection.ensure_connection()
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )
    yield
    connection.close()


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_without_the_database_a_page_says_in_both_languages_to_try_again(
    cut_off: None, visitor: Client
) -> None:
    visitor.cookies["sessionid"] = "x" * 32
    answer = visitor.get("/desk/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert b"Reload this page" in answer.content
    assert "Recargue esta página".encode() in answer.content


def test_without_the_database_the_process_lives_and_is_not_ready(
    cut_off: None, visitor: Client
) -> None:
    assert visitor.get("/health/live").status_code == 200
    assert visitor.get("/health/ready").status_code == 503
