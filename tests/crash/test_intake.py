"""The intake is killed at each named point of RELIABILITY.md 6.1, and started again until idle."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess

import pytest
from django.utils import timezone

from mailbridge.models import Mailbox
from tests.crash.intake import VISIT_WITHOUT_LEASE, Intake, assert_one_of_each, numbered
from tests.mailbridge.intake.conftest import Post, post
from tickets.models import OutgoingMail, Ticket

__all__ = ["post"]  # a fixture

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 4
# A number behind the colon: the kill comes at that pass, with a mail before it done.
POINTS = (
    "after-fetch:2",  # F1
    "after-blob:2",
    "after-commit-1:2",  # F2
    "after-mark",  # F3
    "after-claim:2",
    "after-parse:2",
    "before-commit-3:2",
    "after-commit-3:2",  # F5
)


@pytest.fixture
def intake(post: Post) -> Intake:
    post.deliver(*numbered(MAILS))
    return Intake(post)


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_nothing_is_lost_or_doubled(point: str, intake: Intake) -> None:
    intake.die_at(point)
    intake.go_on_until_idle()
    assert_one_of_each(intake.post, MAILS)


@pytest.mark.parametrize("point", ["after-blob:2", "after-commit-1:2", "after-commit-3:2"])
def test_killed_and_then_renumbered_by_the_server_nothing_doubles_f16(
    point: str, intake: Intake
) -> None:
    intake.die_at(point)
    command = ["doveadm", "-c", str(intake.post.server.home / "dovecot.conf"), "mailbox", "update"]
    command += ["-u", intake.post.user, "--uid-validity", "4711", "INBOX"]
    subprocess.run(command, check=True, capture_output=True)
    intake.go_on_until_idle()
    assert_one_of_each(intake.post, MAILS)
    assert {row.uidvalidity for row in intake.post.rows()} == {4711}


def test_killed_after_the_ticket_its_acknowledgement_waits_in_the_outbox_f5(
    intake: Intake,
) -> None:
    intake.die_at("after-commit-3")
    queued = OutgoingMail.objects.filter(kind="acknowledgement", state="queued")
    assert queued.count() == Ticket.objects.count() > 0


@pytest.mark.parametrize("point", ["before-move:2", "after-move:2"])
def test_killed_while_tidying_each_mail_is_in_one_folder_f6(point: str, intake: Intake) -> None:
    Mailbox.objects.update(afterwards="move", processed_folder="Hecho", retention_days=0)
    intake.die_at(point)
    intake.go_on_until_idle()
    client = intake.post.server.client(intake.post.user)
    assert client.search() == []
    assert client.select_folder("Hecho")[b"EXISTS"] == MAILS
    assert_one_of_each(intake.post, MAILS)


@pytest.mark.parametrize("point", ["after-commit-1:2", "after-parse:2"])
def test_a_process_that_froze_past_its_leases_changes_nothing_when_it_wakes_f25(
    point: str, intake: Intake
) -> None:
    frozen = intake.hold_at(point)
    intake.go_on_until_idle()
    frozen.send_signal(signal.SIGCONT)
    frozen.communicate(timeout=90)
    intake.go_on_until_idle()
    assert_one_of_each(intake.post, MAILS)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("is_old", [False, True])
def test_four_processes_at_one_mailbox_make_one_of_each_f24(is_old: bool, post: Post) -> None:
    post.deliver(*numbered(16))
    if is_old:
        tomorrow = timezone.now() + dt.timedelta(days=1)
        Mailbox.objects.update(starts_at=tomorrow, old_mail="all")
    intake = Intake(post)
    processes = [intake.start(VISIT_WITHOUT_LEASE) for _ in range(4)]
    said = [process.communicate(timeout=240)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    intake.go_on_until_idle()
    assert_one_of_each(post, 16)
