from __future__ import annotations

from django.test import Client

from tickets.models import Procedure, Step, Ticket

STEP = {
    "name_en": "Packed",
    "name_es": "Empaquetado",
    "customer_en": "We are packing your order.",
    "customer_es": "Estamos empaquetando su pedido.",
    "instructions": "Check the weight.",
    "expected_minutes": "90",
    "waits_for": "us",
    "team": "",
}


def names(procedure: Procedure) -> list[str]:
    return [step.name_en for step in procedure.live_steps()]


def at(procedure: Procedure, rest: str = "") -> str:
    return f"/office/procedures/{procedure.pk}/{rest}"


def test_a_new_procedure_leads_on_to_its_steps(office: Client) -> None:
    answer = office.post("/office/procedures/new/", {"name_en": "Refund", "name_es": "Reembolso"})
    assert answer["Location"] == at(Procedure.objects.get(name_en="Refund"))


def test_a_new_step_stands_last(office: Client, procedure: Procedure) -> None:
    office.post(at(procedure, "steps/new/"), STEP)
    assert names(procedure) == ["Received", "Checked", "Refunded", "Packed"]


def test_a_step_is_changed(office: Client, procedure: Procedure) -> None:
    step = procedure.live_steps()[1]
    office.post(at(procedure, f"steps/{step.pk}/"), STEP)
    assert names(procedure) == ["Received", "Packed", "Refunded"]


def test_a_step_without_its_sentence_is_refused_in_words(
    office: Client, procedure: Procedure
) -> None:
    answer = office.post(at(procedure, "steps/new/"), {**STEP, "customer_es": ""})
    assert "This field is required" in answer.content.decode()
    assert len(names(procedure)) == 3


def test_steps_change_places(office: Client, procedure: Procedure) -> None:
    last = procedure.live_steps()[2]
    office.post(at(procedure, f"steps/{last.pk}/move/"), {"up": ""})
    assert names(procedure) == ["Received", "Refunded", "Checked"]


def test_the_first_step_cannot_go_further_up(office: Client, procedure: Procedure) -> None:
    first = procedure.live_steps()[0]
    office.post(at(procedure, f"steps/{first.pk}/move/"), {"up": ""})
    assert names(procedure) == ["Received", "Checked", "Refunded"]


def test_a_retired_step_stays_on_the_tickets_that_run_it(
    office: Client, procedure: Procedure, ticket: Ticket
) -> None:
    step = procedure.live_steps()[1]
    office.post(at(procedure, f"steps/{step.pk}/retire/"))
    assert names(procedure) == ["Received", "Refunded"]
    assert len(ticket.line_of_stops()) == 3


def test_a_retired_step_is_taken_back_at_the_end(office: Client, procedure: Procedure) -> None:
    step = procedure.live_steps()[0]
    step.retire()
    office.post(at(procedure, f"steps/{step.pk}/retire/"), {"restore": ""})
    assert names(procedure) == ["Checked", "Refunded", "Received"]


def test_the_preview_shows_what_is_typed_and_keeps_nothing(
    office: Client, procedure: Procedure
) -> None:
    text = office.post(at(procedure, "steps/preview/"), STEP).content.decode()
    assert "Estamos empaquetando su pedido." in text
    assert "Check the weight." in text
    assert not Step.objects.filter(name_en="Packed").exists()


def test_the_preview_of_a_half_typed_step_is_no_error(office: Client, procedure: Procedure) -> None:
    step = procedure.live_steps()[0]
    typed = {"name_en": "Re", "expected_minutes": "x"}
    answer = office.post(at(procedure, f"steps/{step.pk}/preview/"), typed)
    assert answer.status_code == 200


def test_a_step_is_found_only_in_its_own_procedure(office: Client, procedure: Procedure) -> None:
    other = Procedure.objects.create(name_en="Other", name_es="Otro")
    step = procedure.live_steps()[0]
    assert office.get(at(other, f"steps/{step.pk}/")).status_code == 404
