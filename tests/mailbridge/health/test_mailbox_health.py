"""Each fault of a mailbox turns its own line red, no other, and back."""

from __future__ import annotations

import pytest
from django.utils import timezone

from mailbridge.health import overview
from mailbridge.models import InboundMail, Mailbox
from tests.mailbridge.health.conftest import Arrive, ago, red


def change(mailbox: Mailbox, **facts: object) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(**facts)


def words_of(key: str) -> str:
    return next(finding.words for finding in overview.findings() if finding.key == key)


def test_all_is_well_in_a_house_that_works(mailbox: Mailbox) -> None:
    assert red() == []


def test_a_mailbox_in_trouble_says_its_problem_and_since_when(mailbox: Mailbox) -> None:
    change(mailbox, failing_since=ago(3), problem_kind="login")
    assert red() == ["mailbox"]
    assert words_of("mailbox") == "The mail server refused the user name or the password."
    change(mailbox, failing_since=None, problem_kind="")
    assert red() == []


def test_the_trouble_of_a_mailbox_is_said_once(mailbox: Mailbox) -> None:
    change(mailbox, failing_since=ago(300), reconciled_at=ago(300), counted_at=ago(300))
    assert red() == ["mailbox"]


def test_a_mailbox_that_nobody_compares_is_red_after_fifteen_minutes(mailbox: Mailbox) -> None:
    change(mailbox, reconciled_at=ago(14))
    assert red() == []
    change(mailbox, reconciled_at=ago(16))
    assert red() == ["reconcile"]
    change(mailbox, reconciled_at=timezone.now())
    assert red() == []


def test_a_mailbox_that_nobody_visits_says_what_to_do_once(mailbox: Mailbox) -> None:
    change(mailbox, visited_at=ago(14), reconciled_at=ago(14))
    assert red() == []
    change(mailbox, visited_at=ago(16), reconciled_at=ago(16))
    assert red() == ["mailbox"]
    assert words_of("mailbox").startswith("No mail has been fetched from this mailbox")
    change(mailbox, lease_until=ago(-1))  # somebody is at it
    assert red() == ["reconcile"]


def test_sent_mail_rests_with_the_mailbox_it_belongs_to(mailbox: Mailbox) -> None:
    mailbox.read_sent("Sent")
    change(mailbox, failing_since=ago(30), visited_at=ago(30))
    sent = Mailbox.objects.get(sent_of=mailbox)
    change(sent, visited_at=ago(30))
    assert red() == ["mailbox"]


def test_one_differing_count_is_no_alarm_yet(mailbox: Mailbox) -> None:
    change(mailbox, without_row=1, differs_since=ago(1), counted_at=ago(1))
    assert red() == []


def test_a_difference_that_is_counted_again_is_red(mailbox: Mailbox) -> None:
    change(mailbox, without_row=1, without_mail=2, differs_since=ago(8), counted_at=ago(1))
    assert red() == ["count"]
    assert "1 mail on the server is not in our list." in words_of("count")
    assert "2 mails of our list are no longer on the server." in words_of("count")
    change(mailbox, without_row=0, without_mail=0, differs_since=None)
    assert red() == []


def test_a_watchdog_that_sleeps_is_red(mailbox: Mailbox) -> None:
    change(mailbox, counted_at=ago(181))
    assert red() == ["count"]


@pytest.mark.parametrize("state", ["stored", "parsing"])
def test_mail_that_nobody_reads_is_red_after_five_minutes(
    mailbox: Mailbox, arrive: Arrive, state: str
) -> None:
    mail = arrive(minutes=4, state=state)
    assert red() == []
    InboundMail.objects.update(seen_at=ago(6))
    assert red() == ["unread"]
    InboundMail.objects.filter(pk=mail.pk).update(state="done")
    assert red() == []


def test_mail_in_quarantine_is_red_until_it_is_released(mailbox: Mailbox, arrive: Arrive) -> None:
    mail = arrive(minutes=600, state="quarantined")
    assert red() == ["quarantine"]
    mail.retry()
    assert red() == []


def test_a_mailbox_that_is_switched_off_troubles_nobody(mailbox: Mailbox) -> None:
    change(mailbox, is_active=False, failing_since=ago(60))
    assert red() == []


def test_only_the_mailbox_in_trouble_is_named(mailbox: Mailbox) -> None:
    change(mailbox, failing_since=ago(60))
    named = [finding.about for finding in overview.findings() if not finding.is_ok]
    assert named == ["hola@papeleria.example"]
