"""What monitors, administrators and the terminal are told."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from mailbridge.models import Mailbox
from tests.mailbridge.health.conftest import Arrive, ago
from tickets.models import Agent

REFUSED = "The mail server refused the user name or the password."
TOKEN = "Bearer a long and random word"


@pytest.fixture
def monitored(settings: Settings, mailbox: Mailbox) -> Mailbox:
    settings.HEALTH_TOKEN = TOKEN.removeprefix("Bearer ")
    return mailbox


def trouble(mailbox: Mailbox) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(failing_since=ago(9), problem_kind="login")


def test_a_process_that_answers_is_live(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"up\n")


def test_live_asks_nothing_of_the_database(client: Client) -> None:
    assert client.get("/health/live").status_code == 200  # no `db` fixture: a query would raise


def test_ready_with_database_and_migrations(client: Client, db: None) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer["Cache-Control"].split(",")[0]) == (200, "max-age=0")


def test_not_ready_while_a_migration_is_missing(client: Client, db: None) -> None:
    name = MigrationRecorder.Migration.objects.filter(app="mailbridge").latest("id").name
    MigrationRecorder(connection).record_unapplied("mailbridge", name)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"down\n")


def test_not_ready_without_a_database(
    client: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "no_such_database")
    try:
        assert client.get("/health/ready").status_code == 503
    finally:
        monkeypatch.undo()
    assert client.get("/health/ready").status_code == 200


def test_the_public_pages_need_no_tls(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/detail").status_code == 301


@pytest.mark.parametrize("word", ["", "Bearer ", "Bearer wrong", "a long and random word", "ñ"])
def test_the_details_are_not_there_without_the_token(
    client: Client, monitored: Mailbox, word: str
) -> None:
    assert client.get("/health/detail", headers={"authorization": word}).status_code == 404


@pytest.mark.parametrize("word", ["", "Bearer ", "Bearer"])
def test_without_a_token_there_are_no_details_for_anybody(client: Client, word: str) -> None:
    assert client.get("/health/detail", headers={"authorization": word}).status_code == 404


def test_the_details_for_who_knows_the_token(client: Client, monitored: Mailbox) -> None:
    answer = client.get("/health/detail", headers={"authorization": TOKEN})
    assert (answer.status_code, answer.json()["is_well"]) == (200, True)
    assert "no-store" in answer["Cache-Control"]


def test_the_details_name_mailbox_and_cause(client: Client, monitored: Mailbox) -> None:
    trouble(monitored)
    answer = client.get("/health/detail", headers={"authorization": TOKEN})
    red = [finding for finding in answer.json()["findings"] if not finding["is_ok"]]
    assert answer.status_code == 503
    assert [(f["about"], f["words"]) for f in red] == [("hola@papeleria.example", REFUSED)]


def test_the_terminal_is_told_that_all_is_well(
    mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("mail_status")
    assert "RED" not in capsys.readouterr().out


def test_the_terminal_ends_with_one_when_something_is_red(
    mailbox: Mailbox, capsys: pytest.CaptureFixture[str]
) -> None:
    trouble(mailbox)
    with pytest.raises(SystemExit) as end:
        call_command("mail_status")
    assert end.value.code == 1
    assert f"RED hola@papeleria.example: {REFUSED}" in capsys.readouterr().out


def test_the_page_says_yes(office: Client, mailbox: Mailbox) -> None:
    page = office.get("/mail/health/").content.decode()
    assert "Yes. Each mail" in page
    assert "not all is well" not in page


def test_the_page_says_what_is_wrong_and_the_menu_shows_it(
    office: Client, mailbox: Mailbox
) -> None:
    trouble(mailbox)
    assert REFUSED in office.get("/mail/health/").content.decode()
    assert "not all is well" in office.get("/office/").content.decode()


def test_a_lead_is_not_troubled_with_it(client: Client, luisa: Agent, mailbox: Mailbox) -> None:
    trouble(mailbox)
    client.force_login(luisa)
    assert client.get("/mail/health/").status_code == 404
    assert "not all is well" not in client.get(reverse("office:home")).content.decode()


def test_quarantined_mail_is_one_click_away(office: Client, arrive: Arrive) -> None:
    arrive(state="quarantined")
    assert "/mail/ledger/?outcome=unreadable" in office.get("/mail/health/").content.decode()
