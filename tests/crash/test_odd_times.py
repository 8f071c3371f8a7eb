"""Clocks that jump, dates that lie, and a mailbox that was full before it was ours (F36, F37)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from mailbridge.models import InboundMail, Mailbox
from tests.crash.intake import VISIT, Intake, assert_one_of_each, numbered
from tests.mailbridge.intake.conftest import Arrived, Post, arrived, letter, post
from tickets.models import Agent, Clock, Message, OutgoingMail, Ticket
from tickets.models.ticket import Draft

__all__ = ["arrived", "post"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)
WITH_A_WRONG_CLOCK = """
import datetime as dt, time_machine
time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours={hours})).start()
"""
A_MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize("hours", [1, -1])
def test_a_worker_with_a_wrong_clock_leaves_leases_of_the_right_length_f36(
    hours: int, post: Post
) -> None:
    post.deliver(*numbered(3))
    process = Intake(post).start(
        WITH_A_WRONG_CLOCK.format(hours=hours) + VISIT, FAILPOINT="after-claim"
    )
    process.communicate(timeout=90)
    leases = [*Mailbox.objects.all(), *InboundMail.objects.filter(state="parsing")]
    held = [lease.lease_until - timezone.now() for lease in leases if lease.lease_until]
    assert len(held) >= 2  # the mailbox's, and those of the batch
    assert max(held) <= A_MINUTE
    Intake(post).go_on_until_idle()
    assert_one_of_each(post, 3)


def test_a_wrong_clock_makes_no_clock_of_a_ticket_absurd_f36(post: Post) -> None:
    post.deliver(*numbered(2))
    Intake(post).start(WITH_A_WRONG_CLOCK.format(hours=1) + VISIT).communicate(timeout=90)
    Intake(post).go_on_until_idle()
    assert_one_of_each(post, 2)
    for clock in Clock.objects.filter(kind__in=("first_response", "resolution")):
        assert abs(clock.started_at - timezone.now()) < A_MINUTE
        assert clock.due_at is None or clock.due_at > clock.started_at


@pytest.mark.parametrize("hours", [1, -1])
def test_a_web_process_with_a_wrong_clock_gives_the_usual_time_to_undo_f36(
    hours: int, ticket: Ticket, ana: Agent, settings: Settings
) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(hours=hours)):
        ticket.reply(ana, Draft(text="Hoy mismo."))
        replies = OutgoingMail.objects.filter(kind="reply")
        assert replies.get().may_be_taken_back
    left = replies.annotate(left=F("not_before") - Now()).get().left
    assert dt.timedelta() < left <= dt.timedelta(seconds=settings.UNDO_SECONDS)


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 +0000", "Wed, 01 Jan 2099 00:00:00 +0000"]
)
def test_the_date_that_a_sender_writes_orders_nothing_f36(date: str, arrived: Arrived) -> None:
    row = arrived(letter(Date=date))
    assert row.message
    assert row.message.at == row.received_at
    assert OutgoingMail.objects.filter(kind="acknowledgement").count() == 1


@pytest.mark.timeout(200)
def test_a_first_import_goes_on_where_it_was_killed_and_answers_nobody_f37(post: Post) -> None:
    count = 120  # more than two batches
    post.deliver(*numbered(count))
    Mailbox.objects.update(starts_at=timezone.now() + A_MINUTE, old_mail="all")
    for point in ("after-commit-1:4", "before-commit-3", "after-commit-3"):
        Intake(post).die_at(point)
        Mailbox.objects.update(lease_until=None)
        assert 0 < InboundMail.objects.count() < count
    Intake(post).go_on_until_idle()
    assert InboundMail.objects.filter(outcome="archived").count() == count
    assert not OutgoingMail.objects.exists()
    assert Message.objects.filter(kind="customer").count() == Ticket.objects.count() == count
