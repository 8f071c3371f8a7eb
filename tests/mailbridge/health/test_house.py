"""Each fault of the house and of mail out turns its own line red, no other, and back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings

from mailbridge import tasks
from mailbridge.health import overview
from mailbridge.models import DeliveryReport, Mailbox, Pulse
from tests.mailbridge.health.conftest import ago, red
from tickets.models import OutgoingMail, Ticket

pytestmark = pytest.mark.usefixtures("mailbox")


@pytest.fixture
def outgoing(ticket: Ticket) -> OutgoingMail:
    """The acknowledgement of Lucía's ticket, accepted by the mail server."""
    OutgoingMail.objects.update(state="accepted")
    return OutgoingMail.objects.get(ticket=ticket)


def change(mail: OutgoingMail, **facts: object) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(**facts)


@pytest.fixture
def nowhere(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"


def test_a_redis_that_is_away_is_one_red_line(nowhere: None) -> None:
    assert red() == ["redis"]


def test_a_disk_without_room_is_one_red_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "LEAST_ROOM", 2**62)
    assert red() == ["disk"]


def test_the_room_is_measured_before_the_folder_exists(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "not" / "yet"
    assert overview.disk().is_ok


def test_a_migration_that_was_not_run_is_all_that_is_asked_for(mailbox: Mailbox) -> None:
    applied = MigrationRecorder.Migration.objects.filter(app="mailbridge")
    name = applied.latest("id").name
    MigrationRecorder(connection).record_unapplied("mailbridge", name)
    assert red() == ["migrations"]
    call_command("migrate", "mailbridge", fake=True, verbosity=0)
    assert red() == []


@pytest.mark.parametrize("sweep", sorted(overview.SWEEPS))
def test_a_sweep_that_no_longer_runs_is_red(sweep: str) -> None:
    Pulse.objects.filter(sweep=sweep).update(at=ago(11))
    assert red() == ["sweeps"]
    Pulse.beat(sweep)
    assert red() == []


def test_a_beat_that_never_began_is_red() -> None:
    Pulse.objects.all().delete()
    assert red() == ["sweeps"]


def test_a_sweep_that_ran_leaves_its_pulse() -> None:
    Pulse.objects.all().delete()
    tasks.read_stored_mail.apply()
    assert [pulse.sweep for pulse in Pulse.objects.all()] == ["mailbridge.tasks.read_stored_mail"]


def test_mail_that_does_not_leave_is_red(outgoing: OutgoingMail) -> None:
    change(outgoing, state="queued", not_before=ago(4))
    assert red() == []
    change(outgoing, not_before=ago(6))
    assert red() == ["outbox"]
    change(outgoing, state="accepted")
    assert red() == []


def test_mail_put_off_for_half_an_hour_says_why(outgoing: OutgoingMail) -> None:
    change(outgoing, state="deferred", not_before=timezone.now(), error="451 try later")
    assert red() == []
    change(outgoing, created_at=ago(31))
    assert red() == ["outbox"]
    assert "451 try later" in next(f.words for f in overview.findings() if f.key == "outbox")


def test_the_big_switch_is_named_where_it_holds_mail_back(
    outgoing: OutgoingMail, settings: Settings
) -> None:
    settings.MAIL_OUT_PAUSED = True
    change(outgoing, state="queued", not_before=ago(6))
    advice = next(f.advice for f in overview.findings() if f.key == "outbox")
    assert "MAIL_OUT_PAUSED" in advice


def test_mail_of_which_nobody_knows_is_red_for_a_day(outgoing: OutgoingMail) -> None:
    change(outgoing, state="ambiguous", state_at=ago(60))
    assert red() == ["ambiguous"]
    change(outgoing, state_at=ago(25 * 60))
    assert red() == []


def test_a_report_that_finds_no_mail_is_red_until_it_does() -> None:
    report = DeliveryReport.objects.create(
        provider="Postmark", event_key=hashlib.sha256(b"1").hexdigest(), kind="delivered",
        provider_id="x", happened_at=ago(20), heard_at=ago(20),
    )  # fmt: skip
    assert red() == ["reports"]
    DeliveryReport.objects.filter(pk=report.pk).update(applied_at=timezone.now())
    assert red() == []
