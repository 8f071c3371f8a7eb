"""The complaints register in the office: found, read, annulled; causes and settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import Receive
from tests.complaints import entered
from tickets.models import (
    Agent,
    Channel,
    Complaint,
    ComplaintCause,
    ComplaintRegister,
    CorrectiveAction,
    Ticket,
)

PAGE = "/office/complaints/"


@pytest.fixture
def late(db: None) -> ComplaintCause:
    """Under the cause "Delivery"."""
    delivery = ComplaintCause(name_en="Delivery")
    delivery.put()
    cause = ComplaintCause(name_en="Late", parent=delivery)
    cause.put()
    return cause


@pytest.fixture
def complaint(ticket: Ticket, ana: Agent, late: ComplaintCause) -> Complaint:
    columns = {"cause": late, "product": "Silla", "severity": 3}
    return entered(ticket, ana, **columns)


def address(complaint: Complaint) -> str:
    return f"{PAGE}{complaint.year}/{complaint.number}/"


def test_agents_do_not_enter(agent_client: Client, complaint: Complaint) -> None:
    for path in (PAGE, address(complaint), f"{PAGE}actions/", f"{PAGE}causes/", f"{PAGE}settings/"):
        assert agent_client.get(path).status_code == 404
    assert agent_client.post(f"{address(complaint)}annul/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({}, True),
        ({"q": "silla"}, True),
        ({"q": "lucia@correo"}, True),
        ({"q": "mesa"}, False),
        ({"q": "1/{year}"}, True),
        ({"q": "2/{year}"}, False),
        ({"q": "#{ticket}"}, True),
        ({"year": "{year}", "severity": "3", "state": "open"}, True),
        ({"severity": "4"}, False),
        ({"state": "answered"}, False),
        ({"cause": "{delivery}"}, True),
        ({"year": "ninety", "state": "lost", "after": "x"}, True),
    ],
)
def test_the_register_is_searched(
    office: Client, complaint: Complaint, asked: dict[str, str], is_found: bool
) -> None:
    facts = {
        "year": complaint.year,
        "ticket": complaint.ticket_id,
        "delivery": ComplaintCause.objects.get(name_en="Delivery").pk,
    }
    page = office.get(PAGE, {name: value.format(**facts) for name, value in asked.items()})
    assert (address(complaint) in page.text) == is_found


def test_a_page_ends_and_the_next_begins(
    office: Client, channel: Channel, mail: Receive, ana: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tickets.figures.newest.PAGE", 2)
    for _ in range(3):
        ticket = Ticket.open_from(mail(), channel=channel)
        entered(ticket, ana)
    first = office.get(PAGE)
    assert [each.number for each in first.context["page"].rows] == [3, 2]
    second = office.get(first.context["next_url"])
    assert [each.number for each in second.context["page"].rows] == [1]


def test_the_entry_tells_its_whole_history(
    office: Client, complaint: Complaint, luisa: Agent
) -> None:
    complaint.amend(luisa, severity=4, root_cause="The label.")
    page = office.get(address(complaint)).text
    for words in ("Delivery › Late", "Silla", "<del", "serious", "grave", "The label.", "Ana Ruiz"):
        assert words in page


def test_a_manager_annuls_with_a_reason(office: Client, complaint: Complaint) -> None:
    office.post(f"{address(complaint)}annul/", {"reason": " "})
    assert Complaint.objects.live().exists()
    office.post(f"{address(complaint)}annul/", {"reason": "Entered on the wrong ticket."})
    page = office.get(address(complaint)).text
    assert "Entered on the wrong ticket." in page
    assert "annul-reason" not in page
    assert address(complaint) in office.get(PAGE, {"state": "annulled"}).text


def test_actions_are_listed_by_state(office: Client, complaint: Complaint, luisa: Agent) -> None:
    facts: dict[str, Any] = {
        "text": "Print the floor.",
        "owner": luisa,
        "due_on": "2020-01-01",
    }
    action = CorrectiveAction.open_for(complaint, by=luisa, **facts)
    assert "Print the floor." in office.get(f"{PAGE}actions/").text
    assert "Print the floor." in office.get(f"{PAGE}actions/", {"state": "late"}).text
    action.refresh_from_db()
    action.finish(by=luisa)
    assert "Print the floor." not in office.get(f"{PAGE}actions/").text
    assert "Print the floor." in office.get(f"{PAGE}actions/", {"state": "done"}).text


def test_a_cause_is_added_moved_and_retired(office: Client, late: ComplaintCause) -> None:
    under = str(late.parent_id)
    office.post(f"{PAGE}causes/new/", {"name_en": "Lost", "parent": under})
    lost = ComplaintCause.objects.get(name_en="Lost")
    office.post(f"{PAGE}causes/{lost.pk}/move/", {"to": "up"})
    page = office.get(f"{PAGE}causes/").text
    assert page.index(">Lost</a>") < page.index(">Late</a>")
    office.post(
        f"{PAGE}causes/{lost.pk}/", {"name_en": "Lost", "parent": under, "is_retired": "on"}
    )
    lost.refresh_from_db()
    assert lost.is_retired


def test_a_ring_of_causes_is_refused(office: Client, late: ComplaintCause) -> None:
    answer = office.post(
        f"{PAGE}causes/{late.parent_id}/", {"name_en": "Delivery", "parent": str(late.pk)}
    )
    assert answer.status_code == 200
    late.refresh_from_db()
    assert late.parent
    assert late.parent.parent is None


def test_the_settings_are_checked_and_kept(office: Client) -> None:
    sheet = {"answer_within": "20", "unit": "working_days", "warn_days": "3"}
    office.post(f"{PAGE}settings/", {**sheet, "unit": "months"})
    assert not ComplaintRegister.objects.exists()
    office.post(f"{PAGE}settings/", sheet)
    register = ComplaintRegister.current()
    assert (register.answer_within, register.unit) == (20, "working_days")


def test_only_managers_can_be_mailed_the_analysis(
    office: Client, ana: Agent, luisa: Agent, olga: Agent
) -> None:
    sheet = {"answer_within": "1", "unit": "months", "warn_days": "5"}
    page = office.get(f"{PAGE}settings/").text
    assert "Olga Vidal" in page
    assert "Ana Ruiz" not in page
    office.post(f"{PAGE}settings/", {**sheet, "analysis_readers": [ana.pk]})
    assert not ComplaintRegister.objects.exists()
    office.post(f"{PAGE}settings/", {**sheet, "analysis_readers": [luisa.pk, olga.pk]})
    assert set(ComplaintRegister.current().readers()) == {luisa, olga}
