from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from tests.cast import MONDAY, add_step
from tickets.models import Procedure, Step, Ticket

STEP = {
    "name_en": "Packed",
    "name_es": "Empaquetado",
    "customer_en": "We are packing your order.",
    "customer_es": "Estamos empaquetando su pedido.",
    "instructions_en": "Check the weight.",
    "expected_seconds": "1 h 30 min",
    "waits_for": "us",
    "team": "",
}
QUESTION = {
    **STEP,
    "question_en": "Is it heavy?",
    "answer_0_en": "Yes",
    "answer_1_en": "No",
}


def names(procedure: Procedure) -> list[str]:
    return [str(step) for step in procedure.working().line()]


def at(procedure: Procedure, rest: str = "") -> str:
    return f"/office/procedures/{procedure.pk}/{rest}"


def test_a_new_procedure_with_its_steps_leads_on_to_the_first(office: Client) -> None:
    names_of = {"name_en": "Refund", "steps": "Received\n\nChecked\n"}
    answer = office.post("/office/procedures/new/", names_of)
    made = Procedure.objects.get(name_en="Refund")
    assert answer["Location"] == at(made, "steps/received/")
    assert names(made) == ["Received", "Checked"]
    assert made.published is None


def test_a_new_step_stands_last(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "new-step/"), STEP)
    assert names(procedure) == ["Received", "Checked", "Refunded", "Packed"]


def test_a_change_goes_into_a_draft_only(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/checked/"), STEP)
    assert names(procedure) == ["Received", "Packed", "Refunded"]
    procedure.refresh_from_db()
    assert procedure.published
    assert [str(step) for step in procedure.published.line()] == ["Received", "Checked", "Refunded"]


def test_saving_can_lead_on_to_the_next_step(office: Client, procedure: Procedure) -> None:
    answer = office.post(at(procedure, "steps/checked/"), {**STEP, "next": "1"})
    assert answer["Location"] == at(procedure, "steps/refunded/")


def test_a_step_without_a_name_is_refused_in_words(office: Client, procedure: Procedure) -> None:
    unnamed = {**STEP, "name_en": "", "name_es": ""}
    answer = office.post(at(procedure, "new-step/"), unnamed)
    assert "in one language at least" in answer.text
    assert len(names(procedure)) == 3


def test_a_question_with_its_answers_is_kept(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/received/"), QUESTION)
    asked = procedure.draft().line()[0]
    assert [answer.token for answer in asked.choices()] == ["received/yes", "received/no"]


def test_a_question_with_one_answer_is_refused(office: Client, procedure: Procedure) -> None:
    answer = office.post(at(procedure, "steps/received/"), {**QUESTION, "answer_1_en": ""})
    assert "two to four answers" in answer.text


def test_a_later_step_can_come_only_after_an_answer(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/received/"), QUESTION)
    assert "Packed: Yes" in office.get(at(procedure, "steps/refunded/")).text
    office.post(at(procedure, "steps/refunded/"), {**STEP, "only_after": "received/yes"})
    assert procedure.draft().line()[2].only_after == ["received/yes"]


def test_an_answer_keeps_its_key_when_it_is_said_otherwise(
    office: Client, procedure: Procedure
) -> None:
    office.post(at(procedure, "steps/received/"), QUESTION)
    office.post(at(procedure, "steps/received/"), {**QUESTION, "answer_0_en": "Yes, it is"})
    assert procedure.draft().line()[0].choices()[0].key == "yes"


def test_steps_change_places(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/refunded/move/"), {"up": ""})
    assert names(procedure) == ["Received", "Refunded", "Checked"]


def test_the_first_step_cannot_go_further_up(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/received/move/"), {"up": ""})
    assert names(procedure) == ["Received", "Checked", "Refunded"]


def test_a_step_taken_out_stays_on_the_tickets_that_run_it(
    office: Client, procedure: Procedure, ticket: Ticket
) -> None:
    office.post(at(procedure, "steps/checked/remove/"))
    assert names(procedure) == ["Received", "Refunded"]
    assert len(ticket.line_of_stops()) == 3


def test_publishing_gives_new_tickets_the_draft(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/checked/remove/"))
    office.post(at(procedure, "publish/"))
    procedure.refresh_from_db()
    assert procedure.published
    assert (procedure.published.number, len(procedure.published.line())) == (2, 2)


def test_a_draft_that_lacks_something_says_what_and_is_not_published(
    office: Client, procedure: Procedure
) -> None:
    office.post(at(procedure, "add-steps/"), {"steps": "Packed"})
    office.post(at(procedure, "publish/"))
    assert procedure.open_draft()
    assert "“Packed” has no sentence for the customer" in office.get(at(procedure)).text


def test_a_discarded_draft_leaves_what_was_published(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/checked/remove/"))
    office.post(at(procedure, "discard/"))
    assert names(procedure) == ["Received", "Checked", "Refunded"]


def test_the_preview_shows_what_is_typed_and_keeps_nothing(
    office: Client, procedure: Procedure
) -> None:
    text = office.post(at(procedure, "new-step/preview/"), STEP).text
    assert "Estamos empaquetando su pedido." in text
    assert "Check the weight." in text
    assert not Step.objects.filter(name_en="Packed").exists()
    assert procedure.open_draft() is None


def test_a_step_of_seconds_is_told_as_such(office: Client, procedure: Procedure) -> None:
    typed = {**STEP, "expected_seconds": "30s"}
    with time_machine.travel(MONDAY, tick=False):
        text = office.post(at(procedure, "new-step/preview/"), typed).text
    assert '<span class="tag">30 s</span>' in text
    assert "hoy a las 8:30:30 (hora UTC)" in text
    office.post(at(procedure, "new-step/"), typed)
    assert Step.objects.get(name_en="Packed").expected_seconds == 30
    assert "30 s · waits for us" in office.get(at(procedure)).text


@pytest.mark.parametrize("typed", ["0", "-30 s", "1e9", "9" * 5000, "2001-01-01", "99999 h"])
def test_what_is_no_duration_of_a_step_is_refused(
    office: Client, procedure: Procedure, typed: str
) -> None:
    sheet = {**STEP, "expected_seconds": typed}
    assert "field__error" in office.post(at(procedure, "new-step/"), sheet).text
    assert office.post(at(procedure, "new-step/preview/"), sheet).status_code == 200
    assert not Step.objects.filter(name_en="Packed").exists()


def test_the_preview_of_a_half_typed_step_is_no_error(office: Client, procedure: Procedure) -> None:
    typed = {"name_en": "Re", "expected_seconds": "x"}
    assert office.post(at(procedure, "steps/checked/preview/"), typed).status_code == 200


def test_a_step_is_found_only_in_its_own_procedure(office: Client, procedure: Procedure) -> None:
    other = Procedure.begun(name_en="Other", name_es="Otro")
    add_step(other, "Elsewhere")
    assert office.get(at(procedure, "steps/elsewhere/")).status_code == 404
