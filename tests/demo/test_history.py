"""The past of the demo obeys the rules of the room."""

from __future__ import annotations

import pytest
from django.db.models import Count, F, Min, Q

from tests.demo.conftest import NOW
from tickets.models import (
    Attachment,
    Clock,
    Flag,
    Message,
    OutgoingMail,
    Proposal,
    Rating,
    Ticket,
    TicketStep,
)

pytestmark = pytest.mark.django_db


def test_every_list_of_the_desk_has_something(past: list[Ticket]) -> None:
    tickets = Ticket.objects
    lists = [tickets.unassigned(), tickets.waiting(), tickets.proposed(), tickets.closed()]
    lists += [tickets.spam(), tickets.with_failed_mail(), tickets.due_before(NOW)]
    assert all(each.exists() for each in lists)
    assert len(past) > 100


def test_nothing_lies_in_the_future(past: list[Ticket]) -> None:
    assert not Message.objects.filter(at__gt=NOW).exists()
    assert not Ticket.objects.filter(events__at__gt=NOW).exists()
    assert not Clock.objects.filter(stopped_at__gt=NOW).exists()


def test_clocks_hold_what_their_calendars_say(past: list[Ticket]) -> None:
    for clock in Clock.objects.exclude(stopped_at=None).select_related("calendar"):
        assert clock.elapsed(NOW) == (clock.business_seconds, clock.calendar_seconds)
        work = clock.target_seconds + clock.paused_business_seconds
        assert clock.due_at == clock.work_calendar().add(clock.started_at, seconds=work)


def test_the_next_due_time_is_that_of_the_earliest_running_clock(past: list[Ticket]) -> None:
    running = Q(clocks__stopped_at=None, clocks__paused_at=None)
    earliest = Ticket.objects.annotate(due=Min("clocks__due_at", filter=running))
    assert not earliest.exclude(due=F("next_due_at")).exclude(due=None, next_due_at=None).exists()


def test_closed_tickets_have_no_running_clock_and_a_reason(past: list[Ticket]) -> None:
    closed = Ticket.objects.closed()
    assert not closed.filter(clocks__stopped_at=None, clocks__paused_at=None).exists()
    assert not closed.filter(Q(close_reason="") | Q(closed_at=None)).exists()


def test_who_agreed_has_passed_every_stop(past: list[Ticket]) -> None:
    agreed = Ticket.objects.filter(close_reason="agreed")
    assert not agreed.exclude(steps_done=F("steps_total")).exists()
    assert Proposal.objects.filter(state="accepted").count() == agreed.count()


def test_open_procedures_have_one_current_stop(past: list[Ticket]) -> None:
    current = Count("steps", filter=Q(steps__state=TicketStep.State.CURRENT))
    counted = Ticket.objects.not_spam().annotate(current=current)
    assert not counted.exclude(steps_done=F("steps_total")).exclude(current=1).exists()


def test_a_proposal_is_open_exactly_while_its_ticket_is_proposed(past: list[Ticket]) -> None:
    offered = Proposal.objects.filter(state="offered").values_list("ticket_id", flat=True)
    assert set(offered) == set(Ticket.objects.proposed().values_list("pk", flat=True))


def test_each_mail_has_the_message_id_of_its_message(past: list[Ticket]) -> None:
    assert not OutgoingMail.objects.exclude(message_id_header=F("message__message_id")).exists()


def test_an_answer_that_came_back_leaves_the_customer_waiting(past: list[Ticket]) -> None:
    for ticket in Ticket.objects.with_failed_mail():
        assert ticket.status == "open"
        assert ticket.running_clock(Clock.Kind.FIRST_RESPONSE)


def test_who_speaks_of_a_photo_has_attached_one(past: list[Ticket]) -> None:
    file = Attachment.objects.filter(message__new_text__icontains="adjunto").first()
    assert file is not None
    assert file.content().startswith(b"\x89PNG")


def test_ratings_are_of_those_who_agreed(past: list[Ticket]) -> None:
    assert Rating.objects.exclude(comment="").exists()
    assert not Rating.objects.exclude(ticket__close_reason="agreed").exists()


def test_ticket_numbers_follow_the_order_of_arrival(past: list[Ticket]) -> None:
    opened = Ticket.objects.not_spam().order_by("pk").values_list("created_at", flat=True)
    assert list(opened) == sorted(opened)


def test_upset_customers_wait_and_one_flag_was_not_so(past: list[Ticket]) -> None:
    assert Ticket.objects.flagged().filter(status="new").exists()
    assert Flag.objects.filter(state="not_so", ticket__closed_at=None).count() == 1
    assert not Flag.objects.up().exclude(ticket__flagged_at=F("raised_at")).exists()
    assert not Flag.objects.up().filter(ticket__status="closed").exists()
