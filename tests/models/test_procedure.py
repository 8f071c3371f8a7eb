from __future__ import annotations

from typing import Any

import pytest

from tests.cast import add_step
from tickets.models import Agent, Alternative, Procedure, Step, Ticket
from tickets.models.of_version import Published


def held(procedure: Procedure) -> list[dict[str, Any]]:
    """What the published version holds, apart from what names a row."""
    assert procedure.published
    columns = [each.attname for each in Step._meta.concrete_fields]
    told = [name for name in columns if name not in ("id", "version_id")]
    steps = [{name: getattr(step, name) for name in told} for step in procedure.published.line()]
    return [{"number": procedure.published.number, "by": procedure.published.published_by}, *steps]


def test_the_verbs_make_what_the_cast_has(procedure: Procedure) -> None:
    made = Procedure.begun(name_en=procedure.name_en, name_es=procedure.name_es)
    assert procedure.published
    for step in procedure.published.line():
        add_step(made, step.name_en, step.name_es)
    made.publish()
    for each in (procedure, made):
        each.refresh_from_db()
    assert held(made) == held(procedure)
    assert made.key == f"{procedure.key}-2"
    assert made.versions.count() == procedure.versions.count() == 1


def test_a_published_version_never_changes(procedure: Procedure) -> None:
    assert procedure.published
    step = procedure.published.line()[0]
    with pytest.raises(Published):
        step.save()
    with pytest.raises(Published):
        step.delete()


def test_a_draft_begins_as_a_copy_with_the_same_keys(procedure: Procedure) -> None:
    Alternative(name_en="Refund").append_to(procedure.draft(), words="Refund")
    procedure.publish()
    draft = procedure.draft()
    assert [step.key for step in draft.line()] == ["received", "checked", "refunded"]
    assert [each.key for each in draft.alternatives.all()] == ["refund"]


def test_there_is_one_draft_at_most(procedure: Procedure) -> None:
    assert procedure.draft() == procedure.draft()


def test_a_running_ticket_keeps_the_version_it_began_with(
    procedure: Procedure, ticket: Ticket, luisa: Agent
) -> None:
    began_with = ticket.procedure_version
    add_step(procedure, "Packed")
    procedure.publish(by=luisa)
    ticket.refresh_from_db()
    assert ticket.procedure_version == began_with != procedure.published
    assert len(ticket.line_of_stops()) == 3


def test_two_steps_of_one_name_have_two_keys(procedure: Procedure) -> None:
    assert add_step(procedure, "Checked").key == "checked-2"


def test_a_draft_without_steps_cannot_be_published(db: None) -> None:
    empty = Procedure.begun(name_en="Empty")
    with pytest.raises(ValueError, match="gaps"):
        empty.publish()


def test_a_step_after_an_answer_that_is_never_given_is_a_gap(procedure: Procedure) -> None:
    add_step(procedure, "Packed", only_after=["received/yes"])
    assert procedure.draft().gaps() == [
        "“Packed” comes after an answer that is not given before it."
    ]
