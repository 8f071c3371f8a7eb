"""A ticket as an entry in the complaints register, at the desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

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
from tickets.models.complaint_register import home_zone


def minute(moment: dt.datetime) -> str:
    return moment.astimezone(home_zone()).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def entry(ticket: Ticket) -> dict[str, str]:
    """What the form posts."""
    asked = "Que me devuelvan el dinero."
    return {
        "received_at": minute(ticket.created_at),
        "asked": asked,
        "severity": "3",
        "harm_kind": "money",
        "tells_customer": "on",
    }


@pytest.fixture
def complaint(ticket: Ticket, ana: Agent) -> Complaint:
    return entered(ticket, ana)


def at(name: str, ticket: Ticket) -> str:
    return reverse(f"desk:{name}", args=[ticket.number])


def amended(complaint: Complaint, **parts: str) -> dict[str, Any]:
    return {
        "received_at": minute(complaint.received_at),
        "severity": "2",
        "harm_kind": "none",
        "revision": str(complaint.revision),
        **parts,
    }


def test_the_form_brings_what_the_ticket_knows(desk: Client, ticket: Ticket) -> None:
    page = desk.get(at("complaint", ticket)).content.decode()
    assert "Me han cobrado dos veces el pedido 5512." in page


def test_entering_leads_back_to_the_ticket(
    desk: Client, ticket: Ticket, entry: dict[str, str], ana: Agent
) -> None:
    cause = ComplaintCause(name_en="Billing", name_es="Facturación")
    cause.put()
    answer = desk.post(at("complaint", ticket), {**entry, "cause": str(cause.pk)})
    assert answer.headers["Location"] == at("ticket", ticket)
    complaint = Complaint.objects.get()
    assert (complaint.cause, complaint.severity, complaint.entered_by) == (cause, 3, ana)
    page = desk.get(at("ticket", ticket)).content.decode()
    assert "Complaint" in page
    assert "1/2" in page


@pytest.mark.parametrize("parts", [{"received_at": "2999-01-01T00:00"}, {"received_at": ""}])
def test_what_is_wrong_is_said_and_nothing_is_lost(
    desk: Client, ticket: Ticket, entry: dict[str, str], parts: dict[str, str]
) -> None:
    answer = desk.post(at("complaint", ticket), entry | parts)
    assert answer.status_code == 422
    assert "Que me devuelvan el dinero." in answer.content.decode()
    assert not Complaint.objects.exists()


def test_no_receipt_where_the_agent_wants_none(
    desk: Client, ticket: Ticket, entry: dict[str, str]
) -> None:
    del entry["tells_customer"]
    desk.post(at("complaint", ticket), entry)
    assert not ticket.outbox.filter(kind="complaint").exists()


def test_only_what_was_changed_is_amended(
    desk: Client, ticket: Ticket, complaint: Complaint
) -> None:
    desk.post(at("complaint", ticket), amended(complaint, root_cause="The label."))
    complaint.refresh_from_db()
    assert (complaint.root_cause, complaint.revision) == ("The label.", 1)
    assert complaint.history().last().data["changes"] == {  # type: ignore[union-attr]
        "root_cause": ["", "The label."]
    }


def test_what_others_wrote_meanwhile_is_not_overwritten(
    desk: Client, ticket: Ticket, complaint: Complaint, luisa: Agent
) -> None:
    sheet = amended(complaint, root_cause="Mine.")
    complaint.amend(luisa, root_cause="Hers.")
    answer = desk.post(at("complaint", ticket), sheet)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    complaint.refresh_from_db()
    assert complaint.root_cause == "Hers."


def test_a_second_click_enters_nothing_and_changes_nothing(
    desk: Client, ticket: Ticket, entry: dict[str, str]
) -> None:
    desk.post(at("complaint", ticket), entry)
    answer = desk.post(at("complaint", ticket), {**entry, "asked": "Otra cosa."})
    assert answer.headers["Location"] == at("complaint", ticket)
    assert Complaint.objects.get().asked == "Que me devuelvan el dinero."


def test_what_was_annulled_meanwhile_is_not_entered_anew(
    desk: Client, ticket: Ticket, complaint: Complaint, luisa: Agent
) -> None:
    complaint.annul(luisa, why="A test.")
    desk.post(at("complaint", ticket), amended(complaint, root_cause="Mine."))
    assert Complaint.objects.count() == 1


def test_one_click_says_that_it_is_answered(
    desk: Client, ticket: Ticket, complaint: Complaint
) -> None:
    desk.post(at("complaint_answered", ticket))
    desk.post(at("complaint_answered", ticket))
    complaint.refresh_from_db()
    assert complaint.state == "answered"


def test_another_team_sees_nothing_of_it(
    other_desk: Client, ticket: Ticket, complaint: Complaint, entry: dict[str, str]
) -> None:
    for name in ("complaint", "official_form"):
        assert other_desk.get(at(name, ticket)).status_code == 404
    for name in ("complaint", "complaint_answered", "open_action"):
        assert other_desk.post(at(name, ticket), entry).status_code == 404


def test_spam_is_no_complaint(desk: Client, ticket: Ticket, ana: Agent) -> None:
    ticket.mark_spam(ana)
    assert desk.get(at("complaint", ticket)).status_code == 404


def test_an_action_is_begun_done_and_taken_up_again(
    desk: Client, other_desk: Client, ticket: Ticket, complaint: Complaint, luisa: Agent
) -> None:
    sheet = {"text": "Print the floor.", "owner": str(luisa.pk), "due_on": "2099-01-01"}
    desk.post(at("open_action", ticket), {**sheet, "nonce": "once"})
    desk.post(at("open_action", ticket), {**sheet, "nonce": "once"})
    action = CorrectiveAction.objects.get()
    done, again = (
        reverse(f"desk:{name}", args=[action.pk]) for name in ("finish_action", "reopen_action")
    )
    assert other_desk.post(done).status_code == 404
    desk.post(done, {"effect": "None came back."})
    action.refresh_from_db()
    assert action.effect == "None came back."
    desk.post(again, {"reason": ""})
    assert not CorrectiveAction.objects.open().exists()
    desk.post(again, {"reason": "Two came back."})
    assert CorrectiveAction.objects.open().exists()


def test_an_action_needs_words_an_owner_and_a_day(
    desk: Client, ticket: Ticket, complaint: Complaint
) -> None:
    answer = desk.post(at("open_action", ticket), {"text": "Print the floor.", "nonce": "once"})
    assert answer.status_code == 422
    assert "Print the floor." in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "title"), [("es", "Hoja de reclamaciones"), ("en", "Complaint form")]
)
def test_the_official_form_is_in_either_language(
    desk: Client, ticket: Ticket, complaint: Complaint, language: str, title: str
) -> None:
    ComplaintRegister(company_name="Papelería Sol, S. L.", tax_id="B00000000").save()
    page = desk.get(at("official_form", ticket), {"language": language}).content.decode()
    for fact in (title, "Papelería Sol, S. L.", "B00000000", "Lucía Pérez", str(complaint)):
        assert fact in page
    assert f'lang="{language}"' in page


def test_after_a_merge_the_entry_is_found_on_the_other_ticket(
    desk: Client, ticket: Ticket, complaint: Complaint, channel: Channel, mail: Receive, ana: Agent
) -> None:
    other = Ticket.open_from(mail(), channel=channel)
    ticket.merge_into(other, by=ana)
    assert str(complaint) in desk.get(at("complaint", other)).content.decode()


def test_an_action_gets_another_owner_and_day(
    desk: Client, other_desk: Client, complaint: Complaint, ana: Agent, luisa: Agent
) -> None:
    action = begun(complaint, luisa)
    page = reverse("desk:change_action", args=[action.pk])
    assert "Print the floor." in desk.get(page).text
    assert other_desk.get(page).status_code == 404
    sheet = {"text": "Print floor and door.", "owner": str(ana.pk), "nonce": "-"}
    assert desk.post(page, sheet).status_code == 422
    desk.post(page, {**sheet, "due_on": "2099-02-01"})
    action.refresh_from_db()
    assert (action.text, action.owner) == ("Print floor and door.", ana)


def test_one_action_answers_another_complaint_too(
    desk: Client, complaint: Complaint, channel: Channel, mail: Receive, ana: Agent, luisa: Agent
) -> None:
    action = begun(complaint, luisa)
    other = Ticket.open_from(mail(), channel=channel)
    second = entered(other, ana)
    assert "Print the floor." in desk.get(at("complaint", other)).text
    for _ in range(2):
        desk.post(at("link_action", other), {"action": str(action.pk)})
    assert set(action.complaints.all()) == {complaint, second}


def begun(complaint: Complaint, owner: Agent) -> CorrectiveAction:
    facts: dict[str, Any] = {"text": "Print the floor.", "owner": owner, "due_on": "2099-01-01"}
    return CorrectiveAction.open_for(complaint, by=owner, **facts)
