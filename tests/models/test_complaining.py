"""A ticket is entered in the complaints register (R32): its number, and what the customer is told."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection, transaction

from tests.cast import MONDAY, Receive
from tests.complaints import entered
from tickets.models import (
    Agent,
    Channel,
    Complaint,
    ComplaintRegister,
    Event,
    OutgoingMail,
    Suppression,
    Ticket,
)
from tickets.models.complaint import Entry

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def complaint(ticket: Ticket, ana: Agent) -> Complaint:
    return entered(ticket, ana, asked="Que me devuelvan el dinero.")


def another(channel: Channel, mail: Receive) -> Ticket:
    return Ticket.open_from(mail(), channel=channel)


def test_the_first_of_the_year_has_number_one(complaint: Complaint) -> None:
    assert str(complaint) == "1/2026"
    assert complaint.state == "open"
    assert complaint.answer_due == dt.date(2026, 12, 16)


def test_entering_twice_is_one_entry_and_one_mail(
    complaint: Complaint, ticket: Ticket, ana: Agent
) -> None:
    assert entered(ticket, ana) == complaint
    assert OutgoingMail.objects.filter(kind="complaint").count() == 1
    assert Event.objects.filter(kind="complaint_entered").count() == 1


def test_numbers_run_on_within_the_year(
    complaint: Complaint, channel: Channel, mail: Receive, ana: Agent
) -> None:
    assert str(entered(another(channel, mail), ana)) == "2/2026"
    last_year = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
    assert str(entered(another(channel, mail), ana, received_at=last_year)) == "1/2025"


def test_the_clock_of_the_house_decides_the_year(ticket: Ticket, ana: Agent) -> None:
    """Half past eleven in London is already next year in Madrid."""
    new_year = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)
    with time_machine.travel(new_year):
        assert str(entered(ticket, ana, received_at=new_year)) == "1/2027"


@pytest.mark.parametrize("off", [dt.timedelta(minutes=1), dt.timedelta(days=-3000)])
def test_no_complaint_comes_from_the_future_or_the_distant_past(
    ticket: Ticket, ana: Agent, off: dt.timedelta
) -> None:
    with pytest.raises(ValueError, match="future"):
        entered(ticket, ana, received_at=MONDAY + off)


@pytest.mark.django_db(transaction=True)
def test_colleagues_at_the_same_moment_leave_no_gap_and_give_no_number_twice(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    tickets = [another(channel, mail) for _ in range(6)]
    begin = threading.Barrier(len(tickets))

    def enter(ticket: Ticket) -> int | None:
        begin.wait()
        try:
            with transaction.atomic():
                complaint = entered(ticket, ana)
                if ticket == tickets[2]:
                    raise _Lost
            return complaint.number
        except _Lost:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tickets)) as pool:
        numbers = sorted(number for number in pool.map(enter, tickets) if number)
    assert numbers == [1, 2, 3, 4, 5]


class _Lost(Exception):
    """The process dies before the commit."""


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_the_same_ticket_make_one_entry(ticket: Ticket, ana: Agent) -> None:
    begin = threading.Barrier(2)

    def enter(ticket: Ticket) -> Complaint:
        begin.wait()
        try:
            return entered(ticket, ana)
        finally:
            connection.close()

    copies = [ticket, Ticket.objects.get(pk=ticket.pk)]
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(enter, copies)
    assert first == second
    assert Complaint.objects.get().number == 1


def test_after_a_merge_the_other_ticket_shows_the_entry(
    complaint: Complaint, ticket: Ticket, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = another(channel, mail)
    ticket.merge_into(other, by=ana)
    assert other.complaint() == complaint
    assert entered(ticket, ana) == entered(other, ana) == complaint


def test_the_customer_has_number_and_date_in_writing(complaint: Complaint) -> None:
    mail = OutgoingMail.objects.get(kind="complaint")
    assert "1/2026" in mail.subject
    for fact in ("lunes 16 de noviembre", "1/2026", "miércoles 16 de diciembre", "OMIC"):
        assert fact in mail.text
        assert fact in mail.html


def test_who_asks_for_no_mail_gets_none(ticket: Ticket, ana: Agent) -> None:
    ticket.enter_complaint(ana, Entry(received_at=MONDAY, tells_customer=False))
    assert not OutgoingMail.objects.filter(kind="complaint").exists()


def test_an_address_that_sends_everything_back_gets_none(ticket: Ticket, ana: Agent) -> None:
    Suppression.note([ticket.customer.email], reason="bounced", why="gone", mail=None)
    assert entered(ticket, ana).pk
    assert not OutgoingMail.objects.filter(kind="complaint").exists()
    assert Event.objects.filter(kind="not_sent").exists()


def test_managers_decide_how_the_answer_date_is_counted(ticket: Ticket, ana: Agent) -> None:
    ComplaintRegister(answer_within=10, unit="working_days", further_es="Junta arbitral.").save()
    assert entered(ticket, ana).answer_due == dt.date(2026, 11, 30)
    assert "Junta arbitral." in OutgoingMail.objects.get(kind="complaint").text
