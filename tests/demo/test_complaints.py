"""The demo's complaints register is one that the room could have written."""

from __future__ import annotations

import pytest
import time_machine

from tests.demo.conftest import NOW
from tickets.models import Complaint, CorrectiveAction, Event, RegisterYear, Ticket
from tickets.models.complaint import Entry

pytestmark = pytest.mark.django_db


def test_the_register_has_entries_of_each_state(past: list[Ticket]) -> None:
    entries = Complaint.objects
    assert 8 <= entries.count() <= 12
    for some in (entries.unanswered(), entries.answered(), entries.annulled()):
        assert some.exists()
    assert entries.exclude(cause=None).exists()
    assert CorrectiveAction.objects.exists()


def test_its_numbers_run_without_a_gap_and_go_on(past: list[Ticket]) -> None:
    numbers = list(Complaint.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert RegisterYear.objects.get().newest == len(numbers)
    free = Ticket.objects.filter(complaints=None).exclude(assignee=None)[0]
    with time_machine.travel(NOW, tick=False):
        assert free.assignee
        entry = Entry(received_at=NOW, tells_customer=False)
        assert free.enter_complaint(free.assignee, entry).number == len(numbers) + 1


def test_nothing_of_it_lies_in_the_future(past: list[Ticket]) -> None:
    assert not Complaint.objects.filter(entered_at__gt=NOW).exists()
    assert not Complaint.objects.filter(answered_at__gt=NOW).exists()
    assert not CorrectiveAction.objects.filter(done_at__gt=NOW).exists()
    assert not Event.objects.filter(at__gt=NOW).exists()
