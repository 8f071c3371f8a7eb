"""An entry of the complaints register: what may change, and what never does (R32)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from tests.cast import MONDAY, Receive
from tests.complaints import entered, newest_event
from tickets.models import (
    Agent,
    Channel,
    Complaint,
    CorrectiveAction,
    Event,
    Ticket,
)
from tickets.models.ticket import Draft

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


def test_an_amendment_keeps_what_was_there_before(complaint: Complaint, luisa: Agent) -> None:
    assert complaint.amend(luisa, severity=3, cost=Decimal("12.50"), asked=complaint.asked)
    event = newest_event(complaint.ticket)
    assert event.by == luisa
    assert event.data["changes"] == {"severity": [2, 3], "cost": [None, "12.50"]}


def test_the_same_amendment_again_is_none(complaint: Complaint, ana: Agent) -> None:
    complaint.amend(ana, severity=3)
    assert complaint.amend(ana, severity=3)
    assert Event.objects.filter(kind="complaint_amended").count() == 1


def test_nobody_overwrites_what_they_have_not_seen(
    complaint: Complaint, ana: Agent, luisa: Agent
) -> None:
    assert complaint.amend(ana, seen=0, root_cause="The label was wrong.")
    assert not complaint.amend(luisa, seen=0, root_cause="The carrier.")
    complaint.refresh_from_db()
    assert complaint.root_cause == "The label was wrong."


def test_an_earlier_receipt_moves_the_answer_date(complaint: Complaint, ana: Agent) -> None:
    complaint.amend(ana, received_at=MONDAY - 6 * DAY)
    assert complaint.answer_due == dt.date(2026, 12, 10)
    assert newest_event(complaint.ticket).data["changes"]["answer_due"] == [
        "2026-12-16",
        "2026-12-10",
    ]


def test_an_entry_stays_in_the_year_of_its_number(complaint: Complaint, ana: Agent) -> None:
    with pytest.raises(ValueError, match="year"):
        complaint.amend(ana, received_at=MONDAY - 365 * DAY)


def test_what_makes_the_entry_itself_cannot_be_amended(complaint: Complaint, ana: Agent) -> None:
    with pytest.raises(ValueError, match="number"):
        complaint.amend(ana, number=7)


def test_it_is_answered_once(complaint: Complaint, ana: Agent) -> None:
    assert complaint.answer(ana)
    assert not complaint.answer(ana)
    assert (complaint.state, complaint.answered_at) == ("answered", MONDAY)


def test_an_answer_on_the_last_day_is_in_time(complaint: Complaint, ana: Agent) -> None:
    in_madrid = dt.timezone(dt.timedelta(hours=1))
    with time_machine.travel(dt.datetime(2026, 12, 16, 23, 59, tzinfo=in_madrid)):
        assert not complaint.is_late
    with time_machine.travel(dt.datetime(2026, 12, 17, 0, 1, tzinfo=in_madrid)):
        assert complaint.is_late


def test_an_annulled_entry_keeps_its_number_and_the_ticket_may_be_entered_again(
    complaint: Complaint, ticket: Ticket, luisa: Agent
) -> None:
    assert complaint.annul(luisa, why="Entered on the wrong ticket.")
    assert not complaint.annul(luisa, why="Again.")
    assert (str(complaint), complaint.state) == ("1/2026", "annulled")
    assert str(entered(ticket, luisa)) == "2/2026"


def test_annulling_needs_a_reason(complaint: Complaint, luisa: Agent) -> None:
    with pytest.raises(ValueError, match="reason"):
        complaint.annul(luisa, why=" ")


def test_an_annulled_entry_is_amended_no_more(complaint: Complaint, luisa: Agent) -> None:
    complaint.annul(luisa, why="A test.")
    assert not complaint.amend(luisa, severity=4)
    assert not complaint.answer(luisa)


def execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize("table", ["tickets_complaint", "tickets_correctiveaction"])
def test_the_database_deletes_nothing(complaint: Complaint, ana: Agent, table: str) -> None:
    due_on = dt.date(2026, 12, 1)
    CorrectiveAction.open_for(complaint, by=ana, text="Train", owner=ana, due_on=due_on)
    with pytest.raises(IntegrityError, match="never deleted"):
        execute("DELETE FROM tickets_correctiveaction_complaints", f"DELETE FROM {table}")


@pytest.mark.parametrize("column", ["year = 2025", "number = 7", "entered_at = now()"])
def test_the_database_renumbers_nothing(complaint: Complaint, column: str) -> None:
    with pytest.raises(IntegrityError, match="keeps its number"):
        execute(f"UPDATE tickets_complaint SET {column}")


def test_the_database_keeps_what_was_annulled(complaint: Complaint, luisa: Agent) -> None:
    complaint.annul(luisa, why="A test.")
    with pytest.raises(IntegrityError, match="annulled"), transaction.atomic():
        Complaint.objects.update(annulled_at=None, annulled_by=None, annulled_why="")


def test_agreement_follows_from_how_the_ticket_ended(
    complaint: Complaint, ticket: Ticket, ana: Agent
) -> None:
    def agreed() -> tuple[str, str]:
        fresh = Complaint.objects.with_agreement().get(pk=complaint.pk)
        return fresh.agreement, fresh.agreed  # type: ignore[attr-defined]

    assert agreed() == ("not_yet", "not_yet")
    proposal = ticket.propose(ana, Draft(text="Le devolvemos el dinero."))
    ticket.accept(proposal)  # type: ignore[arg-type]
    assert agreed() == ("yes", "yes")
    ticket.reopen(at=MONDAY, by=ana)
    assert agreed() == ("not_yet", "not_yet")
    ticket.close(ana, why="No answer.")
    assert agreed() == ("no", "no")


def test_only_managers_annul(complaint: Complaint, ana: Agent, luisa: Agent) -> None:
    assert [agent.may_annul(complaint) for agent in (ana, luisa)] == [False, True]


def test_products_are_suggested_by_how_often_they_came(
    channel: Channel, mail: Receive, ana: Agent
) -> None:
    for product in ("Lámpara", "Silla", "Silla", ""):
        entered(another(channel, mail), ana, product=product)
    assert Complaint.objects.products() == ["Silla", "Lámpara"]
