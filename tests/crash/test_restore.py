"""A backup of an hour ago is put back (F42): mail comes in again, and nothing leaves a second time."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from helpdesk.embedded.binaries import postgres_bin
from mailbridge.health import overview
from mailbridge.inbound.server import session
from mailbridge.models import Home, Mailbox
from mailbridge.outbound import send
from mailbridge.restored import MAY_HAVE_LEFT
from tests.crash.intake import Intake, assert_one_of_each, numbered
from tests.mailbridge.intake.conftest import Post, letter, post
from tests.smtp_sink import SmtpSink
from tickets.models import Agent, OutgoingMail, Ticket
from tickets.models.ticket import Draft

__all__ = ["post"]  # a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def run(program: str, *arguments: str) -> None:
    at = connection.settings_dict
    connection.close()
    subprocess.run(
        [
            postgres_bin(None) / program,
            "-h",
            at["HOST"],
            "-U",
            at["USER"],
            "-d",
            at["NAME"],
            *arguments,
        ],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def sink(smtp_sink: SmtpSink, settings: Settings) -> SmtpSink:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    settings.EMAIL_BACKEND = "mailbridge.outbound.smtp.EmailBackend"
    settings.UNDO_SECONDS = 0
    return smtp_sink


def send_all() -> None:
    while send.send_due():
        pass


@pytest.fixture
def put_back(post: Post, sink: SmtpSink, ana: Agent, tmp_path: Path) -> Ticket:
    """Two mails were answered; the backup knows the first one only. Returns the ticket that it lost."""
    backup = str(tmp_path / "backup")
    first, second = numbered(2)
    post.deliver(first)
    known = post.pull()[0].ticket
    assert known
    known.reply(ana, Draft(text="Hoy mismo."))
    run("pg_dump", "-Fc", "-f", backup)
    post.deliver(second)
    lost = post.pull()[1].ticket
    assert lost
    send_all()
    assert len(sink.mails) == 3
    assert Home.is_here()
    run("pg_restore", "--clean", "--if-exists", "-d", connection.settings_dict["NAME"], backup)
    session.close_all()
    return lost


@pytest.fixture
def restored(put_back: Ticket) -> Ticket:
    call_command("after_restore", numbers=100)
    return put_back


def test_a_database_that_was_put_back_waits_for_the_command_f42(
    put_back: Ticket, post: Post, sink: SmtpSink
) -> None:
    Intake(post).go_on_until_idle()
    send_all()
    assert len(post.rows()) == 1
    assert len(sink.mails) == 3
    assert "restored" in {finding.key for finding in overview.findings() if not finding.is_ok}


def test_a_database_that_was_moved_whole_goes_on_f42(
    put_back: Ticket, post: Post, sink: SmtpSink
) -> None:
    call_command("after_restore", nothing_lost=True)
    send_all()
    assert len(sink.mails) == 5  # two of them again, since here something was lost
    assert not OutgoingMail.objects.filter(error=MAY_HAVE_LEFT).exists()


def test_a_backup_is_put_back_and_nobody_hears_twice_f42(
    restored: Ticket, post: Post, sink: SmtpSink
) -> None:
    Intake(post).go_on_until_idle()
    send_all()
    assert_one_of_each(post, 2)
    assert len(sink.mails) == 3
    held = OutgoingMail.objects.filter(error=MAY_HAVE_LEFT)
    assert set(held.values_list("kind", "state")) == {
        ("reply", "ambiguous"),
        ("acknowledgement", "ambiguous"),
    }


def test_after_a_restore_new_mail_is_acknowledged_and_no_number_given_twice_f42(
    restored: Ticket, post: Post, sink: SmtpSink
) -> None:
    # The server tells the moment of arrival in whole seconds.
    Mailbox.objects.update(restored_at=timezone.now() - dt.timedelta(seconds=2))
    post.deliver(letter("Otra cosa."))
    Intake(post).go_on_until_idle()
    send_all()
    again = Ticket.objects.order_by("pk").last()
    assert again
    assert again.pk > restored.pk + 1
    assert f"#{again.number}" in sink.mails[-1].raw.decode()


def test_after_a_restore_an_agent_can_send_what_is_held_f42(
    restored: Ticket, sink: SmtpSink
) -> None:
    reply = OutgoingMail.objects.get(kind="reply")
    assert reply.requeue()
    send_all()
    assert reply.message_id_header.encode() in sink.mails[-1].raw
